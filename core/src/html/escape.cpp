#include "html/escape.h"

#include <array>
#include <cstddef>

#include "bytes/escapes.h"

namespace broadsheet::html {
namespace {

constexpr std::array<bool, 256> url_escapes() {
  std::array<bool, 256> table{};
  for (std::size_t i = 0; i < table.size(); ++i) {
    const bool alphanumeric =
        (i >= '0' && i <= '9') || (i >= 'A' && i <= 'Z') || (i >= 'a' && i <= 'z');
    const bool allowed =
        alphanumeric || (i != 0 && i < 0x80 &&
                         // As cmark: what RFC 3986 has a meaning for stays, as does `%`, which may
                         // be an escape already.
                         std::string_view("~-_.+!*(),%#@?=;:/$").find(static_cast<char>(i)) !=
                             std::string_view::npos);
    table[i] = !allowed;
  }
  return table;
}

constexpr std::array<bool, 256> kUrlEscapes = url_escapes();

/// The first character from `at` on that needs an escape as text, or the end.
std::size_t skip_plain(std::string_view text, std::size_t at) {
  return kHasVectors ? vectors::find_html_escape(text, at) : scalar::find_html_escape(text, at);
}

}  // namespace

void append_escaped(text::Buffer& out, std::string_view text) {
  std::size_t begin = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    at = skip_plain(text, at);
    if (at == text.size()) {
      break;
    }
    out.append(text.substr(begin, at - begin));
    begin = at + 1;
    switch (text[at]) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '\r':
        out += "&#13;";  // A carriage return itself is read as a line feed.
        break;
      default:
        out += "&quot;";
        break;
    }
  }
  out.append(text.substr(begin));
}

void append_url(text::Buffer& out, std::string_view url) {
  constexpr std::string_view kHex = "0123456789ABCDEF";
  std::size_t begin = 0;
  for (std::size_t at = 0; at < url.size(); ++at) {
    if (!kUrlEscapes[static_cast<unsigned char>(url[at])]) {
      continue;
    }
    out.append(url.substr(begin, at - begin));
    begin = at + 1;
    if (url[at] == '&') {
      out += "&amp;";
    } else {
      const auto byte = static_cast<unsigned char>(url[at]);
      out += '%';
      out += kHex[byte >> 4U];
      out += kHex[byte & 0xFU];
    }
  }
  out.append(url.substr(begin));
}

void append_escaped(std::string& out, std::string_view text) {
  text::Buffer buffer;
  append_escaped(buffer, text);
  out += buffer.view();
}

void append_url(std::string& out, std::string_view url) {
  text::Buffer buffer;
  append_url(buffer, url);
  out += buffer.view();
}

}  // namespace broadsheet::html
