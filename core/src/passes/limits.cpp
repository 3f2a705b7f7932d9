#include "passes/limits.h"

namespace broadsheet::passes {

void report_limits(const Context& context) {
  const document::Tree& tree = context.tree;
  if (tree.too_deep) {
    context.reporter.report(
        "nesting-too-deep", Severity::kWarning, tree.offset,
        "quotes and lists of the post nest deeper than 100 levels; deeper marks are shown as text",
        "look for a line with very many `>` or `-`");
  }
  if (tree.too_many_brackets) {
    context.reporter.report(
        "too-many-brackets", Severity::kWarning, tree.offset,
        "a paragraph of the post has more than 200000 opening brackets; later ones are shown as "
        "text and open no links",
        "divide it into several paragraphs");
  }
}

}  // namespace broadsheet::passes
