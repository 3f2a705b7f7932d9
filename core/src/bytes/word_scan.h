// Counting words as far as the bytes tell: by vectors, and one after the other. What takes a table
// of Unicode to tell is left to the caller.
#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "bytes/vectors.h"

namespace broadsheet::text {

/// What has been counted, and whether a word is open.
struct WordTally {
  std::uint32_t ideographs = 0;
  std::uint32_t words = 0;
  bool in_word = false;

  void end_word() {
    words += in_word ? 1 : 0;
    in_word = false;
  }
};

/// What the first byte of a character tells about it. The others tell nothing: a block may end
/// within a character.
enum class LeadClass : std::uint8_t {
  kBlank,
  kWord,
  kOther,
  kIdeograph,  ///< of U+5000 to U+9FFF
  kNothing,    ///< unless the bytes behind it do
};

constexpr std::array<LeadClass, 256> class_table() {
  std::array<LeadClass, 256> table{};
  for (std::size_t byte = 0; byte < table.size(); ++byte) {
    const bool word = (byte >= '0' && byte <= '9') || (byte >= 'A' && byte <= 'Z') ||
                      (byte >= 'a' && byte <= 'z') || byte == '_';
    table[byte] = byte <= ' '                    ? LeadClass::kBlank
                  : word                         ? LeadClass::kWord
                  : byte < 0xC0                  ? LeadClass::kOther
                  : byte >= 0xE5 && byte <= 0xE9 ? LeadClass::kIdeograph
                                                 : LeadClass::kNothing;
  }
  return table;
}

inline constexpr std::array<LeadClass, 256> kLeadClasses = class_table();

/// Of a character of three bytes whose first one tells nothing: those that nearly every Chinese
/// text holds. U+2014, 2018 to 201F, 2026; 3000 to 3002, 3008 to 3011; FF01 to FF0F, FF1A to FF20.
constexpr bool is_known_punctuation(unsigned char first, unsigned char second,
                                    unsigned char third) {
  const auto within = [&](unsigned char low, unsigned char high) {
    return third >= low && third <= high;
  };
  if (first == 0xEF) {
    return second == 0xBC && (within(0x81, 0x8F) || within(0x9A, 0xA0));
  }
  if (second != 0x80) {
    return false;
  }
  return first == 0xE3   ? within(0x80, 0x82) || within(0x88, 0x91)
         : first == 0xE2 ? within(0x98, 0x9F) || third == 0x94 || third == 0xA6
                         : false;
}

namespace scalar {

/// Counts in valid UTF-8 from `at` on, up to a character that must be decoded: returns where that
/// begins, or the end.
inline std::size_t count_words(std::string_view text, std::size_t at, WordTally& tally) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  while (at < text.size()) {
    switch (kLeadClasses[byte(at)]) {
      case LeadClass::kWord:
        tally.in_word = true;
        ++at;
        break;
      case LeadClass::kOther:
        ++at;
        break;
      case LeadClass::kBlank:
        tally.end_word();
        ++at;
        break;
      case LeadClass::kIdeograph:
        tally.end_word();
        ++tally.ideographs;
        at += 3;
        break;
      case LeadClass::kNothing:
        if (byte(at) < 0xE0) {
          return at;
        }
        // U+4DC0 to U+4DFF are no ideographs, and all else from U+4000 to U+4FFF is.
        if (byte(at) == 0xE4 && byte(at + 1) != 0xB7) {
          tally.end_word();
          ++tally.ideographs;
        } else if (is_known_punctuation(byte(at), byte(at + 1), byte(at + 2))) {
          tally.end_word();
        } else {
          return at;
        }
        at += 3;
        break;
    }
  }
  return at;
}

}  // namespace scalar

namespace vectors {

inline v128_t between(v128_t block, std::uint8_t first, std::uint8_t last) {
  return wasm_u8x16_le(wasm_i8x16_sub(block, wasm_u8x16_splat(first)),
                       wasm_u8x16_splat(static_cast<std::uint8_t>(last - first)));
}

inline v128_t is_byte(v128_t block, std::uint8_t byte) {
  return wasm_i8x16_eq(block, wasm_u8x16_splat(byte));
}

inline v128_t any(v128_t a, v128_t b) {
  return wasm_v128_or(a, b);
}

inline v128_t all(v128_t a, v128_t b) {
  return wasm_v128_and(a, b);
}

/// kBlock and two more bytes to look ahead.
inline constexpr std::size_t kBlockAhead = kBlock + 2;

/// Counts in the 16 bytes at `at`, behind which two more stand, and returns how many bytes were
/// counted: all, or those before a character that must be decoded. Without a branch a word, for
/// guessing those wrong is what takes the time. A character is told by its first byte, punctuation
/// by all three; other bytes change nothing. Whether a word is open behind a byte is a carry: word
/// characters generate it, all but what divides words pass it on; an adder tells it for all.
inline std::uint32_t count_block(const char* at, WordTally& tally) {
  const v128_t block = wasm_v128_load(at);
  const v128_t letters = between(any(block, wasm_u8x16_splat(0x20)), 'a', 'z');
  const v128_t words = any(any(letters, between(block, '0', '9')), is_byte(block, '_'));
  v128_t divides = between(block, 0, ' ');
  std::uint32_t size = kBlock;
  std::uint32_t ideographs = 0;
  if (wasm_i8x16_bitmask(block) != 0) {
    const v128_t second = wasm_v128_load(at + 1);
    const v128_t third = wasm_v128_load(at + 2);
    // U+4DC0 to U+4DFF are no ideographs, and all else from U+4000 to U+9FFF is.
    const v128_t hexagrams = all(is_byte(block, 0xE4), is_byte(second, 0xB7));
    const v128_t han = wasm_v128_andnot(between(block, 0xE4, 0xE9), hexagrams);
    // U+2014, 2018 to 201F, 2026; 3000 to 3002, 3008 to 3011; FF01 to FF0F, FF1A to FF20.
    const v128_t general =
        all(all(is_byte(block, 0xE2), is_byte(second, 0x80)),
            any(between(third, 0x98, 0x9F), any(is_byte(third, 0x94), is_byte(third, 0xA6))));
    const v128_t cjk = all(all(is_byte(block, 0xE3), is_byte(second, 0x80)),
                           any(between(third, 0x80, 0x82), between(third, 0x88, 0x91)));
    const v128_t wide = all(all(is_byte(block, 0xEF), is_byte(second, 0xBC)),
                            any(between(third, 0x81, 0x8F), between(third, 0x9A, 0xA0)));
    divides = any(any(divides, han), any(general, any(cjk, wide)));
    const v128_t decoded = wasm_v128_andnot(wasm_u8x16_ge(block, wasm_u8x16_splat(0xC0)), divides);
    size = static_cast<std::uint32_t>(std::countr_zero(wasm_i8x16_bitmask(decoded) | 1U << kBlock));
    ideographs = wasm_i8x16_bitmask(han);
  }
  const std::uint32_t mask = (1U << size) - 1;
  const std::uint32_t word = wasm_i8x16_bitmask(words) & mask;
  const std::uint32_t pass = ~wasm_i8x16_bitmask(divides) & mask;
  const std::uint32_t sum = word + pass + (tally.in_word ? 1U : 0U);
  const std::uint32_t open_before = sum ^ word ^ pass;
  tally.ideographs += static_cast<std::uint32_t>(std::popcount(ideographs & mask));
  tally.words += static_cast<std::uint32_t>(std::popcount(~pass & mask & open_before));
  tally.in_word = (open_before >> size & 1U) != 0;
  return size;
}

/// The same. `at` may also stand within a character that has been counted.
inline std::size_t count_words(std::string_view text, std::size_t at, WordTally& tally) {
  while (at + kBlockAhead <= text.size()) {
    const std::uint32_t counted = count_block(text.data() + at, tally);
    at += counted;
    if (counted < kBlock) {
      return at;
    }
  }
  return scalar::count_words(text, at, tally);
}

}  // namespace vectors
}  // namespace broadsheet::text
