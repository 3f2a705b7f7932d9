/// Counting as hosts do whose strings are made of 16-bit units.
#pragma once

#include <cstddef>
#include <string_view>

#include "broadsheet/export.h"

namespace broadsheet {
inline namespace BROADSHEET_ABI_NAMESPACE {

/// How many UTF-16 units `text`, valid UTF-8, has: of the text before an offset in bytes, the same
/// offset in JavaScript, Java, C# or Qt.
[[nodiscard]] BROADSHEET_API std::size_t utf16_size(std::string_view text) noexcept;

}  // namespace BROADSHEET_ABI_NAMESPACE
}  // namespace broadsheet
