// The next character that needs an escape, of which most text has none: by vectors, and one after
// the other.
#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "bytes/vectors.h"

namespace broadsheet {

constexpr std::array<bool, 256> html_escapes() {
  std::array<bool, 256> table{};
  for (const char c : {'&', '<', '>', '"', '\r'}) {
    table[static_cast<unsigned char>(c)] = true;
  }
  return table;
}

constexpr std::array<bool, 256> json_escapes() {
  std::array<bool, 256> table{};
  for (std::size_t i = 0; i < 0x20; ++i) {
    table[i] = true;
  }
  table['"'] = true;
  table['\\'] = true;
  return table;
}

inline constexpr std::array<bool, 256> kHtmlEscapes = html_escapes();
inline constexpr std::array<bool, 256> kJsonEscapes = json_escapes();

namespace scalar {

/// The first byte from `at` on that `escapes` has, or the end.
inline std::size_t find_escape(std::string_view text, std::size_t at,
                               const std::array<bool, 256>& escapes) {
  const auto plain = [&](std::size_t i) { return !escapes[static_cast<unsigned char>(text[i])]; };
  while (at + 4 <= text.size() && plain(at) && plain(at + 1) && plain(at + 2) && plain(at + 3)) {
    at += 4;
  }
  while (at < text.size() && plain(at)) {
    ++at;
  }
  return at;
}

inline std::size_t find_html_escape(std::string_view text, std::size_t at) {
  return find_escape(text, at, kHtmlEscapes);
}

inline std::size_t find_json_escape(std::string_view text, std::size_t at) {
  return find_escape(text, at, kJsonEscapes);
}

}  // namespace scalar

namespace vectors {

inline std::size_t find_html_escape(std::string_view text, std::size_t at) {
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
  while (at < text.size() && !kHtmlEscapes[static_cast<unsigned char>(text[at])]) {
    ++at;
  }
  return at;
}

inline std::size_t find_json_escape(std::string_view text, std::size_t at) {
  for (; at + kBlock <= text.size(); at += kBlock) {
    const v128_t block = wasm_v128_load(text.data() + at);
    const v128_t escaped = wasm_v128_or(wasm_u8x16_lt(block, wasm_u8x16_splat(0x20)),
                                        wasm_v128_or(wasm_i8x16_eq(block, wasm_u8x16_splat('"')),
                                                     wasm_i8x16_eq(block, wasm_u8x16_splat('\\'))));
    if (const std::uint32_t found = wasm_i8x16_bitmask(escaped)) {
      return at + static_cast<std::size_t>(std::countr_zero(found));
    }
  }
  while (at < text.size() && !kJsonEscapes[static_cast<unsigned char>(text[at])]) {
    ++at;
  }
  return at;
}

}  // namespace vectors
}  // namespace broadsheet
