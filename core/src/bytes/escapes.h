// The next character that needs an escape, of which most text has none: by vectors, and one after
// the other.
#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
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

/// Copies `text` to `to`, up to the first character that HTML has an escape for. Returns how much.
inline std::size_t copy_html(char* to, std::string_view text) {
  const std::size_t size = find_html_escape(text, 0);
  if (size > 0) {
    std::memcpy(to, text.data(), size);
  }
  return size;
}

}  // namespace scalar

namespace vectors {

/// The bytes of a block that HTML has an escape for.
inline v128_t html_escapes_of(v128_t block) {
  const v128_t brackets =  // `<` and `>` differ in one bit.
      wasm_i8x16_eq(wasm_v128_or(block, wasm_u8x16_splat(0x02)), wasm_u8x16_splat('>'));
  const v128_t others =  // So do `"` and `&`.
      wasm_i8x16_eq(wasm_v128_or(block, wasm_u8x16_splat(0x04)), wasm_u8x16_splat('&'));
  const v128_t returns = wasm_i8x16_eq(block, wasm_u8x16_splat('\r'));
  return wasm_v128_or(returns, wasm_v128_or(brackets, others));
}

template <typename Word>
Word word_at(const char* from) {
  Word word = 0;
  std::memcpy(&word, from, sizeof word);
  return word;
}

/// Copies a text of one or two words, which may overlap; `block` has both, the second one from byte
/// `Size` on.
template <std::size_t Size>
std::size_t copy_html_words(char* to, std::string_view text, v128_t block) {
  const std::size_t last = text.size() - Size;
  std::memcpy(to, text.data(), Size);
  std::memcpy(to + last, text.data() + last, Size);
  const std::uint32_t mask = wasm_i8x16_bitmask(html_escapes_of(block));
  const auto found = static_cast<std::size_t>(std::countr_zero(mask));
  return mask == 0 ? text.size() : found < Size ? found : last + found - Size;
}

/// As the scalar one, but looked at while it is copied.
inline std::size_t copy_html(char* to, std::string_view text) {
  const auto copy_block = [&](std::size_t at) {
    const v128_t block = wasm_v128_load(text.data() + at);
    wasm_v128_store(to + at, block);
    return wasm_i8x16_bitmask(html_escapes_of(block));
  };
  std::size_t at = 0;
  for (; at + kBlock <= text.size(); at += kBlock) {
    if (const std::uint32_t mask = copy_block(at); mask != 0) {
      return at + static_cast<std::size_t>(std::countr_zero(mask));
    }
  }
  if (at == text.size()) {
    return at;
  }
  if (at > 0) {
    const std::size_t last = text.size() - kBlock;
    const std::uint32_t mask = copy_block(last) >> (at - last);
    return mask == 0 ? text.size() : at + static_cast<std::size_t>(std::countr_zero(mask));
  }
  if (text.size() >= sizeof(std::uint64_t)) {
    constexpr std::size_t kSize = sizeof(std::uint64_t);
    return copy_html_words<kSize>(
        to, text,
        wasm_i64x2_make(word_at<std::int64_t>(text.data()),
                        word_at<std::int64_t>(text.data() + text.size() - kSize)));
  }
  if (text.size() >= sizeof(std::uint32_t)) {
    constexpr std::size_t kSize = sizeof(std::uint32_t);
    const std::uint64_t last = word_at<std::uint32_t>(text.data() + text.size() - kSize);
    return copy_html_words<kSize>(
        to, text,
        wasm_i64x2_make(
            static_cast<std::int64_t>(last << 32U | word_at<std::uint32_t>(text.data())), 0));
  }
  for (; at < text.size() && !kHtmlEscapes[static_cast<unsigned char>(text[at])]; ++at) {
    to[at] = text[at];
  }
  return at;
}

/// The last block overlaps the one before, so that only texts shorter than a block go byte by byte.
inline std::size_t find_json_escape(std::string_view text, std::size_t at) {
  const auto mask_at = [&](std::size_t from) {
    const v128_t block = wasm_v128_load(text.data() + from);
    return wasm_i8x16_bitmask(
        wasm_v128_or(wasm_u8x16_lt(block, wasm_u8x16_splat(0x20)),
                     wasm_v128_or(wasm_i8x16_eq(block, wasm_u8x16_splat('"')),
                                  wasm_i8x16_eq(block, wasm_u8x16_splat('\\')))));
  };
  for (; at + kBlock <= text.size(); at += kBlock) {
    if (const std::uint32_t mask = mask_at(at); mask != 0) {
      return at + static_cast<std::size_t>(std::countr_zero(mask));
    }
  }
  if (text.size() >= kBlock) {
    const std::size_t last = text.size() - kBlock;
    const std::uint32_t mask = mask_at(last) >> (at - last);
    return mask == 0 ? text.size() : at + static_cast<std::size_t>(std::countr_zero(mask));
  }
  return scalar::find_json_escape(text, at);
}

}  // namespace vectors
}  // namespace broadsheet
