#include <gtest/gtest.h>

#include "broadsheet/render.h"
#include "diagnostics/reporter.h"
#include "markdown/parse.h"
#include "passes/passes.h"
#include "writers/outline_markdown.h"

namespace broadsheet::writers {
namespace {

void read(std::string_view body, document::Tree& tree) {
  EXPECT_EQ(
      markdown::parse(body, 0, {false, Emphasis::kCjk, Dialect::kGitHub, kMinOutputLimit}, tree),
      markdown::ParseResult::kDone);
  Reporter reporter(body);
  passes::Policy policy;
  policy.body = body;
  passes::decide({tree, policy, reporter});
}

std::string outline_of(std::string_view body) {
  document::Tree tree;
  read(body, tree);
  return write_outline_markdown(tree);
}

// A destination of its own: a file in writers/ and a line in the list of sources.
TEST(OutlineMarkdown, IsAListOfLinks) {
  EXPECT_EQ(outline_of("# A *b* [c](d)\n\n#### x_y\n\n**中文**\n\n## Z\n"),
            "- [A b c](#a-b-c)\n"
            "  - [x\\_y](#x_y)\n"
            "    - [中文](#中文)\n"
            "  - [Z](#z)\n");
  EXPECT_EQ(outline_of("no heading"), "");
}

TEST(Tree, KnowsWhereItsNodesStand) {
  const std::string_view body = "# One\n\nText [link](u) <b>raw</b>\n\n[^a]: note\n\nx[^a]\n";
  document::Tree tree;
  read(body, tree);
  for (const document::Node& node : tree.nodes) {
    ASSERT_LE(node.end, tree.nodes.size());
    if (node.kind == document::Kind::kHeading) {
      EXPECT_EQ(body.substr(node.place, 3), "One");
    } else if (node.kind == document::Kind::kLink) {
      EXPECT_EQ(body.substr(node.place, 4), "link");
      EXPECT_EQ(body.substr(node.extra, 1), "u");
    } else if (node.kind == document::Kind::kElement) {
      EXPECT_EQ(body.substr(node.place, 3), "<b>");
    } else if (node.kind == document::Kind::kNote) {
      EXPECT_EQ(body.substr(node.place, 4), "[^a]");
    }
  }
}

// Subtrees nest: each ends within the one around it, and leaves hold nothing.
TEST(Tree, Nests) {
  document::Tree tree;
  read("<div>\n\n> - a *b `c` <i>d*\n\n</div>\n\n<table><tr><td>\n\n**x**\n\n</td></tr></table>\n",
       tree);
  std::vector<std::uint32_t> ends;
  for (std::uint32_t at = 0; at < tree.nodes.size(); ++at) {
    while (!ends.empty() && ends.back() <= at) {
      ends.pop_back();
    }
    const document::Node& node = tree.nodes[at];
    EXPECT_GT(node.end, at);
    EXPECT_LE(node.end, ends.empty() ? tree.nodes.size() : ends.back());
    EXPECT_TRUE(!is_leaf(node.kind) || node.end == at + 1);
    ends.push_back(node.end);
  }
}

}  // namespace
}  // namespace broadsheet::writers
