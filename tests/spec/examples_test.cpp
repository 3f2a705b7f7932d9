#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>

#include "broadsheet/render.h"
#include "spec/example_file.h"

namespace broadsheet::spec {
namespace {

// Every one must be right, byte for byte. The examples come from an npm package, which
// tests/spec/export-examples.mjs writes out.
TEST(CommonMark, ExamplesOfTheSpecification) {
  const std::string text = read_file(BROADSHEET_COMMONMARK_JSON);
  if (text.empty()) {
    GTEST_SKIP() << BROADSHEET_COMMONMARK_JSON
        " is missing; run `node tests/spec/export-examples.mjs` after `npm ci`";
  }
  RenderOptions options;
  options.profile = Profile::kCommonMark;
  int count = 0;
  for (const auto& example : nlohmann::json::parse(text)) {
    const auto markdown = example["markdown"].get<std::string>();
    EXPECT_EQ(render_post(markdown, options).html, example["html"].get<std::string>())
        << "example " << example["example"] << ": " << markdown;
    ++count;
  }
  EXPECT_EQ(count, 652);
}

RenderOptions options_of(const std::string& words) {
  const auto has = [&](const char* word) { return words.find(word) != std::string::npos; };
  RenderOptions options;
  if (has("commonmark")) {
    options.profile = Profile::kCommonMark;
  }
  if (has("cjk")) {
    options.emphasis = Emphasis::kCjk;
  }
  if (has("lenient")) {
    options.emphasis = Emphasis::kLenient;
  }
  if (has("plain")) {
    options.emphasis = Emphasis::kCommonMark;
  }
  if (has("goldmark")) {
    options.dialect = Dialect::kGoldmark;
  }
  if (has("kramdown")) {
    options.dialect = Dialect::kKramdown;
  }
  if (has("keep")) {
    options.headings = Headings::kKeep;
  }
  if (has("pass")) {
    options.html = RawHtml::kPass;
  }
  if (has("escape")) {
    options.html = RawHtml::kEscape;
  }
  if (has("containers")) {
    options.syntax |= syntax::kContainers;
  }
  if (has("marked-text")) {
    options.syntax |= syntax::kMark;
  }
  if (has("attribute-lists")) {
    options.syntax |= syntax::kAttributes;
  }
  if (has("wiki-links")) {
    options.syntax |= syntax::kWiki;
  }
  if (has("contents-mark")) {
    options.syntax |= syntax::kToc;
  }
  return options;
}

class ExampleFile : public testing::TestWithParam<const char*> {};

TEST_P(ExampleFile, Holds) {
  const std::string path = std::string(BROADSHEET_SPEC_FOLDER) + "/" + GetParam();
  const std::vector<Example> examples = read_example_file(path);
  ASSERT_FALSE(examples.empty()) << path;
  for (const Example& example : examples) {
    EXPECT_EQ(render_post(example.markdown, options_of(example.options)).html, example.html)
        << path << ":" << example.line << " (" << example.title << ")";
  }
}

INSTANTIATE_TEST_SUITE_P(Ours, ExampleFile,
                         testing::Values("autolinks.txt", "blocks.txt", "cjk_emphasis.txt",
                                         "dialects.txt", "footnotes.txt", "math.txt",
                                         "shortcodes.txt", "lenient_emphasis.txt", "newsletter.txt",
                                         "raw_html.txt", "syntax.txt"));

}  // namespace
}  // namespace broadsheet::spec
