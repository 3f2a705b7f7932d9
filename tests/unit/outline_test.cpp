#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "broadsheet/render.h"
#include "passes/heading_ids.h"

namespace broadsheet::passes {
namespace {

// What the npm package github-slugger 2.0.0 gives.
TEST(Slug, IsAsOnGitHub) {
  EXPECT_EQ(slug("Hello, World!"), "hello-world");
  EXPECT_EQ(slug("SOFA Weekly | 每周精选"), "sofa-weekly--每周精选");
  EXPECT_EQ(slug("同步开源进展，欢迎留言互动"), "同步开源进展欢迎留言互动");
  EXPECT_EQ(slug("1、@someone 提问："), "1someone-提问");
  EXPECT_EQ(slug("C++ & C#"), "c--c");
  EXPECT_EQ(slug("snake_case-and  two"), "snake_case-and--two");
  EXPECT_EQ(slug("ÉCOLE Ж"), "école-ж");
  EXPECT_EQ(slug("😀 emoji"), "-emoji");
}

std::vector<std::string> ids_of(std::string_view source) {
  std::vector<std::string> ids;
  for (const Heading& heading : render_post(source).toc) {
    ids.push_back(heading.id);
  }
  return ids;
}

TEST(Outline, IdsAreUnique) {
  EXPECT_EQ(ids_of("# a\n# a\n# a-1\n# a\n# ！\n# ？\n"),
            (std::vector<std::string>{"a", "a-1", "a-1-1", "a-2", "section", "section-1"}));
}

TEST(Outline, KeepsOffTheIdsOfThePage) {
  EXPECT_EQ(ids_of("# bs-list\n"), std::vector<std::string>{"bs-list-1"});
}

TEST(Outline, ListsHeadingsWithLevelsAndText) {
  const Post post = render_post("# One `code` &amp; *em*\n\nText\n\nTwo\n---\n\n> ### Three\n");
  ASSERT_EQ(post.toc.size(), 3U);
  EXPECT_EQ(post.toc[0].text, "One code & em");
  EXPECT_EQ(post.toc[0].id, "one-code--em");
  EXPECT_EQ(post.toc[0].level, 2U);
  EXPECT_EQ(post.toc[1].level, 3U);
  EXPECT_EQ(post.toc[2].level, 4U);
  EXPECT_NE(post.html.find("<h2 id=\"one-code--em\">One <code>code</code> &amp; <em>em</em></h2>"),
            std::string::npos);
}

TEST(Outline, BoldOnlyParagraphsAreHeadings) {
  const Post post =
      render_post("### A\n\n**本周推荐**\n\nText **bold**\n\n**a** b\n\n> **quoted**\n");
  ASSERT_EQ(post.toc.size(), 2U);
  EXPECT_TRUE(post.toc[1].pseudo);
  EXPECT_EQ(post.toc[1].text, "本周推荐");
  EXPECT_EQ(post.toc[1].level, 3U);
  EXPECT_NE(post.html.find("<p id=\"本周推荐\"><strong>本周推荐</strong></p>"), std::string::npos);
  EXPECT_TRUE(render_post("**a *b* c**\n").toc.at(0).pseudo);
  EXPECT_TRUE(render_post("**a** **b**\n").toc.empty());
  EXPECT_TRUE(render_post("**a\nb**\n").toc.empty());
  EXPECT_TRUE(render_post("**![x](y)**\n").toc.empty());
  EXPECT_TRUE(render_post("**这是一句话。**\n").toc.empty());
  EXPECT_FALSE(render_post("**链接：**\n").toc.empty());
}

TEST(Outline, LeavesOutEmptyHeadingsAndTrimsTheOthers) {
  const Post post = render_post("###\n\n## a\xC2\xA0\n");
  ASSERT_EQ(post.toc.size(), 1U);
  EXPECT_EQ(post.toc[0].text, "a");
  EXPECT_EQ(post.html, "<h2></h2>\n<h2 id=\"a\">a\xC2\xA0</h2>\n");
}

TEST(Outline, SectionsCoverTheText) {
  const Post post = render_post("intro\n\n# A\n\none\n\n# B\n\ntwo\n");
  ASSERT_EQ(post.sections.size(), 3U);
  const auto part = [&](std::size_t i) {
    return post.text.substr(post.sections[i].begin, post.sections[i].end - post.sections[i].begin);
  };
  EXPECT_EQ(part(0), "intro\n");
  EXPECT_EQ(part(1), "A\none\n");
  EXPECT_EQ(part(2), "B\ntwo");
  EXPECT_EQ(post.sections[1].id, "a");
  EXPECT_EQ(post.sections[0].id, "");
}

}  // namespace
}  // namespace broadsheet::passes
