// Ids that authors give elements, and links to them.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace broadsheet::html {

/// What an id that an author chose is written with, so that it can neither be a heading's nor a
/// name that a page's script looks for.
inline constexpr std::string_view kAuthorIdPrefix = "user-";

/// Longer ids are none: nobody writes them, and links repeat them.
inline constexpr std::size_t kMaxAuthorIdBytes = 128;

/// A link's fragment with its percent-encoded bytes decoded (URL Standard, "percent-decode").
[[nodiscard]] std::string decoded_fragment(std::string_view fragment);

}  // namespace broadsheet::html
