// The bounds of a date range.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace broadsheet::catalog {

/// A calendar day as a number that sorts like it: 20200630.
using DayNumber = std::int32_t;

[[nodiscard]] constexpr DayNumber day_number(std::int32_t year, std::uint32_t month,
                                             std::uint32_t day) {
  return year * 10'000 + static_cast<DayNumber>(month * 100 + day);
}

enum class Bound : std::uint8_t { kFirst, kLast };

/// Reads "2020", "2020-06" or any full date; what is not said is the first or the last there is.
[[nodiscard]] std::optional<DayNumber> parse_bound(std::string_view text, Bound bound);

/// The day before. `day` is one that parse_bound() has given.
[[nodiscard]] DayNumber day_before(DayNumber day);

}  // namespace broadsheet::catalog
