#include "post_oracle.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "c_api/post_json.h"
#include "diagnostics/reporter.h"
#include "event_oracle.h"
#include "expect.h"
#include "front_matter/date.h"
#include "html_oracle.h"

namespace broadsheet::fuzz {
namespace {

void expect_diagnostics(const Post& post, std::string_view source) {
  const auto lines = static_cast<std::size_t>(std::count(source.begin(), source.end(), '\n')) + 1;
  expect(post.diagnostics.size() <= kMaxDiagnostics + 1, "diagnostics are counted");
  for (const Diagnostic& diagnostic : post.diagnostics) {
    expect(diagnostic.line >= 1 && diagnostic.line <= lines, "a diagnostic's line is in the source",
           diagnostic.message);
    std::size_t begin = 0;
    for (std::uint32_t line = 1; line < diagnostic.line; ++line) {
      begin = source.find('\n', begin) + 1;
    }
    // Characters are at most bytes; a repaired byte is one character.
    const std::size_t end = std::min(source.find('\n', begin), source.size());
    expect(diagnostic.column >= 1 && diagnostic.column <= end - begin + 1,
           "a diagnostic's column is in its line", diagnostic.message);
    expect(!diagnostic.code.empty() && is_utf8(diagnostic.message) && is_utf8(diagnostic.hint),
           "a diagnostic has a code and valid texts", diagnostic.message);
  }
}

void expect_outline(const Post& post) {
  std::set<std::string_view> ids;
  for (const Heading& heading : post.toc) {
    expect(!heading.id.empty() && ids.insert(heading.id).second, "ids of the outline are unique",
           heading.id);
    expect(heading.level >= 1 && heading.level <= 7, "a heading has a level", heading.id);
  }
  const auto known = [&](std::string_view section) {
    return section.empty() || ids.count(section) != 0;
  };
  for (const Link& link : post.links) {
    expect(known(link.section), "a link's section is in the outline", link.section);
  }
  for (const Image& image : post.images) {
    expect(known(image.section), "an image's section is in the outline", image.section);
  }
  std::size_t at = 0;
  for (const Section& section : post.sections) {
    expect(section.begin == at && section.end >= section.begin, "sections tile the text",
           section.id);
    expect(known(section.id), "a section is in the outline", section.id);
    at = section.end;
  }
  expect(at == post.text.size(), "sections cover the text");
}

void expect_data(const PostData& data) {
  if (data.date) {
    const auto date = parse_date(*data.date);
    expect(date && date->iso() == *data.date, "a date is ISO 8601", *data.date);
  }
  for (const auto& [key, value] : data.extra) {
    expect(nlohmann::json::accept(value), "an unknown key's value is JSON", value);
  }
}

/// Whether a source may hold raw HTML, by what it begins with. `<` before anything else is text.
bool may_hold_html(std::string_view source) {
  for (std::size_t at = source.find('<'); at != std::string_view::npos;
       at = source.find('<', at + 1)) {
    const char next = at + 1 < source.size() ? source[at + 1] : '\0';
    if (next == '/' || next == '!' || next == '?' || (next >= 'a' && next <= 'z') ||
        (next >= 'A' && next <= 'Z')) {
      return true;
    }
  }
  return false;
}

}  // namespace

bool is_utf8(std::string_view text) {
  std::size_t at = 0;
  const auto byte = [&](std::size_t i) -> unsigned {
    return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U;
  };
  while (at < text.size()) {
    const unsigned lead = byte(at);
    if (lead < 0x80) {
      at += 1;
      continue;
    }
    unsigned low = 0x80;
    unsigned high = 0xBF;
    std::size_t more = 0;
    if (lead >= 0xC2 && lead <= 0xDF) {
      more = 1;
    } else if (lead >= 0xE0 && lead <= 0xEF) {
      more = 2;
      low = lead == 0xE0 ? 0xA0 : low;
      high = lead == 0xED ? 0x9F : high;
    } else if (lead >= 0xF0 && lead <= 0xF4) {
      more = 3;
      low = lead == 0xF0 ? 0x90 : low;
      high = lead == 0xF4 ? 0x8F : high;
    } else {
      return false;
    }
    for (std::size_t i = 1; i <= more; ++i) {
      const unsigned next = byte(at + i);
      if (next < (i == 1 ? low : 0x80) || next > (i == 1 ? high : 0xBF)) {
        return false;
      }
    }
    at += more + 1;
  }
  return true;
}

bool passes_html(const RenderOptions& options) {
  return options.html == RawHtml::kPass ||
         (options.html == RawHtml::kByProfile && options.profile == Profile::kCommonMark);
}

void expect_sound_post(const Post& post, std::string_view source, const RenderOptions& options) {
  expect(is_utf8(post.html), "the HTML is valid UTF-8", post.html);
  expect(is_utf8(post.text), "the text is valid UTF-8", post.text);
  // Escaping alone makes five bytes of one, where the post is shown as text.
  expect(post.html.size() <= std::max(kMinOutputLimit, kMaxOutputFactor * source.size()) + 65'536,
         "the HTML is within its limit");
  if (!passes_html(options)) {
    expect_safe_html(post.html);
  } else if (!may_hold_html(source)) {
    expect_balanced_html(post.html);
  }
  expect_diagnostics(post, source);
  expect_outline(post);
  expect_data(post.data);
  const std::string json = c_api::to_json(post, true);
  expect(is_utf8(json) && nlohmann::json::accept(json), "the reply's JSON is JSON", json);
}

Post render_and_check(std::string_view source, const RenderOptions& options) {
  expect_sound_events(source, options.profile);
  Post post = render_post(source, options);
  expect_sound_post(post, source, options);
  if (source.size() % 8 == 0) {
    const Post again = render_post(source, options);
    expect(again.html == post.html && again.text == post.text &&
               c_api::to_json(again, true) == c_api::to_json(post, true),
           "a post renders the same twice");
  }
  return post;
}

}  // namespace broadsheet::fuzz
