#include "json/json_writer.h"

#include <array>
#include <bit>
#include <cstdint>

#ifdef __wasm_simd128__
#include <wasm_simd128.h>
#endif

namespace broadsheet::json {
namespace {

constexpr std::array<bool, 256> needs_escape() {
  std::array<bool, 256> table{};
  for (std::size_t i = 0; i < 0x20; ++i) {
    table[i] = true;
  }
  table['"'] = true;
  table['\\'] = true;
  return table;
}

constexpr std::array<bool, 256> kNeedsEscape = needs_escape();

/// The first character from `at` on that needs an escape, or the end.
std::size_t skip_plain(std::string_view text, std::size_t at) {
#ifdef __wasm_simd128__
  constexpr std::size_t kBlock = 16;
  for (; at + kBlock <= text.size(); at += kBlock) {
    const v128_t block = wasm_v128_load(text.data() + at);
    const v128_t escaped = wasm_v128_or(wasm_u8x16_lt(block, wasm_u8x16_splat(0x20)),
                                        wasm_v128_or(wasm_i8x16_eq(block, wasm_u8x16_splat('"')),
                                                     wasm_i8x16_eq(block, wasm_u8x16_splat('\\'))));
    if (const std::uint32_t found = wasm_i8x16_bitmask(escaped)) {
      return at + static_cast<std::size_t>(std::countr_zero(found));
    }
  }
#endif
  while (at < text.size() && !kNeedsEscape[static_cast<unsigned char>(text[at])]) {
    ++at;
  }
  return at;
}

}  // namespace

void append_string(text::Buffer& out, std::string_view text) {
  constexpr std::string_view kHex = "0123456789abcdef";
  out += '"';
  std::size_t begin = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    at = skip_plain(text, at);
    if (at == text.size()) {
      break;
    }
    const auto byte = static_cast<unsigned char>(text[at]);
    out.append(text.substr(begin, at - begin));
    begin = at + 1;
    out += '\\';
    switch (byte) {
      case '\n':
        out += 'n';
        break;
      case '\t':
        out += 't';
        break;
      case '\r':
        out += 'r';
        break;
      case '"':
      case '\\':
        out += text[at];
        break;
      default:
        out += "u00";
        out += kHex[byte >> 4U];
        out += kHex[byte & 0xFU];
        break;
    }
  }
  out.append(text.substr(begin));
  out += '"';
}

void Writer::key(std::string_view name) {
  separate();
  out_ += '"';
  out_ += name;
  out_ += '"';
  out_ += ':';
  first_ = true;  // No comma between a key and its value.
}

}  // namespace broadsheet::json
