#include "html/character_references.h"

#include <algorithm>
#include <cstddef>

#include "html/named_reference_table.h"
#include "html/named_references.h"
#include "text/ascii.h"
#include "text/utf8.h"

namespace broadsheet::html {
namespace {

/// The names that need no semicolon, each behind a blank.
constexpr std::string_view kLegacyNames =
    " AElig AMP Aacute Acirc Agrave Aring Atilde Auml COPY Ccedil ETH Eacute Ecirc Egrave Euml GT "
    "Iacute Icirc Igrave Iuml LT Ntilde Oacute Ocirc Ograve Oslash Otilde Ouml QUOT REG THORN "
    "Uacute Ucirc Ugrave Uuml Yacute aacute acirc acute aelig agrave amp aring atilde auml brvbar "
    "ccedil cedil cent copy curren deg divide eacute ecirc egrave eth euml frac12 frac14 frac34 gt "
    "iacute icirc iexcl igrave iquest iuml laquo lt macr micro middot nbsp not ntilde oacute ocirc "
    "ograve ordf ordm oslash otilde ouml para plusmn pound quot raquo reg sect shy sup1 sup2 sup3 "
    "szlig thorn times uacute ucirc ugrave uml uuml yacute yen yuml ";
constexpr std::size_t kLongestLegacyName = 6;

/// What the C1 controls stand for: the characters of windows-1252.
constexpr char16_t kWindows1252[32] = {
    0x20AC, 0x0081, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0x008D, 0x017D, 0x008F, 0x0090, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x009D, 0x017E, 0x0178};

/// The value of a digit, or 16.
std::uint32_t digit_value(char c) {
  if (c >= '0' && c <= '9') {
    return static_cast<std::uint32_t>(c - '0');
  }
  const char lower = static_cast<char>(c | 0x20);
  return lower >= 'a' && lower <= 'f' ? static_cast<std::uint32_t>(lower - 'a' + 10) : 16;
}

bool is_legacy(std::string_view name) {
  for (std::size_t at = kLegacyNames.find(name); at != std::string_view::npos;
       at = kLegacyNames.find(name, at + 1)) {
    if (kLegacyNames[at - 1] == ' ' && kLegacyNames[at + name.size()] == ' ') {
      return true;
    }
  }
  return false;
}

/// Reads `&#...` at the start of `raw`; returns the bytes read, 0 if it is none.
std::size_t append_numeric(std::string& out, std::string_view raw) {
  const bool hexadecimal = raw.size() > 2 && (raw[2] | 0x20) == 'x';
  const std::uint32_t base = hexadecimal ? 16 : 10;
  const std::size_t first = hexadecimal ? 3 : 2;
  constexpr std::uint32_t kBeyond = 0x110000;
  std::uint32_t c = 0;
  std::size_t at = first;
  for (; at < raw.size() && digit_value(raw[at]) < base; ++at) {
    c = std::min(c * base + digit_value(raw[at]), kBeyond);
  }
  if (at == first) {
    return 0;
  }
  if (c >= 0x80 && c <= 0x9F) {
    c = kWindows1252[c - 0x80];
  }
  utf8::append(out, c == 0 ? utf8::kReplacement : static_cast<char32_t>(c));
  return at + (at < raw.size() && raw[at] == ';' ? 1 : 0);
}

/// The same for `&name`.
std::size_t append_by_name(std::string& out, std::string_view raw, ReferenceContext context) {
  std::size_t end = 1;
  while (end < raw.size() && end <= kLongestName && text::is_alphanumeric(raw[end])) {
    ++end;
  }
  const std::string_view name = raw.substr(1, end - 1);
  if (end < raw.size() && raw[end] == ';' && append_named_reference(out, name)) {
    return end + 1;
  }
  for (std::size_t size = std::min(name.size(), kLongestLegacyName); size > 1; --size) {
    if (!is_legacy(name.substr(0, size))) {
      continue;
    }
    const char next = size + 1 < raw.size() ? raw[size + 1] : '\0';
    if (context == ReferenceContext::kAttribute && (next == '=' || text::is_alphanumeric(next))) {
      return 0;
    }
    return append_named_reference(out, name.substr(0, size)) ? size + 1 : 0;
  }
  return 0;
}

}  // namespace

void append_decoded(std::string& out, std::string_view raw, ReferenceContext context) {
  std::size_t at = 0;
  while (at < raw.size()) {
    const std::size_t ampersand = std::min(raw.find('&', at), raw.size());
    out.append(raw.substr(at, ampersand - at));
    if (ampersand == raw.size()) {
      return;
    }
    const std::string_view rest = raw.substr(ampersand);
    const std::size_t read = rest.size() > 1 && rest[1] == '#' ? append_numeric(out, rest)
                                                               : append_by_name(out, rest, context);
    if (read == 0) {
      out += '&';
    }
    at = ampersand + std::max<std::size_t>(read, 1);
  }
}

}  // namespace broadsheet::html
