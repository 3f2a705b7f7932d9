#include <algorithm>
#include <string>

#include "expect.h"
#include "html/sanitizer.h"
#include "html_oracle.h"
#include "targets.h"
#include "text/utf8.h"

namespace broadsheet::fuzz {
namespace {

/// Without what is the sanitizer's own and not allowed to authors: its classes, and the prefix of
/// ids and of the links to them, which each pass writes anew. Blank lines between blocks may go.
std::string without_own(std::string_view html) {
  std::string kept;
  for (std::size_t at = 0; at < html.size();) {
    const std::string_view rest = html.substr(at);
    for (const std::string_view own : {" class=\"", " id=\"", " href=\"#"}) {
      if (rest.substr(0, own.size()) == own) {
        // A value may look like an attribute that is not closed.
        at = std::min(html.find('"', at + own.size()), html.size() - 1) + 1;
      }
    }
    if (rest.data() != html.data() + at) {
      continue;
    }
    const bool line_end = html[at] == '\n';
    if (!line_end || (!kept.empty() && kept.back() != '\n')) {
      kept += html[at];
    }
    ++at;
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
