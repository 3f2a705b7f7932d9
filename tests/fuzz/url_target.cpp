#include <algorithm>
#include <string>

#include "expect.h"
#include "html/escape.h"
#include "html/url.h"
#include "targets.h"
#include "text/utf8.h"

namespace broadsheet::fuzz {
namespace {

/// The basic URL parser of the URL Standard up to the scheme, in its own order: first the tabs and
/// line ends go, then controls and blanks at the start.
std::string standard_scheme(std::string_view url) {
  std::string kept;
  for (const char c : url) {
    if (c != '\t' && c != '\n' && c != '\r') {
      kept += c;
    }
  }
  std::size_t at = 0;
  while (at < kept.size() && static_cast<unsigned char>(kept[at]) <= 0x20) {
    ++at;
  }
  std::string scheme;
  for (; at < kept.size() && kept[at] != ':'; ++at) {
    char c = kept[at];
    if (c >= 'A' && c <= 'Z') {
      c = static_cast<char>(c - 'A' + 'a');
    }
    const bool letter = c >= 'a' && c <= 'z';
    const bool more = (c >= '0' && c <= '9') || c == '+' || c == '-' || c == '.';
    if (!letter && (scheme.empty() || !more)) {
      return {};
    }
    scheme += c;
  }
  return at == kept.size() ? std::string{} : scheme;
}

bool is_one_of(std::string_view scheme, std::initializer_list<std::string_view> allowed) {
  return std::find(allowed.begin(), allowed.end(), scheme) != allowed.end();
}

void check(std::string_view url) {
  const std::string scheme = standard_scheme(url);
  expect(html::scheme_of(url) == scheme, "a scheme is what the URL Standard finds", url);
  expect(!html::may_link(url) || is_one_of(scheme, {"", "http", "https", "mailto", "tel"}),
         "only addresses of allowed schemes are clickable", url);
  expect(!html::may_load_image(url) || is_one_of(scheme, {"", "http", "https", "data"}),
         "only images of allowed schemes are loaded", url);
  std::string attribute;
  html::append_url(attribute, url);
  expect(attribute.find_first_of("\"<>") == std::string::npos, "an address cannot leave its quotes",
         attribute);
  // What a browser then finds in the attribute is never a scheme that was not judged.
  expect(is_one_of(standard_scheme(attribute), {"", scheme}), "escaping adds no scheme", attribute);
}

}  // namespace

void url(std::string_view input) {
  const std::string valid = utf8::valid(input);
  const std::size_t feed = std::min(valid.find('\n'), valid.size());
  const std::string_view base = std::string_view(valid).substr(0, feed);
  const std::string_view url = std::string_view(valid).substr(std::min(feed + 1, valid.size()));
  check(url);
  const std::string resolved = html::resolve(url, base);
  check(resolved);
  const bool own_scheme = !html::scheme_of(url).empty();
  expect(!own_scheme || resolved == url, "an absolute address is left alone", resolved);
}

}  // namespace broadsheet::fuzz
