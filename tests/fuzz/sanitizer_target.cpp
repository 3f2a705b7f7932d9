#include <string>

#include "expect.h"
#include "html/sanitizer.h"
#include "html_oracle.h"
#include "targets.h"
#include "text/utf8.h"

namespace broadsheet::fuzz {
namespace {

bool is_own(std::string_view attribute) {
  for (const std::string_view own : {" class=", " id=", " href=\"#"}) {
    if (attribute.substr(0, own.size()) == own) {
      return true;
    }
  }
  return false;
}

/// Safe HTML without what is the sanitizer's own and not allowed to authors: its classes, and the
/// prefix of ids and of the links to them, which each pass writes anew. Blank lines may go as well,
/// and the line end behind `<pre>`, which is none to a browser.
std::string without_own(std::string_view html) {
  std::string kept;
  bool in_tag = false;
  for (std::size_t at = 0; at < html.size();) {
    std::size_t size = 1;
    if (in_tag && html[at] == ' ') {
      // Attributes have a value in quotes or none.
      size = html.find_first_of(" >\"", at + 1) - at;
      if (html[at + size] == '"') {
        size = html.find('"', at + size + 1) + 1 - at;
      }
    }
    in_tag = html[at] == '<' || (in_tag && html[at] != '>');
    const std::string_view part = html.substr(at, size);
    constexpr std::string_view kPre = "<pre>";
    const bool behind_pre = kept.size() >= kPre.size() && html[at - 1] == '>' &&
                            kept.compare(kept.size() - kPre.size(), kPre.size(), kPre) == 0;
    const bool blank_line = part == "\n" && (kept.empty() || kept.back() == '\n' || behind_pre);
    if (!blank_line && !(size > 1 && is_own(part))) {
      kept += part;
    }
    at += size;
  }
  return kept;
}

}  // namespace

void sanitizer(std::string_view input) {
  const std::string once = html::sanitize(utf8::valid(input));
  // Of which ids are taken a post keeps account, and here is none.
  expect_safe_html(once, false);
  expect(utf8::find_invalid(once) == std::string_view::npos, "the HTML is valid UTF-8", once);
  // What is safe is left alone, so that nothing depends on how often it is made so.
  const std::string twice = html::sanitize(once);
  expect(without_own(twice) == without_own(once), "sanitized HTML is a fixed point",
         once + "\n---\n" + twice);
}

}  // namespace broadsheet::fuzz
