// Properties of Unicode characters, from generated tables (Unicode 17.0.0).
#pragma once

#include <cstddef>
#include <cstdint>
#include <iterator>

namespace broadsheet::unicode {

/// Alphabetic, Mark, Decimal_Number or Connector_Punctuation: what GitHub keeps in heading ids
/// besides blanks and hyphens (npm package github-slugger).
[[nodiscard]] bool is_word(char32_t c);

/// A letter of the Han, Hiragana, Katakana or Bopomofo scripts: written without blanks between
/// words, so each counts as a word.
[[nodiscard]] bool is_ideographic(char32_t c);

/// The simple lower case mapping (UnicodeData.txt, field 13).
[[nodiscard]] char32_t to_lower(char32_t c);

}  // namespace broadsheet::unicode
