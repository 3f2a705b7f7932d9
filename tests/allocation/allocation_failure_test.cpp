// Every allocation may fail: the call then says so, leaks nothing, crashes nothing, and the next
// call answers as ever. Natively the sanitizers watch; compiled to wasm the same holds.
#include <gtest/gtest.h>

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "broadsheet/broadsheet_c.h"
#include "failing_allocator.h"

namespace broadsheet::allocation {
namespace {

constexpr std::uint32_t kAllocations = 1000;

std::uint32_t size_of(std::string_view text) {
  return static_cast<std::uint32_t>(text.size());
}

std::string repeated(std::string_view part, int times) {
  std::string text;
  for (int i = 0; i < times; ++i) {
    text += part;
  }
  return text;
}

constexpr std::string_view kFrontMatter = R"(---
title: "A post, \"quoted\": with a long enough title"
date: 2023-05-12T15:00:00+08:00
tags: [one, two, 三]
authors: 甲甲甲甲甲甲甲甲甲、乙乙乙乙乙乙乙乙乙
menu:
  main: {weight: 1, identifier: a-longer-identifier-than-fits-in-place}
text: |
  several lines of text that do not fit
  into the string itself
---
)";

constexpr std::string_view kFeatures = R"md(
# A heading that is *long* enough to need memory of its own

**第一部分的标题也足够长足够长**

Text with **bold *and emphasis***, ~~deleted~~, `code`, [a link](https://example.org/a/b/c "its title
in two lines"), [a reference][ref], ![an *image*](images/of/a/long/address.png "and its title"),
https://example.org/bare, <mailto:somebody@example.org> &copy; &#x4e2d; <b title="x">raw</b> <script>.

> a quote
> > - a list
> >   1. deeper
> >
> >      looser

| a | b |
| :-- | --: |
| [c](javascript:alert(1)) | ![d](data:text/html;base64,AAAA) |

```c++ with an info string that is long
code
```

<div align="center"><img src="a.png" onerror="alert(1)"></div>

[ref]: </an/address/that/needs/memory> 'a title
over two lines'
[other]: /b
[a third one, the label of which needs memory]: /c

)md";

using Call = std::function<broadsheet_reply*()>;

std::string all_of(const broadsheet_reply* reply) {
  return std::string(broadsheet_reply_primary(reply), reply->primary_size) + '\0' +
         std::string(broadsheet_reply_text(reply), reply->text_size) + '\0' +
         std::string(broadsheet_reply_json(reply), reply->json_size);
}

/// Makes the call with each of its first allocations failing. Returns how many there were.
std::uint32_t expect_failures_to_pass(const Call& call, Failing failing) {
  broadsheet_reply* const sound = call();
  EXPECT_EQ(sound->status, BROADSHEET_OK);
  const std::string expected = all_of(sound);
  broadsheet_reply_free(sound);

  for (std::uint32_t number = 1; number <= kAllocations; ++number) {
    const std::int64_t before = live();
    fail_at(number, failing);
    broadsheet_reply* const reply = call();
    if (!fail_no_more()) {
      broadsheet_reply_free(reply);
      return asked();
    }
    // Some allocations can be done without: std::stable_sort() takes longer then.
    EXPECT_TRUE(reply->status == BROADSHEET_OUT_OF_MEMORY ||
                (reply->status == BROADSHEET_OK && all_of(reply) == expected))
        << "allocation " << number << ": status " << reply->status;
    broadsheet_reply_free(reply);
    EXPECT_EQ(live(), before) << "leaked at allocation " << number;

    if (number % 10 == 0) {
      broadsheet_reply* const next = call();
      EXPECT_TRUE(all_of(next) == expected) << "the call after allocation " << number;
      broadsheet_reply_free(next);
    }
    if (testing::Test::HasFailure()) {
      return number;
    }
  }
  return kAllocations;
}

class AllocationFailure : public testing::TestWithParam<Failing> {};

broadsheet_render_options options_with(std::uint32_t profile, std::uint32_t html) {
  static constexpr std::string_view kBase = "https://example.org/archive/2023/";
  static constexpr std::string_view kFile = "content/2023-05-12-a-file-of-some-name.md";
  broadsheet_render_options options = {};
  options.profile = profile;
  options.html = html;
  options.parts = BROADSHEET_PART_ALL;
  options.base = kBase.data();
  options.base_size = size_of(kBase);
  options.file = kFile.data();
  options.file_size = size_of(kFile);
  return options;
}

TEST_P(AllocationFailure, WhileRendering) {
  const std::string source = std::string(kFrontMatter) + repeated(kFeatures, 24);
  const auto options = options_with(BROADSHEET_PROFILE_NEWSLETTER, BROADSHEET_HTML_BY_PROFILE);
  EXPECT_EQ(
      expect_failures_to_pass(
          [&] { return broadsheet_render(source.data(), size_of(source), &options); }, GetParam()),
      kAllocations);
}

TEST_P(AllocationFailure, WhileRenderingEveryMode) {
  const std::string source = std::string(kFrontMatter) + repeated(kFeatures, 3);
  for (const std::uint32_t profile :
       {BROADSHEET_PROFILE_NEWSLETTER, BROADSHEET_PROFILE_COMMONMARK}) {
    for (const std::uint32_t html : {BROADSHEET_HTML_ESCAPE, BROADSHEET_HTML_PASS}) {
      auto options = options_with(profile, html);
      options.encoding = BROADSHEET_ENCODING_UTF16;
      EXPECT_GT(expect_failures_to_pass(
                    [&] { return broadsheet_render(source.data(), size_of(source), &options); },
                    GetParam()),
                100U);
    }
  }
}

TEST_P(AllocationFailure, WhileRenderingForAllDestinations) {
  const std::string source = std::string(kFrontMatter) + repeated(kFeatures, 2) +
                             "A note.[^1]\n\n[^1]: Its text, long enough to need memory.\n";
  constexpr std::string_view kSettings =
      R"({"mail":{"name":"A newsletter of a longer name","url":"https://example.org/archive/2023/",)"
      R"("footer":"<a href=\"{{UnsubscribeURL}}\">Unsubscribe</a>","mostBytes":9000,)"
      R"("addresses":[{"url":"a.png","address":"https://example.org/another/place/a.png"}]},)"
      R"("wechat":{"theme":"banner"},"feed":{"url":"https://example.org/archive/2023/"}})";
  const auto options = options_with(BROADSHEET_PROFILE_NEWSLETTER, BROADSHEET_HTML_BY_PROFILE);
  EXPECT_GT(expect_failures_to_pass(
                [&] {
                  return broadsheet_render_sent(source.data(), size_of(source), &options,
                                                kSettings.data(), size_of(kSettings));
                },
                GetParam()),
            400U);
}

/// With whatever hooks may ask about, and syntax that is off by default.
std::string hooked_source() {
  return std::string(kFrontMatter) + repeated(kFeatures, 2) + R"md(
:::tip{title="An attribute of a container"} A title that is long enough
==marked== [[A page of another name#part|and a label]] and *emphasis*{title="that has attributes"}
:::

{{< a-shortcode-of-a-longer-name key="a value that is longer than fits in place" >}}

[TOC]
)md";
}

broadsheet_render_options hooked_options() {
  auto options = options_with(BROADSHEET_PROFILE_NEWSLETTER, BROADSHEET_HTML_BY_PROFILE);
  options.hooks = BROADSHEET_HOOK_ALL;
  options.syntax = BROADSHEET_SYNTAX_ALL;
  return options;
}

TEST_P(AllocationFailure, WhileOpeningATree) {
  const std::string source = hooked_source();
  const auto options = hooked_options();
  EXPECT_GT(expect_failures_to_pass(
                [&] {
                  broadsheet_tree* tree = nullptr;
                  broadsheet_reply* const reply =
                      broadsheet_tree_open(source.data(), size_of(source), &options, &tree);
                  EXPECT_EQ(tree == nullptr, reply->status != BROADSHEET_OK);
                  broadsheet_tree_free(tree);
                  return reply;
                },
                GetParam()),
            400U);
}

TEST_P(AllocationFailure, WhileWritingWhatHooksAnswer) {
  const std::string source = hooked_source();
  const auto options = hooked_options();
  broadsheet_tree* tree = nullptr;
  broadsheet_reply_free(broadsheet_tree_open(source.data(), size_of(source), &options, &tree));
  ASSERT_NE(tree, nullptr);
  constexpr std::string_view kTexts[] = {
      std::string_view("title\0a value that is longer than fits in place\0onclick\0x()\0", 59),
      "<b>HTML of a program that is longer than fits in place</b>",
      "A text of a program & longer than fits in place"};
  constexpr std::uint32_t kKinds[] = {BROADSHEET_ANSWER_ATTRIBUTES, BROADSHEET_ANSWER_HTML,
                                      BROADSHEET_ANSWER_TEXT};
  std::vector<broadsheet_answer> answers;
  const std::uint32_t count = broadsheet_tree_nodes(tree)[0].end;
  for (std::uint32_t node = 1; node < count; ++node) {
    // Mostly attributes: what stands in a node that is replaced is not asked.
    const std::size_t which = node % 16 == 0 ? 1 : node % 17 == 0 ? 2 : 0;
    answers.push_back({node, kKinds[which], size_of(kTexts[which]), kTexts[which].data()});
  }
  EXPECT_GT(expect_failures_to_pass(
                [&] {
                  return broadsheet_tree_render(tree, answers.data(),
                                                static_cast<std::uint32_t>(answers.size()),
                                                BROADSHEET_ENCODING_UTF8);
                },
                GetParam()),
            100U);
  EXPECT_GT(expect_failures_to_pass([&] { return broadsheet_tree_ask(tree, BROADSHEET_HOOK_ALL); },
                                    GetParam()),
            2U);
  broadsheet_tree_free(tree);
}

TEST_P(AllocationFailure, WhileReadingATree) {
  const std::string source = hooked_source();
  const auto options = hooked_options();
  for (std::uint32_t number = 1; number <= kAllocations; ++number) {
    const std::int64_t before = live();
    broadsheet_tree* tree = nullptr;
    broadsheet_reply_free(broadsheet_tree_open(source.data(), size_of(source), &options, &tree));
    ASSERT_NE(tree, nullptr);
    fail_at(number, GetParam());
    const broadsheet_node* const nodes = broadsheet_tree_nodes(tree);
    std::uint32_t size = 0;
    for (std::uint32_t node = 0; nodes != nullptr && node < nodes[0].end; ++node) {
      for (std::uint32_t which = 0; which <= BROADSHEET_TEXT_MARKUP; ++which) {
        static_cast<void>(broadsheet_tree_text(tree, node, which, &size));
      }
    }
    const bool has_failed = fail_no_more();
    EXPECT_TRUE(nodes != nullptr || has_failed);
    // What could not be read then can be now.
    EXPECT_NE(broadsheet_tree_nodes(tree), nullptr);
    broadsheet_tree_free(tree);
    EXPECT_EQ(live(), before) << "leaked at allocation " << number;
    if (!has_failed) {
      EXPECT_GT(number, 2U);
      return;
    }
  }
}

TEST_P(AllocationFailure, WhileRenderingWhatIsWrong) {
  const std::string invalid = "\xFF# not UTF-8\n" + std::string(kFeatures);
  const std::string unclosed =
      "---\ntitle: \"open\ntags: [a, b\ndate: 2023-13-45\nx: *alias\n---\n" +
      repeated("[a](javascript:b) ", 30);
  // Attempts that md4c gives up in their middle: many labels, brackets and marks.
  const std::string brackets = repeated("[a][b] [c ![d](e *f* **g ", 100) +
                               repeated("\n\n[a]: b", 50) + repeated("\n\n- > * 1. x", 50);
  for (const std::string& source : {invalid, unclosed, brackets}) {
    EXPECT_GT(
        expect_failures_to_pass(
            [&] { return broadsheet_render(source.data(), size_of(source), nullptr); }, GetParam()),
        20U);
  }
}

std::string catalog_json() {
  std::string json = "[";
  for (int i = 0; i < 100; ++i) {
    const std::string number = std::to_string(i);
    json += i == 0 ? "" : ",";
    json += R"({"path":"posts/2023/a-longer-path-)";
    json += number;
    json += R"(.md","data":{"title":"The title of post )";
    json += number;
    json += R"(","date":"2023-05-12","tags":["tag )";
    json += std::to_string(i % 7);
    json += R"(","another tag that needs memory"],"authors":["Somebody Or Other"],)"
            R"("description":"A description that is longer than a short string","lang":"zh"}})";
  }
  return json += "]";
}

TEST_P(AllocationFailure, WhileOpeningACatalog) {
  const std::string json = catalog_json();
  broadsheet_catalog* catalog = nullptr;
  const std::uint32_t count = expect_failures_to_pass(
      [&] {
        broadsheet_catalog_free(catalog);
        broadsheet_reply* const reply =
            broadsheet_catalog_open(json.data(), size_of(json), &catalog);
        EXPECT_EQ(catalog == nullptr, reply->status != BROADSHEET_OK);
        broadsheet_catalog_free(catalog);
        catalog = nullptr;
        return reply;
      },
      GetParam());
  EXPECT_EQ(count, kAllocations);
}

TEST_P(AllocationFailure, WhileQuerying) {
  const std::string json = catalog_json();
  broadsheet_catalog* catalog = nullptr;
  broadsheet_reply_free(broadsheet_catalog_open(json.data(), size_of(json), &catalog));
  ASSERT_NE(catalog, nullptr);
  constexpr std::string_view kQuery =
      R"({"words":"title of post","tags":["another tag that needs memory","tag 1"],)"
      R"("authors":["Somebody Or Other"],"years":[2022,2023],"sort":"relevance"})";
  EXPECT_GT(expect_failures_to_pass(
                [&] { return broadsheet_catalog_query(catalog, kQuery.data(), size_of(kQuery)); },
                GetParam()),
            20U);
  broadsheet_catalog_free(catalog);
}

TEST_P(AllocationFailure, OfAnArgument) {
  fail_at(1, GetParam());
  EXPECT_EQ(broadsheet_alloc(100), nullptr);
  EXPECT_TRUE(fail_no_more());
}

INSTANTIATE_TEST_SUITE_P(Failing, AllocationFailure,
                         testing::Values(Failing::kOnce, Failing::kOnwards), [](const auto& info) {
                           return info.param == Failing::kOnce ? "Once" : "Onwards";
                         });

}  // namespace
}  // namespace broadsheet::allocation
