#include "catalog/date_bound.h"

#include <string>

#include "front_matter/date.h"
#include "text/fold.h"

namespace broadsheet::catalog {

std::optional<DayNumber> parse_bound(std::string_view text, Bound bound) {
  const std::string_view trimmed = text::trim(text);
  // Completing the text keeps one reader of dates.
  std::string whole(trimmed);
  const bool last = bound == Bound::kLast;
  bool whole_month = false;
  if (trimmed.size() == 4) {
    whole += last ? "-12-31" : "-01-01";
  } else if (trimmed.size() == 6 || trimmed.size() == 7) {
    whole += trimmed.substr(4, 1);
    whole += "1";
    whole_month = true;
  }
  const std::optional<Date> date = parse_date(whole);
  if (!date) {
    return std::nullopt;
  }
  const std::uint32_t day =
      whole_month && last ? days_in_month(date->year, date->month) : date->day;
  return day_number(date->year, date->month, day);
}

DayNumber day_before(DayNumber day) {
  constexpr DayNumber kYear = 10'000;
  constexpr DayNumber kMonth = 100;
  if (day % kMonth > 1) {
    return day - 1;
  }
  // 0131 is the last day that has no month before it in its year: from the first of February on
  // there is one.
  const DayNumber year = day % kYear > 131 ? day / kYear : day / kYear - 1;
  const DayNumber month = day % kYear > 131 ? day % kYear / kMonth - 1 : 12;
  const auto number = static_cast<std::uint32_t>(month);
  return day_number(year, number, days_in_month(year, number));
}

}  // namespace broadsheet::catalog
