// The position of what is not there.
#pragma once

#include <cstddef>
#include <string_view>

namespace broadsheet::text {

/// What the searches of the standard's strings answer where there is nothing.
inline constexpr std::size_t kNotFound = std::string_view::npos;

}  // namespace broadsheet::text
