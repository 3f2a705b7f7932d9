#include "passes/empty_emphasis.h"

namespace broadsheet::passes {
namespace {

using document::Kind;
using document::Node;
namespace flag = document::flag;

bool shows_something(const document::Tree& tree, const Node& node) {
  switch (node.kind) {
    case Kind::kNothing:
    case Kind::kDivider:
    case Kind::kBlockEdge:
    case Kind::kGroup:
    case Kind::kEmphasis:
    case Kind::kStrong:
    case Kind::kStrikethrough:
      return false;
    case Kind::kText:
      return node.size > 0 && (node.flags & flag::kNoHtml) == 0;
    case Kind::kLink:
      return (node.flags & flag::kRefused) == 0;
    case Kind::kImage:
      return (node.flags & flag::kRefused) == 0 || !tree.targets[node.size].label.empty();
    default:
      return true;
  }
}

}  // namespace

void drop_empty_emphasis(const Context& context) {
  document::Tree& tree = context.tree;
  if (!tree.kinds.has(Kind::kHtml) && tree.targets.empty()) {
    return;
  }
  // From the end, so that what comes next is known without a look.
  auto next = static_cast<std::uint32_t>(tree.nodes.size());
  for (std::uint32_t at = next; at-- > 0;) {
    Node& node = tree.nodes[at];
    const bool is_emphasis = node.kind == Kind::kEmphasis || node.kind == Kind::kStrong ||
                             node.kind == Kind::kStrikethrough;
    if (is_emphasis && next >= node.end) {
      node.kind = Kind::kGroup;
    } else if (shows_something(tree, node)) {
      next = at;
    }
  }
}

}  // namespace broadsheet::passes
