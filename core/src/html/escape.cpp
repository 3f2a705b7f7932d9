#include "html/escape.h"

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>

#ifdef __wasm_simd128__
#include <wasm_simd128.h>
#endif

namespace broadsheet::html {
namespace {

constexpr std::uint8_t kText = 1;
constexpr std::uint8_t kUrl = 2;

constexpr std::array<std::uint8_t, 256> escape_table() {
  std::array<std::uint8_t, 256> table{};
  for (const char c : {'&', '<', '>', '"', '\r'}) {
    table[static_cast<unsigned char>(c)] |= kText;
  }
  for (std::size_t i = 0; i < table.size(); ++i) {
    const bool alphanumeric =
        (i >= '0' && i <= '9') || (i >= 'A' && i <= 'Z') || (i >= 'a' && i <= 'z');
    const bool allowed =
        alphanumeric || (i != 0 && i < 0x80 &&
                         std::string_view("~-_.+!*(),%#@?=;:/$").find(static_cast<char>(i)) !=
                             std::string_view::npos);
    table[i] |= allowed ? 0 : kUrl;
  }
  return table;
}

constexpr std::array<std::uint8_t, 256> kEscape = escape_table();

bool needs(char c, std::uint8_t kind) {
  return (kEscape[static_cast<unsigned char>(c)] & kind) != 0;
}

/// The first character from `at` on that needs an escape as text, or the end. Most text needs none.
std::size_t skip_plain(std::string_view text, std::size_t at) {
#ifdef __wasm_simd128__
  constexpr std::size_t kBlock = 16;
  for (; at + kBlock <= text.size(); at += kBlock) {
    const v128_t block = wasm_v128_load(text.data() + at);
    const v128_t brackets =  // `<` and `>` differ in one bit.
        wasm_i8x16_eq(wasm_v128_or(block, wasm_u8x16_splat(0x02)), wasm_u8x16_splat('>'));
    const v128_t others =  // So do `"` and `&`.
        wasm_i8x16_eq(wasm_v128_or(block, wasm_u8x16_splat(0x04)), wasm_u8x16_splat('&'));
    const v128_t returns = wasm_i8x16_eq(block, wasm_u8x16_splat('\r'));
    if (const std::uint32_t found =
            wasm_i8x16_bitmask(wasm_v128_or(returns, wasm_v128_or(brackets, others)))) {
      return at + static_cast<std::size_t>(std::countr_zero(found));
    }
  }
#else
  while (at + 4 <= text.size() && !needs(text[at], kText) && !needs(text[at + 1], kText) &&
         !needs(text[at + 2], kText) && !needs(text[at + 3], kText)) {
    at += 4;
  }
#endif
  while (at < text.size() && !needs(text[at], kText)) {
    ++at;
  }
  return at;
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
    if (!needs(url[at], kUrl)) {
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
