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

/// What the first byte of a character tells about it.
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
                  : byte < 0x80                  ? Class::kOther
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

/// Counts in the ASCII that 16 bytes begin with and returns how many bytes that is. Without a
/// branch for each word, which is what costs the time. Whether a word is open behind a byte is a
/// carry: word characters generate it, all but blanks pass it on; an adder tells all at once.
std::uint32_t count_ascii(const char* at, WordCount& count, bool& in_word) {
  const v128_t block = wasm_v128_load(at);
  const std::uint32_t size =
      static_cast<std::uint32_t>(std::countr_zero(wasm_i8x16_bitmask(block) | 1U << kBlock));
  const v128_t letters = between(wasm_v128_or(block, wasm_u8x16_splat(0x20)), 'a', 'z');
  const v128_t digits = between(block, '0', '9');
  const v128_t lines = wasm_i8x16_eq(block, wasm_u8x16_splat('_'));
  const std::uint32_t mask = (1U << size) - 1;
  const std::uint32_t word =
      wasm_i8x16_bitmask(wasm_v128_or(wasm_v128_or(letters, digits), lines)) & mask;
  const std::uint32_t pass = ~wasm_i8x16_bitmask(between(block, 0, ' ')) & mask;
  const std::uint32_t sum = word + pass + (in_word ? 1U : 0U);
  const std::uint32_t open_before = sum ^ word ^ pass;
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
    if (at + kBlock <= text.size()) {
      if (const std::uint32_t ascii = count_ascii(text.data() + at, count, in_word); ascii > 0) {
        at += ascii;
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
