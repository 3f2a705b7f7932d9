// What a list shows of a post without a description.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "writers/plain_text.h"

namespace broadsheet::writers {

/// About three lines of a list.
inline constexpr std::size_t kMaxExcerptCharacters = 200;

/// The text before the author's divider, the first paragraphs, or the first text: on one line, cut
/// at kMaxExcerptCharacters with an ellipsis.
[[nodiscard]] std::string write_excerpt(const PlainText& text);

/// `text` in the same way.
[[nodiscard]] std::string excerpt_of(std::string_view text);

}  // namespace broadsheet::writers
