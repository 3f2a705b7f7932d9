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

std::size_t copy_plain(char* to, std::string_view text) {
  return kComparesBlocks ? vectors::copy_html(to, text) : scalar::copy_html(to, text);
}

}  // namespace

void append_escaped(text::Buffer& out, std::string_view text) {
  while (!text.empty()) {
    const std::size_t plain = copy_plain(out.room_for(text.size()), text);
    out.take_in(plain);
    if (plain == text.size()) {
      return;
    }
    switch (text[plain]) {
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
    text.remove_prefix(plain + 1);
  }
}

void append_url(text::Buffer& out, std::string_view url) {
  constexpr std::string_view kHex = "0123456789ABCDEF";
  std::size_t begin = 0;
  for (std::size_t at = 0; at < url.size(); ++at) {
    at = scalar::find_escape(url, at, kUrlEscapes);
    if (at == url.size()) {
      break;
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
