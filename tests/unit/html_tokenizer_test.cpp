// The tokenizer beside html5lib's tests of tokenizers (the shared suites; skipped without them).
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "html/character_references.h"
#include "html/tokenizer.h"
#include "shared_folder.h"

namespace broadsheet::html {
namespace {

using nlohmann::json;

/// In tests for other states, the tokenizer would have to be in the middle of an element.
constexpr const char* kState = "Data state";

std::string lower(std::string_view text) {
  std::string result(text);
  std::transform(result.begin(), result.end(), result.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return result;
}

/// Line ends as the standard's preprocessing of the input makes them (13.2.3.5).
std::string with_line_feeds(std::string_view text) {
  std::string result;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\r') {
      result += text[i];
    } else if (i + 1 == text.size() || text[i + 1] != '\n') {
      result += '\n';
    }
  }
  return result;
}

/// What a comment holds.
std::string comment_data(std::string_view source) {
  if (source.substr(0, 4) != "<!--") {
    // What the standard calls a bogus comment: `<?`, `</ `, `<!`.
    return std::string(
        source.substr(source[1] == '?' ? 1 : 2, source.size() - (source[1] == '?' ? 2 : 3)));
  }
  for (const std::string_view end : {"--!>", "-->", "->", ">"}) {
    if (source.size() >= 4 + end.size() && source.substr(source.size() - end.size()) == end) {
      return std::string(source.substr(4, source.size() - 4 - end.size()));
    }
  }
  return {};
}

void add_text(json& tokens, const std::string& text) {
  if (!tokens.empty() && tokens.back()[0] == "Character") {
    tokens.back()[1] = tokens.back()[1].get<std::string>() + text;
  } else if (!text.empty()) {
    tokens.push_back({"Character", text});
  }
}

/// Our tokens in the form of the suite. What an input ends in is compared by its kind only.
json our_tokens(std::string_view input) {
  json tokens = json::array();
  Tokenizer tokenizer(input);
  Token token;
  while (tokenizer.next(token)) {
    switch (token.kind) {
      case TokenKind::kText: {
        std::string text;
        append_decoded(text, token.source, ReferenceContext::kText);
        add_text(tokens, text);
        break;
      }
      case TokenKind::kStartTag: {
        json attributes = json::object();
        for (const Attribute& attribute : token.attributes) {
          std::string value;
          append_decoded(value, attribute.value, ReferenceContext::kAttribute);
          attributes.emplace(lower(attribute.name), value);  // The first one counts.
        }
        tokens.push_back({"StartTag", lower(token.name), attributes});
        if (token.self_closing) {
          tokens.back().push_back(true);
        }
        break;
      }
      case TokenKind::kEndTag:
        tokens.push_back({"EndTag", lower(token.name)});
        break;
      case TokenKind::kComment:
        if (lower(token.source.substr(0, 9)) == "<!doctype") {
          tokens.push_back({"DOCTYPE"});
        } else if (token.source != "</>") {
          tokens.push_back({"Comment", comment_data(token.source)});
        }
        break;
      case TokenKind::kOpenComment:
        tokens.push_back(lower(token.source.substr(0, 9)) == "<!doctype" ? json{"DOCTYPE"}
                                                                         : json{"Comment"});
        break;
      case TokenKind::kOpenTag:
        break;  // The standard drops it; the sanitizer shows it.
    }
  }
  return tokens;
}

/// The suite's tokens in that form.
json wanted_tokens(const json& output, bool ends_in_comment) {
  json tokens = json::array();
  for (const json& token : output) {
    if (token[0] == "Character") {
      add_text(tokens, token[1]);
    } else if (token[0] == "DOCTYPE") {
      tokens.push_back({"DOCTYPE"});
    } else {
      tokens.push_back(token);
    }
  }
  if (ends_in_comment && !tokens.empty() && tokens.back()[0] == "Comment") {
    tokens.back() = {"Comment"};
  }
  return tokens;
}

bool ends_in_comment(std::string_view input) {
  Tokenizer tokenizer(input);
  Token token;
  bool open = false;
  while (tokenizer.next(token)) {
    open = token.kind == TokenKind::kOpenComment;
  }
  return open;
}

bool is_comparable(const json& test) {
  if (test.value("doubleEscaped", false)) {
    return false;  // Lone surrogates, which UTF-8 has not.
  }
  if (test.contains("initialStates")) {
    const auto& states = test["initialStates"];
    if (std::find(states.begin(), states.end(), kState) == states.end()) {
      return false;
    }
  }
  // Null characters are replaced before a post is read.
  return test["input"].get<std::string>().find('\0') == std::string::npos;
}

TEST(HtmlTokenizer, AgreesWithTheSuiteOfHtml5lib) {
  const auto folder = shared_folder() / "suites" / "html5lib" / "tokenizer";
  if (!std::filesystem::is_directory(folder)) {
    GTEST_SKIP() << "no suite at " << folder << ": set BROADSHEET_SHARED to the shared folder";
  }
  std::size_t compared = 0;
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().extension() == ".test") {
      files.push_back(entry.path());
    }
  }
  std::sort(files.begin(), files.end());
  for (const auto& path : files) {
    std::ifstream file(path, std::ios::binary);
    const json suite = json::parse(file);
    // Its other key holds tests of infosets for XML.
    for (const json& test : suite.value("tests", json::array())) {
      if (!is_comparable(test)) {
        continue;
      }
      const std::string input = with_line_feeds(test["input"].get<std::string>());
      EXPECT_EQ(our_tokens(input).dump(),
                wanted_tokens(test["output"], ends_in_comment(input)).dump())
          << path.filename() << ": " << test["description"] << '\n'
          << input;
      ++compared;
    }
  }
  EXPECT_GT(compared, 6'000U);
}

}  // namespace
}  // namespace broadsheet::html
