/// Dates as people write them in front matter.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "broadsheet/export.h"

namespace broadsheet {
inline namespace BROADSHEET_ABI_NAMESPACE {

/// A calendar date with an optional time and offset, as written.
struct BROADSHEET_API Date {
  std::int32_t year = 0;  ///< 1000 to 9999
  std::uint32_t month = 0;
  std::uint32_t day = 0;
  bool has_time = false;
  std::uint32_t hour = 0;
  std::uint32_t minute = 0;
  std::uint32_t second = 0;
  std::string fraction;  ///< digits of the fraction of a second
  bool utc_letter = false;
  std::optional<std::int32_t> offset_minutes;

  /// ISO 8601: "2023-05-12", "2014-08-19T12:34:00", "2023-05-12T15:00:00.5+08:00". An offset of
  /// `-0000` becomes `+00:00`; ISO 8601 knows no negative zero.
  [[nodiscard]] std::string iso() const;

  /// Milliseconds since 1970-01-01T00:00Z; without an offset the time counts as UTC.
  [[nodiscard]] std::int64_t instant() const;
};

/// Reads a date: year, month and day with `-`, `/`, `.` or `年月日`, eight digits, or an English
/// month name; then, after `T` or blanks, hours and minutes with optional seconds and fraction;
/// then an offset (`Z`, `UTC`, `+08:00`, `-0000`, `+8`). Months, days and hours may have one digit.
/// Anything else, and days that do not exist, is no date.
[[nodiscard]] BROADSHEET_API std::optional<Date> parse_date(std::string_view text);

}  // namespace BROADSHEET_ABI_NAMESPACE
}  // namespace broadsheet
