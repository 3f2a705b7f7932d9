// The first bytes of East Asian characters, of which text has either very many or none: by vectors,
// and one after the other.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "bytes/vectors.h"

namespace broadsheet::text {

/// The first byte of a character from U+3000 on, valid UTF-8 provided.
constexpr bool leads_from_u3000(char c) {
  return static_cast<unsigned char>(c) >= 0xE3;
}

/// The first byte of one of U+3000 to U+DFFF, or of the full-width forms.
constexpr bool leads_east_asian(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return (byte >= 0xE3 && byte <= 0xED) || byte == 0xEF;
}

namespace scalar {

/// How many characters of `text` leads_east_asian() tells; it stops behind `enough` of them.
inline std::size_t count_east_asian(std::string_view text, std::size_t enough) {
  std::size_t count = 0;
  for (std::size_t at = 0; at < text.size() && count <= enough; ++at) {
    count += leads_east_asian(text[at]) ? 1 : 0;
  }
  return count;
}

inline bool reaches_u3000(std::string_view text) {
  std::size_t at = 0;
  while (at < text.size() && !leads_from_u3000(text[at])) {
    ++at;
  }
  return at < text.size();
}

}  // namespace scalar

namespace vectors {

/// As the scalar one, but a block of bytes at a time.
inline std::size_t count_east_asian(std::string_view text, std::size_t enough) {
  std::size_t count = 0;
  std::size_t at = 0;
  for (; at + kBlock <= text.size() && count <= enough; at += kBlock) {
    const v128_t block = wasm_v128_load(text.data() + at);
    const std::uint32_t high = wasm_i8x16_bitmask(wasm_u8x16_ge(block, wasm_u8x16_splat(0xE3)));
    if (high != 0) {
      const std::uint32_t others =
          wasm_i8x16_bitmask(wasm_v128_or(wasm_i8x16_eq(block, wasm_u8x16_splat(0xEE)),
                                          wasm_u8x16_ge(block, wasm_u8x16_splat(0xF0))));
      count += static_cast<std::size_t>(std::popcount(high & ~others));
    }
  }
  return count + (count <= enough ? scalar::count_east_asian(text.substr(at), enough - count) : 0);
}

inline bool reaches_u3000(std::string_view text) {
  std::size_t at = 0;
  for (; at + kBlock <= text.size(); at += kBlock) {
    const v128_t block = wasm_v128_load(text.data() + at);
    if (wasm_i8x16_bitmask(wasm_u8x16_ge(block, wasm_u8x16_splat(0xE3))) != 0) {
      return true;
    }
  }
  return scalar::reaches_u3000(text.substr(at));
}

}  // namespace vectors
}  // namespace broadsheet::text
