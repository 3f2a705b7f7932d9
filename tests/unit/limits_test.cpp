#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "broadsheet/render.h"
#include "diagnostics/reporter.h"

namespace broadsheet {
namespace {

bool reports(const Post& post, std::string_view code) {
  return std::any_of(post.diagnostics.begin(), post.diagnostics.end(),
                     [&](const Diagnostic& d) { return d.code == code; });
}

std::string repeated(std::string_view part, std::size_t bytes) {
  std::string text;
  while (text.size() < bytes) {
    text += part;
  }
  return text;
}

TEST(Limits, LongPostIsShownAsText) {
  const std::string source = "<b>" + std::string(kMaxPostBytes, 'a');
  const Post post = render_post(source);
  EXPECT_TRUE(reports(post, "post-too-large"));
  EXPECT_EQ(post.html.substr(0, 20), "<pre>&lt;b&gt;aaaaaa");
  EXPECT_EQ(post.text, source);
  EXPECT_FALSE(reports(render_post(std::string(kMaxPostBytes, 'a')), "post-too-large"));
}

TEST(Limits, LongPostKeepsItsFrontMatter) {
  const Post post = render_post("---\ntitle: T\n---\n" + std::string(kMaxPostBytes, 'a'));
  EXPECT_EQ(post.data.title, "T");
  EXPECT_EQ(post.html.substr(0, 6), "<pre>a");
}

TEST(Limits, LinksOfOneSectionDoNotMultiplyItsId) {
  const Post post =
      render_post("# " + std::string(100'000, 'a') + "\n\n" + repeated("[a](b) ", 300'000));
  EXPECT_EQ(post.toc.at(0).id.size(), 256U);
  EXPECT_EQ(post.links.size(), 20'000U);
}

TEST(Limits, LongFrontMatterIsNotRead) {
  const Post post =
      render_post("---\ntitle: T\nx: " + std::string(kMaxFrontMatterBytes, 'a') + "\n---\nbody\n");
  EXPECT_TRUE(reports(post, "front-matter-too-large"));
  EXPECT_EQ(post.html, "<p>body</p>\n");
}

TEST(Limits, DeepYamlIsNamedAndTheRestRead) {
  const Post post = render_post("---\ntitle: T\nx: " + std::string(60'000, '[') + "\n---\nbody\n");
  EXPECT_TRUE(reports(post, "yaml-too-deep"));
  EXPECT_EQ(post.data.title, "T");
  EXPECT_EQ(post.html, "<p>body</p>\n");
}

TEST(Limits, AliasesAreRefused) {
  const Post post = render_post("---\na: &a [x]\nb: *a\ntitle: T\n---\nbody\n");
  EXPECT_TRUE(reports(post, "yaml-alias"));
  EXPECT_EQ(post.data.title, "T");
}

TEST(Limits, OutputThatOutgrowsItsInputIsShownAsText) {
  std::string table = "|" + repeated("a|", 256) + "\n|" + repeated("-|", 256) + "\n";
  table += repeated("x\n", 60'000);
  const Post post = render_post(table);
  EXPECT_TRUE(reports(post, "output-too-large"));
  EXPECT_EQ(post.html.substr(0, 5), "<pre>");
  EXPECT_NE(post.text.find("x\nx\n"), std::string::npos);
  EXPECT_TRUE(post.links.empty());
}

TEST(Limits, NotesThatOutgrowTheirInputAreShownAsText) {
  const std::string source = "[^b]: b\n\n" + repeated("[^b] ", 200'000);
  const Post post = render_post(source);
  EXPECT_TRUE(reports(post, "output-too-large"));
  EXPECT_EQ(post.html.substr(0, 5), "<pre>");
  EXPECT_TRUE(post.toc.empty());
  EXPECT_FALSE(reports(render_post("[^b]: b\n\n" + repeated("[^b] ", 5'000)), "output-too-large"));
}

TEST(Limits, FindingsAreCounted) {
  const Post post = render_post(repeated("[x](a:b)\n\n", 100'000));
  ASSERT_EQ(post.diagnostics.size(), kMaxDiagnostics + 1);
  EXPECT_EQ(post.diagnostics.back().code, "too-many-diagnostics");
}

TEST(Limits, ContainersBeyondAHundredAreText) {
  for (const char* mark : {"> ", "- ", "1. "}) {
    const Post post = render_post(repeated(mark, 3'000) + "a\n");
    const std::string& html = post.html;
    std::size_t containers = 0;
    for (const char* tag : {"<blockquote>", "<ul>", "<ol>"}) {
      for (std::size_t at = html.find(tag); at != std::string::npos; at = html.find(tag, at + 1)) {
        ++containers;
      }
    }
    EXPECT_EQ(containers, 100U) << mark;
    EXPECT_TRUE(reports(post, "nesting-too-deep")) << mark;
    EXPECT_FALSE(reports(render_post(repeated(mark, 90) + "a\n"), "nesting-too-deep")) << mark;
    EXPECT_EQ(post.text.substr(post.text.size() - 1), "a") << "no text is lost";
  }
}

TEST(Limits, BracketsBeyondALimitAreText) {
  const Post post = render_post(repeated("[", 500'000) + "a](b)\n\n[c](d)\n");
  EXPECT_TRUE(reports(post, "too-many-brackets"));
  ASSERT_EQ(post.links.size(), 2U) << "the limit is of a block";
  EXPECT_EQ(post.links[1].url, "d");
  const Post links = render_post(repeated("[a](b)", 999'999));
  EXPECT_FALSE(reports(links, "too-many-brackets"));
  EXPECT_EQ(links.text.size(), 166'667U);
}

TEST(Limits, HeadingsBeyondTheOutlineAreShownWithoutIds) {
  const Post post = render_post(repeated("# a\n", 4 * 10'100));
  EXPECT_EQ(post.toc.size(), 10'000U);
  EXPECT_TRUE(reports(post, "too-many-headings"));
  EXPECT_EQ(post.html.substr(post.html.size() - 11), "<h2>a</h2>\n");
}

class AnyByte : public testing::TestWithParam<int> {};

TEST_P(AnyByte, RepeatedIsAPost) {
  const std::string source(5'000, static_cast<char>(GetParam()));
  const Post post = render_post(source);
  EXPECT_LE(post.html.size(), kMinOutputLimit + 16 * source.size());
  const Post matter = render_post("---\n" + source + "\n---\nbody\n");
  EXPECT_NE(matter.html.find("body"), std::string::npos);
}

INSTANTIATE_TEST_SUITE_P(All, AnyByte, testing::Range(0, 256));

TEST(AnyBytes, FromAFixedSequenceArePosts) {
  std::uint32_t state = 1;
  for (int round = 0; round < 50; ++round) {
    std::string source = round % 2 == 0 ? "---\n" : "";
    for (int i = 0; i < 5'000; ++i) {
      state = state * 1664525U + 1013904223U;
      source += static_cast<char>(state >> 24U);
    }
    const Post post = render_post(source);
    EXPECT_TRUE(reports(post, "invalid-utf8"));
  }
}

}  // namespace
}  // namespace broadsheet
