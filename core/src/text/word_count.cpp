#include "text/word_count.h"

#include <array>
#include <cstddef>

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
