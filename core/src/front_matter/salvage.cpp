#include "front_matter/salvage.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "front_matter/known_keys.h"
#include "front_matter/yaml_tree.h"
#include "text/fold.h"

namespace broadsheet::front_matter {
namespace {

using Kind = Node::Kind;

void shift(Node& node, std::size_t by) {
  node.offset += by;
  for (Node& child : node.children) {
    shift(child, by);
  }
}

/// An entry that is not YAML by itself, taken as it stands: the key, and the text behind the colon
/// without quotes.
void keep_verbatim(std::string_view entry, std::size_t offset, Node& map) {
  const std::size_t colon = entry.find(':');
  if (colon == std::string_view::npos || entry.substr(0, colon).find('\n') < colon) {
    return;
  }
  Node key;
  key.kind = Kind::kScalar;
  key.offset = offset;
  key.scalar = text::trim(entry.substr(0, colon));
  std::string_view raw = text::trim(entry.substr(colon + 1));
  for (const char quote : {'"', '\''}) {
    if (!raw.empty() && raw.front() == quote) {
      raw.remove_prefix(1);
      raw = raw.substr(0, raw.size() - (!raw.empty() && raw.back() == quote ? 1 : 0));
      break;
    }
  }
  if (key.scalar.empty() || raw.empty()) {
    return;
  }
  Node value;
  value.kind = Kind::kScalar;
  value.offset = static_cast<std::size_t>(raw.data() - entry.data()) + offset;
  value.scalar = raw;
  map.children.push_back(std::move(key));
  map.children.push_back(std::move(value));
}

/// No author's front matter has more entries, and each one read alone costs a parser.
constexpr std::size_t kMaxSalvagedEntries = 1000;

}  // namespace

Tree salvage(std::string_view block) {
  Tree whole;
  whole.root.kind = Kind::kMap;
  std::size_t entries = 0;
  for (std::size_t begin = 0; begin < block.size() && entries < kMaxSalvagedEntries; ++entries) {
    std::size_t end = begin;
    do {
      const std::size_t feed = block.find('\n', end);
      end = feed == std::string_view::npos ? block.size() : feed + 1;
    } while (end < block.size() &&
             std::string_view(" \t-\r\n").find(block[end]) != std::string_view::npos);
    const std::string_view text = block.substr(begin, end - begin);
    YamlResult entry = parse_yaml(text);
    if (entry.problem && entry.problem->kind == YamlProblem::Kind::kSyntax) {
      keep_verbatim(text, begin, whole.root);
    } else if (!entry.problem && entry.tree.root.kind == Kind::kMap) {
      shift(entry.tree.root, begin);
      std::move(entry.tree.root.children.begin(), entry.tree.root.children.end(),
                std::back_inserter(whole.root.children));
      whole.texts.splice_after(whole.texts.before_begin(), entry.tree.texts);
    }
    begin = end;
  }
  return whole;
}

std::optional<std::size_t> find_swallowed_key(std::string_view block, const Node& root) {
  std::size_t next_key = 0;
  for (std::size_t at = 0; at < block.size();) {
    while (next_key < root.children.size() && root.children[next_key].offset <= at) {
      next_key += 2;
    }
    const std::size_t end = std::min(block.find('\n', at), block.size());
    const std::string_view line = block.substr(at, end - at);
    const std::size_t colon = line.find(':');
    if (next_key >= 2 && colon != std::string_view::npos && line.front() != ' ' &&
        line.front() != '\t') {
      const Node& value = root.children[next_key - 1];
      const bool within_quotes = value.kind == Kind::kScalar && !value.plain && value.offset < at;
      if (within_quotes && find_key(line.substr(0, colon))) {
        return at;
      }
    }
    at = end + 1;
  }
  return std::nullopt;
}

}  // namespace broadsheet::front_matter
