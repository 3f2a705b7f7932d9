#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>

#include "broadsheet/render.h"
#include "c_api/post_json.h"
#include "spec/example_file.h"

namespace broadsheet::spec {
namespace {

/// A post as front_matter.txt tells it.
std::string told(const Post& post) {
  std::string out;
  const auto json = nlohmann::ordered_json::parse(c_api::to_json(post, true));
  for (const auto& [key, value] : json["data"].items()) {
    if (!value.is_array() || !value.empty()) {
      out += key + ": " + value.dump() + "\n";
    }
  }
  for (const Diagnostic& diagnostic : post.diagnostics) {
    out += "! " + diagnostic.code + " " + std::to_string(diagnostic.line) + ":" +
           std::to_string(diagnostic.column) + "\n";
  }
  const std::string line = post.html.substr(0, post.html.find('\n'));
  return out + "=" + (line.empty() ? "" : " " + line) + "\n";
}

/// Behind the word `example` and a blank; empty if there is none.
std::string_view path_of(const Example& example) {
  return std::string_view(example.options).substr(example.options.empty() ? 0 : 1);
}

TEST(FrontMatterExamples, AreReadAsTheyTell) {
  const std::string path = BROADSHEET_SPEC_FOLDER "/front_matter.txt";
  const std::vector<Example> examples = read_example_file(path);
  ASSERT_GT(examples.size(), 25U);
  for (const Example& example : examples) {
    RenderOptions options;
    options.file = path_of(example);
    EXPECT_EQ(told(render_post(example.markdown, options)), example.html)
        << path << ":" << example.line << " (" << example.title << ")";
  }
}

TEST(FrontMatterExamples, AreReadTheSameWithWindowsLineEnds) {
  for (const Example& example : read_example_file(BROADSHEET_SPEC_FOLDER "/front_matter.txt")) {
    std::string crlf;
    for (const char c : example.markdown) {
      crlf += c == '\n' ? "\r\n" : std::string(1, c);
    }
    RenderOptions options;
    options.file = path_of(example);
    EXPECT_EQ(told(render_post(crlf, options)), told(render_post(example.markdown, options)))
        << example.title;
  }
}

}  // namespace
}  // namespace broadsheet::spec
