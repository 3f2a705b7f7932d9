// The tree of a post, as C and C++ have it.
#include "broadsheet/tree.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "broadsheet/broadsheet_c.h"

namespace broadsheet {
namespace {

using namespace std::string_literals;

std::uint32_t first(const PostTree& tree, NodeKind kind) {
  for (std::uint32_t at = 0; at < tree.nodes().size(); ++at) {
    if (tree.nodes()[at].kind == static_cast<std::uint32_t>(kind)) {
      return at;
    }
  }
  return 0;
}

TEST(PostTree, TellsNodesTheirPlacesAndTexts) {
  const std::string source = "---\ntitle: T\n---\n## A *b*\n\n```js {1}\nx\n```\n\n[l](u \"t\")\n";
  const PostTree tree = PostTree::parse(source);
  EXPECT_EQ(tree.post().data.title, "T");
  const std::uint32_t heading = first(tree, NodeKind::kHeading);
  ASSERT_EQ(heading, 1U);
  const TreeNode& node = tree.nodes()[heading];
  EXPECT_EQ(node.number, 2U);
  EXPECT_EQ(source.substr(node.begin, node.finish - node.begin), "## A *b*");
  EXPECT_EQ(tree.text(heading, NodeText::kId), "a-b");
  const std::uint32_t code = first(tree, NodeKind::kCode);
  EXPECT_EQ(tree.text(code, NodeText::kLang), "js");
  EXPECT_EQ(tree.text(code, NodeText::kMeta), "{1}");
  EXPECT_EQ(tree.text(code, NodeText::kValue), "x\n");
  const std::uint32_t link = first(tree, NodeKind::kLink);
  EXPECT_EQ(tree.text(link, NodeText::kUrl), "u");
  EXPECT_EQ(tree.text(link, NodeText::kTitle), "t");
  EXPECT_EQ(tree.text(link, NodeText::kLang), "");
  EXPECT_EQ(tree.text(4'000'000, NodeText::kUrl), "");
}

TEST(PostTree, RendersWithAnswersAndStaysAsItIs) {
  PostTree tree = PostTree::parse("# H [l](u)\n\n    code\n\nx[^1]\n\n[^1]: ![i](p)\n");
  std::vector<Diagnostic> diagnostics;
  const std::string plain = tree.render({}, diagnostics);
  EXPECT_EQ(plain, render_post("# H [l](u)\n\n    code\n\nx[^1]\n\n[^1]: ![i](p)\n").html);
  const std::vector<Answer> answers = {
      {first(tree, NodeKind::kLink), Answer::Kind::kHtml, "<gone>"},
      {first(tree, NodeKind::kHeading), Answer::Kind::kHtml, "<h>"},
      {first(tree, NodeKind::kCode), Answer::Kind::kInner, "<i>"},
      {first(tree, NodeKind::kImage), Answer::Kind::kAttributes,
       std::string_view("class\0c\0onload\0x\0src\0javascript:x", 34)},
      {4'000'000, Answer::Kind::kHtml, "<nowhere>"}};
  const std::string html = tree.render(answers, diagnostics);
  EXPECT_EQ(html.substr(0, 32), "<h>\n<pre><code><i></code></pre>\n");
  EXPECT_EQ(html.find("<gone>"), std::string::npos);
  EXPECT_NE(html.find("<img class=\"c\" src=\"p\""), std::string::npos);
  EXPECT_EQ(diagnostics.size(), 2U);
  EXPECT_EQ(tree.render({}, diagnostics), plain);
}

TEST(PostTree, OwnsWhatItsViewsShow) {
  std::string source = "A \xFF **b**, {{< x >}}\n\n:::tip\n{{< y >}}\n:::\n";
  RenderOptions options;
  options.syntax = syntax::kContainers | syntax::kMark;
  PostTree tree = PostTree::parse(source, options);
  source.assign(source.size(), '?');
  EXPECT_EQ(tree.text(first(tree, NodeKind::kShortcode), NodeText::kValue), "{{< x >}}");
  EXPECT_EQ(tree.text(first(tree, NodeKind::kContainer), NodeText::kName), "tip");
  PostTree moved = std::move(tree);
  EXPECT_GT(moved.nodes().size(), 5U);
  std::vector<Diagnostic> diagnostics;
  EXPECT_NE(moved.render({}, diagnostics).find("{{&lt; y &gt;}}"), std::string::npos);
}

/// Gives a reply back at the end.
class Reply {
 public:
  explicit Reply(broadsheet_reply* reply) : reply_(reply) {}
  Reply(const Reply&) = delete;
  Reply& operator=(const Reply&) = delete;
  ~Reply() { broadsheet_reply_free(reply_); }
  [[nodiscard]] std::uint32_t status() const { return reply_->status; }
  [[nodiscard]] std::string html() const {
    return {broadsheet_reply_primary(reply_), reply_->primary_size};
  }
  [[nodiscard]] std::string json() const {
    return {broadsheet_reply_json(reply_), reply_->json_size};
  }

 private:
  broadsheet_reply* reply_;
};

TEST(CTree, AsksForNodesAndTakesAnswers) {
  const std::string source = "a\n\n```js x\nb\n```\n";
  broadsheet_render_options options = {};
  options.parts = BROADSHEET_PART_HTML;
  options.hooks = BROADSHEET_HOOK_CODE;
  broadsheet_tree* tree = nullptr;
  const auto size = static_cast<std::uint32_t>(source.size());
  const Reply opened(broadsheet_tree_open(source.data(), size, &options, &tree));
  ASSERT_EQ(opened.status(), std::uint32_t{BROADSHEET_OK});
  EXPECT_EQ(opened.html(), "");
  EXPECT_EQ(
      opened.json(),
      "{\"post\":{\"diagnostics\":[]},\"asked\":[{\"node\":3,\"type\":\"code\",\"lang\":\"js\","
      "\"meta\":\"x\",\"value\":\"b\"}]}");
  const broadsheet_node* const nodes = broadsheet_tree_nodes(tree);
  EXPECT_EQ(nodes[0].end, 4U);
  EXPECT_EQ(nodes[3].kind, std::uint32_t{BROADSHEET_NODE_CODE});
  std::uint32_t text_size = 0;
  const char* const text = broadsheet_tree_text(tree, 3, BROADSHEET_TEXT_VALUE, &text_size);
  EXPECT_EQ(std::string(text, text_size), "b\n");
  EXPECT_EQ(Reply(broadsheet_tree_ask(tree, BROADSHEET_HOOK_LINK)).json(), "{\"asked\":[]}");
  const broadsheet_answer answer = {3, BROADSHEET_ANSWER_HTML, 3, "<x>"};
  EXPECT_EQ(Reply(broadsheet_tree_render(tree, &answer, 1, 0)).html(), "<p>a</p>\n<x>\n");
  const broadsheet_answer wrong = {3, 9, 3, "<x>"};
  EXPECT_EQ(Reply(broadsheet_tree_render(tree, &wrong, 1, 0)).status(),
            std::uint32_t{BROADSHEET_INVALID_ARGUMENT});
  broadsheet_tree_free(tree);
}

TEST(CTree, RefusesWhatIsNull) {
  EXPECT_EQ(Reply(broadsheet_tree_open("a", 1, nullptr, nullptr)).status(),
            std::uint32_t{BROADSHEET_INVALID_ARGUMENT});
  EXPECT_EQ(Reply(broadsheet_tree_ask(nullptr, 1)).status(),
            std::uint32_t{BROADSHEET_INVALID_ARGUMENT});
  EXPECT_EQ(Reply(broadsheet_tree_render(nullptr, nullptr, 0, 0)).status(),
            std::uint32_t{BROADSHEET_INVALID_ARGUMENT});
  EXPECT_EQ(broadsheet_tree_nodes(nullptr), nullptr);
  std::uint32_t size = 7;
  broadsheet_tree_text(nullptr, 0, 0, &size);
  EXPECT_EQ(size, 0U);
  broadsheet_tree_free(nullptr);
  broadsheet_render_options options = {};
  options.hooks = 1U << 20U;
  broadsheet_tree* tree = nullptr;
  EXPECT_EQ(Reply(broadsheet_tree_open("a", 1, &options, &tree)).status(),
            std::uint32_t{BROADSHEET_INVALID_ARGUMENT});
  EXPECT_EQ(tree, nullptr);
}

TEST(Dates, AreNumbersBesideTheirText) {
  const Post post = render_post("---\ndate: 2023-05-12T15:00:00+08:00\n---\n");
  const std::optional<Date> date = post.data.date_value();
  ASSERT_TRUE(date);
  EXPECT_EQ(date->year, 2023);
  EXPECT_EQ(date->hour, 15U);
  EXPECT_EQ(date->offset_minutes, 480);
  EXPECT_EQ(date->instant(), 1'683'874'800'000);
  EXPECT_FALSE(post.data.lastmod_value());
}

}  // namespace
}  // namespace broadsheet
