// Which script a text is written in.
#pragma once

#include <string_view>

namespace broadsheet::text {

/// Whether `text`, valid UTF-8, is Chinese, Japanese or Korean: one East Asian character for every
/// 32 letters of ASCII, at least. (Of 1,569 real posts the English ones have one for 500 at most,
/// the Chinese ones, code and addresses included, one for 8 at least.)
[[nodiscard]] bool is_cjk(std::string_view text);

/// Whether `text`, valid UTF-8, has a character from U+3000 on.
[[nodiscard]] bool reaches_u3000(std::string_view text);

/// Whether a line break between two characters is no blank (CSS Text 3, "Segment Break
/// Transformation Rules"): both are Chinese or Japanese, full-width punctuation included, or one is
/// and the other is punctuation that Chinese shares with other scripts (`“`, `—`, `…`). Hangul has
/// blanks between its words.
[[nodiscard]] bool joins_lines(char32_t before, char32_t behind);

}  // namespace broadsheet::text
