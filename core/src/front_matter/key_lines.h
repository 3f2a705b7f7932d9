// Metadata without delimiters, as Pelican and MultiMarkdown have it: `Key: value` lines down to the
// first blank line.
#pragma once

#include <cstddef>
#include <string_view>

#include "front_matter/tree.h"

namespace broadsheet::front_matter {

/// How many bytes at the start of `text` are such lines; 0 if they are text. Careful, since nothing
/// but their look sets them off: the first key must be one that Broadsheet knows, each line a key
/// of letters, digits, `_` and `-` with a value, or indented and so part of the value above it.
[[nodiscard]] std::size_t key_lines_size(std::string_view text);

/// Reads such lines as a map of texts, without quotes. Tags, categories and authors are lists
/// divided at `,` or `;`; Pelican's names are changed to ours (`Summary` is a description,
/// `Modified` a lastmod, `Status: draft` a draft).
[[nodiscard]] Tree parse_key_lines(std::string_view block);

}  // namespace broadsheet::front_matter
