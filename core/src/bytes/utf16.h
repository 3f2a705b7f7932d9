// UTF-8 as UTF-16: by vectors, and character by character.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

#include "bytes/utf8_check.h"
#include "bytes/utf8_decode.h"
#include "bytes/vectors.h"

namespace broadsheet::utf8 {

inline char* put_unit(char* out, char32_t unit) {
  auto bytes = static_cast<std::uint16_t>(unit);
  if constexpr (std::endian::native == std::endian::big) {
    bytes = static_cast<std::uint16_t>(bytes << 8U | bytes >> 8U);
  }
  std::memcpy(out, &bytes, sizeof bytes);
  return out + sizeof bytes;
}

namespace scalar {

/// Writes the character of `text` at `at`, or eight of ASCII, at `out`; moves both behind it.
inline void write_utf16_step(std::string_view text, std::size_t& at, char*& out) {
  const unsigned char lead = byte_at(text, at);
  if (lead < 0x80) {
    if (at + kWord <= text.size() && ascii_word(text, at)) {
      for (std::size_t i = 0; i < kWord; ++i) {
        out = put_unit(out, byte_at(text, at + i));
      }
      at += kWord;
    } else {
      out = put_unit(out, lead);
      ++at;
    }
    return;
  }
  const char32_t c = next(text, at);
  if (c < 0x10000) {
    out = put_unit(out, c);
  } else {
    out = put_unit(out, 0xD7C0 + (c >> 10U));
    out = put_unit(out, 0xDC00 + (c & 0x3FFU));
  }
}

inline std::size_t write_utf16(std::string_view text, char* out) {
  const char* const begin = out;
  for (std::size_t at = 0; at < text.size();) {
    write_utf16_step(text, at, out);
  }
  return static_cast<std::size_t>(out - begin);
}

}  // namespace scalar

namespace vectors {

/// How many of the block's first bytes are ASCII.
inline std::size_t ascii_prefix(v128_t block) {
  return static_cast<std::size_t>(std::countr_zero(wasm_i8x16_bitmask(block) | 1U << kBlock));
}

/// How many of the block's first bytes are characters of the form of three bytes: 0 to 15.
inline std::size_t three_prefix(v128_t block) {
  const v128_t bits = wasm_u8x16_const(0xF0, 0xC0, 0xC0, 0xF0, 0xC0, 0xC0, 0xF0, 0xC0, 0xC0, 0xF0,
                                       0xC0, 0xC0, 0xF0, 0xC0, 0xC0, 0xFF);
  const v128_t form = wasm_u8x16_const(0xE0, 0x80, 0x80, 0xE0, 0x80, 0x80, 0xE0, 0x80, 0x80, 0xE0,
                                       0x80, 0x80, 0xE0, 0x80, 0x80, 0x00);
  const v128_t other = wasm_i8x16_ne(wasm_v128_and(block, bits), form);
  const int bytes = std::countr_zero(wasm_i8x16_bitmask(other) | 1U << (kBlock - 1));
  return static_cast<std::size_t>(bytes - bytes % 3);
}

/// Five characters of three bytes as units of UTF-16, in the first ten bytes.
inline v128_t five_units(v128_t block) {
  const v128_t low = wasm_i8x16_swizzle(
      block, wasm_u8x16_const(2, 1, 5, 4, 8, 7, 11, 10, 14, 13, 16, 16, 16, 16, 16, 16));
  const v128_t high = wasm_i8x16_swizzle(
      block, wasm_u8x16_const(16, 0, 16, 3, 16, 6, 16, 9, 16, 12, 16, 16, 16, 16, 16, 16));
  return wasm_v128_or(
      wasm_i16x8_shl(high, 4),
      wasm_v128_or(wasm_v128_and(low, wasm_u16x8_splat(0x003F)),
                   wasm_v128_and(wasm_u16x8_shr(low, 2), wasm_u16x8_splat(0x0FC0))));
}

inline std::size_t write_utf16(std::string_view text, char* out) {
  const char* const begin = out;
  for (std::size_t at = 0; at < text.size();) {
    // There is room for 32 bytes at `out` as long as 16 of the text are left.
    if (at + kBlock <= text.size()) {
      const v128_t block = block_at(text, at);
      if (const std::size_t ascii = ascii_prefix(block); ascii > 0) {
        wasm_v128_store(out, wasm_u16x8_extend_low_u8x16(block));
        wasm_v128_store(out + kBlock, wasm_u16x8_extend_high_u8x16(block));
        at += ascii;
        out += 2 * ascii;
        continue;
      }
      if (const std::size_t three = three_prefix(block); three > 0) {
        wasm_v128_store(out, five_units(block));
        at += three;
        out += three / 3 * 2;
        continue;
      }
    }
    scalar::write_utf16_step(text, at, out);
  }
  return static_cast<std::size_t>(out - begin);
}

}  // namespace vectors
}  // namespace broadsheet::utf8
