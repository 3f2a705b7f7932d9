// Folding for search: when two spellings of a word are found by one another.
#pragma once

#include <cstddef>
#include <cstdint>

namespace broadsheet::text {

/// What one character is in words.
enum class SearchClass : std::uint8_t {
  kNone,     ///< divides words
  kIgnored,  ///< is passed over as if it were not there: accents on their own, invisible characters
  kLetter,   ///< of a script that is written with blanks between words
  kDigit,
  kCjk,  ///< Han, Kana, Bopomofo or Hangul, written or inflected without blanks
};

inline constexpr std::size_t kMaxFolded = 4;

/// One character, folded. Folding may change the class: U+2460 (a one in a circle) is a digit.
struct FoldedCharacter {
  char32_t letters[kMaxFolded];
  std::uint8_t count;  ///< 0 for kNone and kIgnored
  SearchClass kind;    ///< of all letters
};

/// Folds width, case and presentation forms (NFKC and simple lower case, for the blocks listed in
/// scripts/generate-search-fold.mjs), and takes accents and strokes off Latin letters. `c` is a
/// Unicode scalar value.
[[nodiscard]] FoldedCharacter fold_for_search(char32_t c);

/// Whether `c`, a half-width Kana mark or a combining one, voices the Kana `before` it; then
/// `before` becomes the voiced letter.
[[nodiscard]] bool voice_kana(char32_t c, char32_t& before);

}  // namespace broadsheet::text
