// Words and reading time.
#pragma once

#include <cstdint>
#include <string_view>

namespace broadsheet::text {

struct WordCount {
  std::uint32_t ideographs = 0;
  std::uint32_t words = 0;

  [[nodiscard]] std::uint32_t total() const { return ideographs + words; }

  /// Rounded up; 500 ideographs or 213 words a minute (Hugo's figures, page.ReadingTime).
  [[nodiscard]] std::uint32_t minutes() const;
};

/// Counts in valid UTF-8. Han, Kana and Bopomofo count by character; a word is a run of other
/// characters without blanks and East Asian punctuation that holds a letter or digit.
[[nodiscard]] WordCount count_words(std::string_view text);

}  // namespace broadsheet::text
