#include "text/word_count.h"

#include <cstddef>

#include "bytes/word_scan.h"
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

}  // namespace

std::uint32_t WordCount::minutes() const {
  constexpr std::uint64_t kIdeographsPerMinute = 500;
  constexpr std::uint64_t kWordsPerMinute = 213;
  constexpr std::uint64_t kScale = kIdeographsPerMinute * kWordsPerMinute;
  const std::uint64_t scaled = ideographs * kWordsPerMinute + words * kIdeographsPerMinute;
  return static_cast<std::uint32_t>((scaled + kScale - 1) / kScale);
}

WordCount count_words(std::string_view text) {
  WordTally tally;
  std::size_t at = 0;
  for (;;) {
    at = kComparesBlocks ? vectors::count_words(text, at, tally)
                         : scalar::count_words(text, at, tally);
    if (at == text.size()) {
      break;
    }
    const char32_t c = utf8::next(text, at);
    if (unicode::is_ideographic(c)) {
      tally.end_word();
      ++tally.ideographs;
    } else if (divides_words(c)) {
      tally.end_word();
    } else {
      tally.in_word = tally.in_word || unicode::is_word(c);
    }
  }
  tally.end_word();
  return {tally.ideographs, tally.words};
}

}  // namespace broadsheet::text
