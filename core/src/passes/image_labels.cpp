#include "passes/image_labels.h"

#include <string>

#include "html/sanitizer.h"

namespace broadsheet::passes {
namespace {

using document::Kind;
using document::Node;

/// The text of nodes[begin, end). In it CommonMark's reference implementation leaves tags as they
/// are; otherwise only what is none stays of raw HTML.
std::string label_of(const std::vector<Node>& nodes, std::uint32_t begin, std::uint32_t end,
                     bool keeps_tags) {
  std::string label;
  std::string raw;
  for (std::uint32_t at = begin; at < end; ++at) {
    const Node& node = nodes[at];
    if (node.kind == Kind::kHtml) {
      raw += node.view();  // md4c gives a tag in pieces.
      if (at + 1 == end || nodes[at + 1].kind != Kind::kHtml) {
        label += keeps_tags ? raw : html::text_of(raw);
        raw.clear();
      }
    } else if (node.kind == Kind::kText) {
      label += node.view();
    } else if (node.kind == Kind::kSoftBreak || node.kind == Kind::kHardBreak) {
      label += ' ';
    }
  }
  return label;
}

}  // namespace

void write_image_labels(const Context& context) {
  document::Tree& tree = context.tree;
  if (!tree.kinds.has(Kind::kImage)) {
    return;
  }
  const std::vector<Node>& nodes = tree.nodes;
  const bool keeps_tags = context.policy.raw_html == RawHtml::kPass;
  for (std::uint32_t at = 0; (at = next_of(nodes, at, {Kind::kImage})) < nodes.size();) {
    const Node& node = nodes[at];
    document::Target& target = tree.targets[node.size];
    if (node.end == at + 2 && nodes[at + 1].kind == Kind::kText) {
      target.label = nodes[at + 1].view();
    } else if (node.end > at + 1) {
      target.label = tree.arena.keep(label_of(nodes, at + 1, node.end, keeps_tags));
    }
    at = node.end;  // Of images within, only the text counts.
  }
}

}  // namespace broadsheet::passes
