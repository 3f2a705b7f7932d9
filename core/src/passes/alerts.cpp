#include "passes/alerts.h"

#include <optional>
#include <string>
#include <utility>

#include "text/fold.h"

namespace broadsheet::passes {
namespace {

using document::AlertKind;
using document::Kind;
using document::Node;

/// What the first text of a quote makes of it. `rest` is the source behind it: the marker must
/// stand alone on its line (GitHub Docs, "Alerts").
std::optional<AlertKind> alert_of(std::string_view marker, std::string_view rest) {
  if (marker.size() < 6 || marker[0] != '[' || marker[1] != '!') {
    return std::nullopt;
  }
  marker = text::trim(marker);
  if (marker.back() != ']' || !text::trim(rest.substr(0, rest.find('\n'))).empty()) {
    return std::nullopt;
  }
  constexpr std::pair<std::string_view, AlertKind> kAlerts[] = {
      {"note", AlertKind::kNote},
      {"tip", AlertKind::kTip},
      {"important", AlertKind::kImportant},
      {"warning", AlertKind::kWarning},
      {"caution", AlertKind::kCaution}};
  const std::string name = text::fold(marker.substr(2, marker.size() - 3));
  for (const auto& [alert, kind] : kAlerts) {
    if (alert == name) {
      return kind;
    }
  }
  return std::nullopt;
}

/// Takes out the marker, the line end behind it, and the paragraph if nothing else stands in it.
void take_marker(std::vector<Node>& nodes, std::uint32_t paragraph) {
  const std::uint32_t end = nodes[paragraph].end;
  nodes[paragraph + 1].kind = Kind::kNothing;
  if (end == paragraph + 2) {
    nodes[paragraph].kind = Kind::kBare;
  } else if (nodes[paragraph + 2].kind == Kind::kSoftBreak ||
             nodes[paragraph + 2].kind == Kind::kHardBreak) {
    nodes[paragraph + 2].kind = Kind::kNothing;
  }
}

}  // namespace

void make_alerts(const Context& context) {
  document::Tree& tree = context.tree;
  if (!tree.kinds.has(Kind::kQuote)) {
    return;
  }
  std::vector<Node>& nodes = tree.nodes;
  // Of the blocks around, only notes may hold alerts.
  for (std::uint32_t at = 1; at < nodes.size();) {
    Node& node = nodes[at];
    if (node.kind == Kind::kNotes || node.kind == Kind::kNote) {
      ++at;
      continue;
    }
    if (node.kind == Kind::kQuote && at + 2 < node.end && nodes[at + 1].kind == Kind::kParagraph) {
      const Node& first = nodes[at + 2];
      const bool is_text = first.kind == Kind::kText && first.flags == 0 && tree.holds(first.text);
      const std::size_t behind = is_text ? tree.place_of(first.text) + first.size : 0;
      const std::optional<AlertKind> kind =
          is_text ? alert_of(first.view(), tree.text.substr(behind)) : std::nullopt;
      if (kind) {
        node.kind = Kind::kAlert;
        tree.kinds.add(Kind::kAlert);
        node.value = static_cast<std::uint16_t>(*kind);
        take_marker(nodes, at + 1);
      }
    }
    at = node.end;
  }
}

}  // namespace broadsheet::passes
