#include "text/word_count.h"

#include <array>
#include <bit>
#include <cstddef>

#ifdef __wasm_simd128__
#include <wasm_simd128.h>
#endif

#include "text/fold.h"
#include "text/unicode_tables.h"
#include "text/utf8.h"

namespace broadsheet::text {
namespace {

/// Punctuation of East Asian text divides words although no blank stands beside it: General and CJK
/// punctuation, full-width forms.
bool divides_words(char32_t c) {
  return is_blank(c) || c == 0x2014 || c == 0x2026 || (c >= 0x2018 && c <= 0x201F) ||
         (c >= 0x3000 && c <= 0x303F) || c == 0x30FB || (c >= 0xFE30 && c <= 0xFE6F) ||
         (c >= 0xFF00 && c <= 0xFFEF && !unicode::is_word(c));
}

/// Those of the dividing characters that nearly every Chinese text holds, told without a table:
/// 、。〈〉《》「」『』【】 and full-width ！ to ／ and ： to ＠.
bool is_punctuation(char32_t c) {
  return c == 0x3001 || c == 0x3002 || (c >= 0x3008 && c <= 0x3011) ||
         (c >= 0xFF01 && c <= 0xFF0F) || (c >= 0xFF1A && c <= 0xFF20);
}

/// What the first byte of a character tells about it. The others tell nothing: a block may end
/// within a character.
enum class Class : std::uint8_t {
  kBlank,
  kWord,
  kOther,
  kIdeograph,  ///< of U+5000 to U+9FFF
  kDecoded,    ///< nothing yet
};

constexpr std::array<Class, 256> class_table() {
  std::array<Class, 256> table{};
  for (std::size_t byte = 0; byte < table.size(); ++byte) {
    const bool word = (byte >= '0' && byte <= '9') || (byte >= 'A' && byte <= 'Z') ||
                      (byte >= 'a' && byte <= 'z') || byte == '_';
    table[byte] = byte <= ' '                    ? Class::kBlank
                  : word                         ? Class::kWord
                  : byte < 0xC0                  ? Class::kOther
                  : byte >= 0xE5 && byte <= 0xE9 ? Class::kIdeograph
                                                 : Class::kDecoded;
  }
  return table;
}

constexpr std::array<Class, 256> kClasses = class_table();

#ifdef __wasm_simd128__

constexpr std::size_t kBlock = 16;

v128_t between(v128_t block, std::uint8_t first, std::uint8_t last) {
  return wasm_u8x16_le(wasm_i8x16_sub(block, wasm_u8x16_splat(first)),
                       wasm_u8x16_splat(static_cast<std::uint8_t>(last - first)));
}

v128_t is_byte(v128_t block, std::uint8_t byte) {
  return wasm_i8x16_eq(block, wasm_u8x16_splat(byte));
}

v128_t any(v128_t a, v128_t b) {
  return wasm_v128_or(a, b);
}

v128_t all(v128_t a, v128_t b) {
  return wasm_v128_and(a, b);
}

/// kBlock and two more bytes to look ahead.
constexpr std::size_t kBlockAhead = kBlock + 2;

/// Counts in the 16 bytes at `at`, behind which two more stand, and returns how many bytes were
/// counted: all, or those before a character that must be decoded. Without a branch a word, for
/// guessing those wrong is what takes the time. A character is told by its first byte, punctuation
/// by all three; other bytes change nothing. Whether a word is open behind a byte is a carry: word
/// characters generate it, all but what divides words pass it on; an adder tells it for all.
std::uint32_t count_block(const char* at, WordCount& count, bool& in_word) {
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
  const std::uint32_t sum = word + pass + (in_word ? 1U : 0U);
  const std::uint32_t open_before = sum ^ word ^ pass;
  count.ideographs += static_cast<std::uint32_t>(std::popcount(ideographs & mask));
  count.words += static_cast<std::uint32_t>(std::popcount(~pass & mask & open_before));
  in_word = (open_before >> size & 1U) != 0;
  return size;
}

#endif

}  // namespace

std::uint32_t WordCount::minutes() const {
  constexpr std::uint64_t kIdeographsPerMinute = 500;
  constexpr std::uint64_t kWordsPerMinute = 213;
  constexpr std::uint64_t kScale = kIdeographsPerMinute * kWordsPerMinute;
  const std::uint64_t scaled = ideographs * kWordsPerMinute + words * kIdeographsPerMinute;
  return static_cast<std::uint32_t>((scaled + kScale - 1) / kScale);
}

WordCount count_words(std::string_view text) {
  WordCount count;
  bool in_word = false;
  const auto class_at = [&](std::size_t i) {
    return kClasses[static_cast<unsigned char>(text[i])];
  };
  for (std::size_t at = 0; at < text.size();) {
#ifdef __wasm_simd128__
    if (at + kBlockAhead <= text.size()) {
      if (const std::uint32_t counted = count_block(text.data() + at, count, in_word)) {
        at += counted;
        continue;
      }
    }
#endif
    switch (class_at(at)) {
      case Class::kWord:
        in_word = true;
        do {
          ++at;
        } while (at < text.size() && class_at(at) == Class::kWord);
        continue;
      case Class::kOther:
        ++at;
        continue;
      case Class::kBlank:
        count.words += in_word ? 1 : 0;
        in_word = false;
        ++at;
        continue;
      case Class::kIdeograph:
        count.words += in_word ? 1 : 0;
        in_word = false;
        do {
          ++count.ideographs;
          at += 3;
        } while (at < text.size() && class_at(at) == Class::kIdeograph);
        continue;
      case Class::kDecoded:
        break;
    }
    const char32_t c = utf8::next(text, at);
    if (is_punctuation(c) || (!unicode::is_ideographic(c) && divides_words(c))) {
      count.words += in_word ? 1 : 0;
      in_word = false;
    } else if (unicode::is_ideographic(c)) {
      count.words += in_word ? 1 : 0;
      in_word = false;
      ++count.ideographs;
    } else {
      in_word = in_word || unicode::is_word(c);
    }
  }
  count.words += in_word ? 1 : 0;
  return count;
}

}  // namespace broadsheet::text
