// Attributes as they stand in a tag that is written: ` name="value"`, one behind the other.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "text/buffer.h"

namespace broadsheet::html {

/// The value of the attribute of this name, as it is written; empty for one without. Nothing if
/// there is no such attribute.
[[nodiscard]] std::optional<std::string_view> attribute_in(std::string_view attributes,
                                                           std::string_view name);

/// Appends those attributes at the beginning of `added` whose names are not among `present`: of two
/// of one name the first counts, and HTML allows but one. Returns the bytes that were read: what
/// follows is no attribute. Neither may point into `out`.
std::size_t append_missing(text::Buffer& out, std::string_view added, std::string_view present);

}  // namespace broadsheet::html
