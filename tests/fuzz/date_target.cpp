#include <string>

#include "expect.h"
#include "front_matter/date.h"
#include "targets.h"
#include "text/utf8.h"

namespace broadsheet::fuzz {

void date(std::string_view input) {
  const auto date = parse_date(utf8::valid(input));
  if (!date) {
    return;
  }
  expect(date->year >= 1000 && date->year <= 9999 && date->month >= 1 && date->month <= 12 &&
             date->day >= 1 && date->day <= days_in_month(date->year, date->month),
         "a date is a day of the calendar", input);
  const std::string iso = date->iso();
  const auto again = parse_date(iso);
  expect(again && again->iso() == iso && again->instant() == date->instant(),
         "a written date reads the same", iso);
}

}  // namespace broadsheet::fuzz
