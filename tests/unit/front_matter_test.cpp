#include "front_matter/front_matter.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "broadsheet/render.h"
#include "extra_field.h"

namespace broadsheet {
namespace {

using Texts = std::vector<std::string>;

bool reports(const Post& post, std::string_view code) {
  return std::any_of(post.diagnostics.begin(), post.diagnostics.end(),
                     [&](const Diagnostic& d) { return d.code == code; });
}

TEST(FrontMatter, IsTypedMetadata) {
  const Post post = render_post(R"(---
title: "周报 | 第 12 期"
date: 2023-05-12T15:00:00+08:00
lastmod: 2023-05-13
author: "甲、乙 、丙"
authorlink: "https://example.org/a"
description: 说明
categories: "Weekly"
tags: ["a", 'b', c]
cover: /cover.png
slug: w12
draft: true
lang: zh
weight: 10
aliases: [/old/]
layout: post
---
body
)");
  EXPECT_EQ(post.data.title, "周报 | 第 12 期");
  EXPECT_EQ(post.data.date, "2023-05-12T15:00:00+08:00");
  EXPECT_EQ(post.data.lastmod, "2023-05-13");
  EXPECT_EQ(post.data.authors, (Texts{"甲", "乙", "丙"}));
  EXPECT_EQ(post.data.author_link, "https://example.org/a");
  EXPECT_EQ(post.data.description, "说明");
  EXPECT_EQ(post.data.categories, Texts{"Weekly"});
  EXPECT_EQ(post.data.tags, (Texts{"a", "b", "c"}));
  EXPECT_EQ(post.data.cover, "/cover.png");
  EXPECT_EQ(post.data.slug, "w12");
  EXPECT_EQ(post.data.draft, true);
  EXPECT_EQ(post.data.lang, "zh");
  EXPECT_EQ(post.data.weight, 10);
  EXPECT_EQ(post.data.aliases, Texts{"/old/"});
  EXPECT_EQ(extra(post, "layout"), "\"post\"");
  EXPECT_EQ(post.html, "<p>body</p>\n");
  EXPECT_EQ(post.excerpt, "说明");
  EXPECT_TRUE(post.diagnostics.empty());
}

TEST(FrontMatter, KeysAreKnownInAnyCase) {
  const Post post = render_post("---\nTitle: T\nTAGS: x\nTopics: y\n---\n");
  EXPECT_EQ(post.data.title, "T");
  EXPECT_EQ(post.data.tags, Texts{"x"});
  EXPECT_EQ(extra(post, "Topics"), "\"y\"");
}

TEST(FrontMatter, LastDuplicateWins) {
  const Post post = render_post("---\ntag: a\ntitle: one\nTitle: two\nx: 1\nx: 2\ntags: b\n---\n");
  EXPECT_EQ(post.data.title, "two");
  EXPECT_EQ(post.data.tags, Texts{"b"});
  EXPECT_EQ(extra(post, "x"), "2");
  EXPECT_EQ(post.data.extra.size(), 1U);
  ASSERT_EQ(post.diagnostics.size(), 3U);
  EXPECT_EQ(post.diagnostics[0].code, "key-duplicate");
  EXPECT_EQ(post.diagnostics[0].line, 4U);
  EXPECT_EQ(post.diagnostics[0].column, 1U);
}

TEST(FrontMatter, TextStaysText) {
  const Post post = render_post("---\ntitle: 1.10\nslug: no\ntags: [yes, 2020, ~]\n---\n");
  EXPECT_EQ(post.data.title, "1.10");
  EXPECT_EQ(post.data.slug, "no");
  EXPECT_EQ(post.data.tags, (Texts{"yes", "2020"}));
}

TEST(FrontMatter, OuterBlanksAreTrimmed) {
  const Post post =
      render_post("---\ntitle: \" \xC2\xA0T\xE3\x80\x80\"\ntags: [' a ', ' ']\n---\n");
  EXPECT_EQ(post.data.title, "T");
  EXPECT_EQ(post.data.tags, Texts{"a"});
}

TEST(FrontMatter, MayHaveAByteOrderMarkBlankLinesAndWindowsLineEnds) {
  const Post post = render_post(
      "\xEF\xBB\xBF\r\n \r\n--- \t\r\ntitle: T\r\ndate: 2020-01-02\r\n---  \r\n\xEF\xBB\xBF# "
      "H\r\n");
  EXPECT_EQ(post.data.title, "T");
  EXPECT_EQ(post.data.date, "2020-01-02");
  EXPECT_EQ(post.html, "<h2 id=\"h\">H</h2>\n");
}

TEST(FrontMatter, QuirksOfRealPostsAreRead) {
  EXPECT_EQ(render_post("---\ntitle: \"T\n\"\ntags: x\n---\n").data.title, "T")
      << "closing quote at the start of the next line";
  EXPECT_EQ(render_post("---\ntitle: \"T\"\t\ntags: x\n---\n").data.title, "T")
      << "tab behind a quoted value";
  EXPECT_EQ(render_post("---\ntitle : T\n---\n").data.title, "T") << "blank before the colon";
  EXPECT_EQ(render_post("---\ntags: [a,\n  b\n]\n---\n").data.tags, (Texts{"a", "b"}))
      << "bracket at the start of a line";
  EXPECT_EQ(render_post("---\ntitle: ! 'Issue #134'\n---\n").data.title, "Issue #134")
      << "tag before a quoted value";
  EXPECT_EQ(render_post("---\ntitle: a: b\n---\n").data.title, "a: b") << "colon in plain text";
  EXPECT_EQ(render_post("---\nauthors:\n  - name: A\n    url: u\n  - B\n---\n").data.authors,
            (Texts{"A", "B"}))
      << "authors as maps";
}

TEST(FrontMatter, CoverMayBeAMarkdownLinkOrAMap) {
  const Post link = render_post("---\ncover: \"[x](https://e.org/c.png)\"\n---\n");
  EXPECT_EQ(link.data.cover, "https://e.org/c.png");
  EXPECT_TRUE(reports(link, "cover-markdown"));
  EXPECT_EQ(render_post("---\ncover:\n  image: c.png\n  alt: x\n---\n").data.cover, "c.png");
}

TEST(FrontMatter, PublishedFalseIsADraft) {
  EXPECT_EQ(render_post("---\npublished: false\n---\n").data.draft, true);
  // Hugo's: since when, not whether.
  const Post dated = render_post("---\npublished: 2024-05-12\n---\n");
  EXPECT_EQ(dated.data.draft, std::nullopt);
  ASSERT_EQ(dated.data.extra.size(), 1U);
  EXPECT_EQ(dated.data.extra[0].second, "\"2024-05-12\"");
}

TEST(FrontMatter, DateThatCannotBeReadIsADiagnostic) {
  const Post post = render_post("---\ntitle: T\ndate: 2020-05-08T14:4g5:00+08:00\n---\nbody\n");
  EXPECT_FALSE(post.data.date);
  ASSERT_EQ(post.diagnostics.size(), 1U);
  EXPECT_EQ(post.diagnostics[0].code, "date-unreadable");
  EXPECT_EQ(post.diagnostics[0].line, 3U);
  EXPECT_EQ(post.diagnostics[0].column, 7U);
  EXPECT_FALSE(post.diagnostics[0].hint.empty());
}

TEST(FrontMatter, MissingOrEmptyBlockKeepsTheBody) {
  EXPECT_EQ(render_post("body").html, "<p>body</p>\n");
  EXPECT_EQ(render_post("---\n---\nbody").html, "<p>body</p>\n");
  EXPECT_EQ(render_post("---\n\n---\nbody").html, "<p>body</p>\n");
  EXPECT_EQ(render_post("---\n# comment\n---\nbody").html, "<p>body</p>\n");
  EXPECT_EQ(render_post("").html, "");
  EXPECT_EQ(render_post("---\ntitle: T\n---").data.title, "T");
}

TEST(FrontMatter, UnclosedBlockIsShown) {
  const Post post = render_post("---\ntitle: T\n\nbody\n");
  EXPECT_TRUE(reports(post, "front-matter-unclosed"));
  EXPECT_NE(post.html.find("title: T"), std::string::npos);
  EXPECT_NE(post.html.find("body"), std::string::npos);
}

TEST(FrontMatter, ThematicBreakIsNoFrontMatter) {
  const Post unclosed = render_post("---\n\nJust text\n");
  EXPECT_TRUE(unclosed.diagnostics.empty());
  EXPECT_EQ(unclosed.html, "<hr>\n<p>Just text</p>\n");
  const Post closed = render_post("---\nJust text\n\n---\nmore\n");
  EXPECT_TRUE(reports(closed, "front-matter-not-a-map"));
  EXPECT_NE(closed.html.find("Just text"), std::string::npos);
  EXPECT_NE(closed.html.find("more"), std::string::npos);
}

TEST(FrontMatter, BrokenLineDoesNotTakeTheOthersWithIt) {
  const Post post =
      render_post("---\ntitle: \"a\" b\ndate: 2020-01-02\ntags:\n- x\n- y\n---\nbody\n");
  EXPECT_EQ(post.data.title, "a\" b");
  EXPECT_EQ(post.data.date, "2020-01-02");
  EXPECT_EQ(post.data.tags, (Texts{"x", "y"}));
  EXPECT_EQ(post.html, "<p>body</p>\n");
  ASSERT_TRUE(reports(post, "yaml-syntax"));
  EXPECT_EQ(post.diagnostics[0].line, 2U);
}

TEST(FrontMatter, UnclosedQuoteDoesNotSwallowKeys) {
  const Post post = render_post("---\ntitle: \"abc\ndate: 2020-01-02\ntags: \"x\"\n---\nbody\n");
  EXPECT_EQ(post.data.title, "abc");
  EXPECT_EQ(post.data.date, "2020-01-02");
  EXPECT_EQ(post.data.tags, Texts{"x"});
  EXPECT_TRUE(reports(post, "quote-unclosed") || reports(post, "yaml-syntax"));
  const Post silent = render_post("---\ntitle: \"abc\ndate: 2020-01-02\nlayout: x\"\n---\n");
  EXPECT_TRUE(reports(silent, "quote-unclosed"));
  EXPECT_EQ(silent.data.date, "2020-01-02");
}

TEST(FrontMatter, KnownNamesWithinValuesAreNoUnclosedQuotes) {
  const Post nested = render_post("---\nmenu:\n  main:\n    weight: 10\n    title: x\n---\n");
  EXPECT_TRUE(nested.diagnostics.empty());
  EXPECT_EQ(extra(nested, "menu"), R"({"main":{"weight":10,"title":"x"}})");
  const Post block = render_post("---\nsummary: |\n  tags: foo\n  date: x\nslug: s\n---\n");
  EXPECT_TRUE(block.diagnostics.empty());
  EXPECT_EQ(block.data.slug, "s");
  const Post flow = render_post("---\nextra: {\ntitle: foo}\nslug: s\n---\n");
  EXPECT_TRUE(flow.diagnostics.empty());
  EXPECT_EQ(extra(flow, "extra"), R"({"title":"foo"})");
  const Post quoted = render_post("---\nnote: \"a\n  title: b\"\nslug: s\n---\n");
  EXPECT_TRUE(quoted.diagnostics.empty());
}

TEST(FrontMatter, TextBetweenThematicBreaksIsKeptEvenIfItIsNotYaml) {
  const Post post = render_post("---\n\n*Hello* world\n\n---\n\nRest\n");
  EXPECT_TRUE(reports(post, "front-matter-not-a-map"));
  EXPECT_NE(post.html.find("<em>Hello</em> world"), std::string::npos);
  EXPECT_NE(post.html.find("Rest"), std::string::npos);
}

TEST(FrontMatter, EmptyCoverIsNone) {
  EXPECT_FALSE(render_post("---\ncover: \"![]()\"\n---\n").data.cover);
}

TEST(FrontMatter, TitleIsTheHeadingTheBodyStartsWith) {
  EXPECT_EQ(render_post("# A\n\ntext\n").data.title, "A");
  EXPECT_FALSE(render_post("#\n\ntext\n\n## Two\n").data.title);
  EXPECT_FALSE(render_post("text\n\n## Two\n").data.title);
  EXPECT_EQ(render_post("A  \nB\n===\n").data.title, "A B");
}

TEST(FrontMatter, PathsMayHoldAnyBytes) {
  RenderOptions options;
  options.file = "2020-01-02-xxxxxxxxxxxxxxxxxxxxx\xF0";
  options.base = "http://e/\xF0/";
  const Post post = render_post("[a](b)\n", options);
  EXPECT_EQ(post.data.title, "Xxxxxxxxxxxxxxxxxxxxx\xEF\xBF\xBD");
  EXPECT_EQ(post.links.at(0).url, "http://e/\xEF\xBF\xBD/b");
}

TEST(FrontMatter, ValueOfTheWrongKindIsNamed) {
  const Post post = render_post("---\ntitle: [a]\ndraft: maybe\nweight: heavy\n---\n");
  EXPECT_FALSE(post.data.title);
  EXPECT_EQ(std::count_if(post.diagnostics.begin(), post.diagnostics.end(),
                          [](const Diagnostic& d) { return d.code == "value-type"; }),
            3);
}

TEST(FrontMatter, FileNameFillsWhatIsMissing) {
  RenderOptions options;
  options.file = "_posts/2016-05-26-issue-25.md";
  const Post post = render_post("---\nlayout: post\n---\nbody", options);
  EXPECT_EQ(post.data.date, "2016-05-26");
  EXPECT_EQ(post.data.slug, "issue-25");
  EXPECT_EQ(post.data.title, "Issue 25");
  const Post dated = render_post("---\ndate: 2017-01-01\n---\n# Headline\n", options);
  EXPECT_EQ(dated.data.date, "2017-01-01");
  EXPECT_EQ(dated.data.title, "Headline");
}

TEST(FrontMatter, IsOffInCommonMarkUnlessAskedFor) {
  RenderOptions options;
  options.profile = Profile::kCommonMark;
  EXPECT_EQ(render_post("---\ntitle: T\n---\n", options).html, "<hr />\n<h2>title: T</h2>\n");
  options.front_matter = Switch::kOn;
  EXPECT_EQ(render_post("---\ntitle: T\n---\nx\n", options).html, "<p>x</p>\n");
}

}  // namespace
}  // namespace broadsheet
