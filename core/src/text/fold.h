// Folding: when two spellings are the same term or word.
#pragma once

#include <string>
#include <string_view>

namespace broadsheet::text {

/// `text` without blanks at both ends: Unicode White_Space, the byte order mark and zero-width
/// space, which editors leave there unseen.
[[nodiscard]] std::string_view trim(std::string_view text);

/// Whether the character is White_Space (PropList.txt), a zero-width space or a byte order mark.
[[nodiscard]] bool is_blank(char32_t c);

/// Whether `text` ends, blanks aside, as sentences do: in a full stop, question or exclamation mark
/// or semicolon, Latin or Chinese. A colon does not end one.
[[nodiscard]] bool ends_sentence(std::string_view text);

/// The key under which spellings of one term are equal: trimmed, runs of blanks as one space, lower
/// case, full-width forms of ASCII as ASCII.
[[nodiscard]] std::string fold(std::string_view text);

}  // namespace broadsheet::text
