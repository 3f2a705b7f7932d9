// How wide text is where every character takes one column or two: terminals and mails of plain
// text.
#pragma once

#include <cstddef>
#include <string_view>

namespace broadsheet::text {

/// The columns of a character: two for those that are East Asian Wide or Fullwidth (UAX 11) and for
/// emoji, none for marks that stand on another and for what is not seen.
[[nodiscard]] std::size_t display_width(char32_t c);

/// The same of `text`, valid UTF-8 on one line.
[[nodiscard]] std::size_t display_width(std::string_view text);

/// A line that was taken off the front of a text.
struct FoldedLine {
  std::string_view line;  ///< without blanks at its ends
  std::string_view rest;
};

/// Takes a line of at most `columns` off `text`, valid UTF-8 without line feeds. Lines end at
/// blanks and between characters that are written without them, but never before punctuation that
/// closes or behind such that opens (W3C, Requirements for Chinese Text Layout, "Prohibition rules
/// for line start and line end"). What is longer than a line and has no such place, addresses
/// mostly, is a line of its own. Time grows with what is taken off.
[[nodiscard]] FoldedLine fold_line(std::string_view text, std::size_t columns);

}  // namespace broadsheet::text
