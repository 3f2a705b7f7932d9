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

/// Whether something in emphasis may have been taken out: raw HTML, a link or a picture, or, beside
/// those, attributes and shortcodes.
bool may_have_emptied(const Context& context) {
  const document::Tree& tree = context.tree;
  return tree.kinds.has(Kind::kHtml) || tree.has_refused ||
         (!tree.targets.empty() &&
          (context.policy.syntax != 0 || tree.text.find('{') != std::string_view::npos ||
           !tree.shortcodes.empty()));
}

}  // namespace

void drop_empty_emphasis(const Context& context) {
  if (!may_have_emptied(context)) {
    return;
  }
  document::Tree& tree = context.tree;
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
