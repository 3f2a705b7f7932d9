#include "passes/literal_emphasis.h"

#include <algorithm>

namespace broadsheet::passes {
namespace {

/// Whether the asterisks at `at` follow one with a backslash, in the source: `\***`.
bool follows_escape(const document::Tree& tree, const char* at) {
  while (tree.holds(at - 1) && at[-1] == '*') {
    --at;
  }
  std::size_t backslashes = 0;
  for (; tree.holds(at - 1) && at[-1] == '\\'; --at) {
    ++backslashes;
  }
  return backslashes % 2 != 0;
}

}  // namespace

void report_literal_emphasis(const Context& context) {
  const document::Tree& tree = context.tree;
  if (context.policy.body.find("**") == std::string_view::npos) {
    return;
  }
  for (std::uint32_t node_at = 0;
       (node_at = next_of(tree.nodes, node_at, {document::Kind::kText})) < tree.nodes.size();
       ++node_at) {
    const document::Node& node = tree.nodes[node_at];
    if ((node.flags & document::flag::kLiteral) != 0) {
      continue;
    }
    const std::string_view text = node.view();
    for (std::size_t at = text.find("**"); at != std::string_view::npos; at = text.find("**", at)) {
      if (!follows_escape(tree, node.text + at)) {
        context.reporter.report("literal-emphasis", Severity::kWarning,
                                tree.source_offset(node, at),
                                "`**` stands here as it is: it neither opens nor closes bold text",
                                "look for its counterpart and for blanks inside of the pair; write "
                                "`\\*\\*` if asterisks "
                                "are meant");
      }
      at = std::min(text.find_first_not_of('*', at), text.size());
    }
  }
}

}  // namespace broadsheet::passes
