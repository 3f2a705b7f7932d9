#include "front_matter/date.h"

#include <array>

#include "text/fold.h"

namespace broadsheet {
namespace {

class Cursor {
 public:
  explicit Cursor(std::string_view text) : rest_(text) {}

  [[nodiscard]] bool done() const { return rest_.empty(); }
  [[nodiscard]] char peek() const { return rest_.empty() ? '\0' : rest_.front(); }

  bool skip(std::string_view expected) {
    if (rest_.substr(0, expected.size()) != expected) {
      return false;
    }
    rest_.remove_prefix(expected.size());
    return true;
  }

  bool skip_blanks() {
    const std::size_t before = rest_.size();
    // Dates copied from web pages have no-break blanks.
    while (skip(" ") || skip("\t") || skip("\xC2\xA0")) {
    }
    return rest_.size() != before;
  }

  /// `least` to `most` digits that no further digit follows.
  std::optional<std::uint32_t> number(std::size_t least, std::size_t most) {
    std::size_t size = 0;
    std::uint32_t value = 0;
    // One digit more than wanted is read, to see that the number does not go on.
    while (size < rest_.size() && size <= most && rest_[size] >= '0' && rest_[size] <= '9') {
      value = value * 10 + static_cast<std::uint32_t>(rest_[size] - '0');
      ++size;
    }
    if (size < least || size > most) {
      return std::nullopt;
    }
    rest_.remove_prefix(size);
    return value;
  }

  std::string_view digits() {
    std::size_t size = 0;
    while (size < rest_.size() && rest_[size] >= '0' && rest_[size] <= '9') {
      ++size;
    }
    const std::string_view found = rest_.substr(0, size);
    rest_.remove_prefix(size);
    return found;
  }

  std::string_view letters() {
    std::size_t size = 0;
    while (size < rest_.size() && (rest_[size] | 0x20) >= 'a' && (rest_[size] | 0x20) <= 'z') {
      ++size;
    }
    const std::string_view found = rest_.substr(0, size);
    rest_.remove_prefix(size);
    return found;
  }

 private:
  std::string_view rest_;
};

/// 1 to 12 for an English month name or its first three letters.
std::optional<std::uint32_t> month_of(std::string_view name) {
  constexpr std::array<std::string_view, 12> kNames = {
      "january", "february", "march",     "april",   "may",      "june",
      "july",    "august",   "september", "october", "november", "december"};
  const std::string folded = text::fold(name);
  for (std::size_t i = 0; i < kNames.size(); ++i) {
    // Four letters are usual for September alone, the only month with an abbreviation of two
    // lengths.
    if (folded == kNames[i] || folded == kNames[i].substr(0, 3) || (i == 8 && folded == "sept")) {
      return static_cast<std::uint32_t>(i + 1);
    }
  }
  return std::nullopt;
}

bool is_weekday(std::string_view name) {
  constexpr std::array<std::string_view, 7> kNames = {"monday", "tuesday",  "wednesday", "thursday",
                                                      "friday", "saturday", "sunday"};
  const std::string folded = text::fold(name);
  for (const std::string_view day : kNames) {
    if (folded == day || folded == day.substr(0, 3)) {
      return true;
    }
  }
  return false;
}

bool set(std::uint32_t& field, std::optional<std::uint32_t> value) {
  if (value) {
    field = *value;
  }
  return value.has_value();
}

bool set_year(Date& date, std::optional<std::uint32_t> value) {
  if (value) {
    date.year = static_cast<std::int32_t>(*value);
  }
  return value.has_value();
}

/// 2021-01-2, 2022/11/07, 2016.5.26, 2016年5月26日, 20160526
bool read_numeric_day(Cursor& in, Date& date) {
  Cursor compact = in;
  // ISO 8601, basic format.
  if (const auto all = compact.number(8, 8)) {
    date.year = static_cast<std::int32_t>(*all / 10000);
    date.month = *all / 100 % 100;
    date.day = *all % 100;
    in = compact;
    return true;
  }
  if (!set_year(date, in.number(4, 4))) {
    return false;
  }
  for (const std::string_view separator : {"-", "/", "."}) {
    if (in.skip(separator)) {
      return set(date.month, in.number(1, 2)) && in.skip(separator) &&
             set(date.day, in.number(1, 2));
    }
  }
  return in.skip("年") && set(date.month, in.number(1, 2)) && in.skip("月") &&
         set(date.day, in.number(1, 2)) && in.skip("日");
}

/// May 26, 2016; 26 May 2016; Thu, 26 May 2016
bool read_named_day(Cursor& in, Date& date) {
  Cursor ahead = in;
  // It is not checked against the date, which says more.
  if (is_weekday(ahead.letters())) {
    ahead.skip(",");
    ahead.skip_blanks();
    in = ahead;
  }
  const bool day_first = in.peek() >= '0' && in.peek() <= '9';
  if (day_first && !(set(date.day, in.number(1, 2)) && (in.skip_blanks() || in.skip("-")))) {
    return false;
  }
  if (!set(date.month, month_of(in.letters()))) {
    return false;
  }
  in.skip(".");
  in.skip("-");
  in.skip_blanks();
  if (!day_first && !set(date.day, in.number(1, 2))) {
    return false;
  }
  in.skip(",");
  in.skip_blanks();
  return set_year(date, in.number(4, 4));
}

bool read_time(Cursor& in, Date& date) {
  if (!set(date.hour, in.number(1, 2)) || !in.skip(":") || !set(date.minute, in.number(1, 2))) {
    return false;
  }
  date.has_time = true;
  if (in.skip(":")) {
    if (!set(date.second, in.number(1, 2))) {
      return false;
    }
    if (in.skip(".") || in.skip(",")) {
      date.fraction = in.digits();
      return !date.fraction.empty();
    }
  }
  return true;
}

bool read_offset(Cursor& in, Date& date) {
  if (in.skip("Z") || in.skip("z")) {
    date.utc_letter = true;
    date.offset_minutes = 0;
    return true;
  }
  if (in.skip("UTC") || in.skip("GMT")) {
    date.utc_letter = true;
    date.offset_minutes = 0;
    return true;
  }
  const bool negative = in.peek() == '-';
  if (!in.skip("+") && !in.skip("-")) {
    return false;
  }
  std::uint32_t hours = 0;
  std::uint32_t minutes = 0;
  Cursor compact = in;
  if (const auto all = compact.number(4, 4)) {
    hours = *all / 100;
    minutes = *all % 100;
    in = compact;
  } else if (!set(hours, in.number(1, 2)) || (in.skip(":") && !set(minutes, in.number(2, 2)))) {
    return false;
  }
  // No zone is farther from UTC than 14 hours; ISO's and Java's readers stop at 18.
  if (hours > 18 || minutes > 59) {
    return false;
  }
  const auto total = static_cast<std::int32_t>(hours * 60 + minutes);
  date.offset_minutes = negative ? -total : total;
  // Go prints times as "+0000 UTC", Ruby as "+0800 CST": the number counts, the name does not.
  in.skip_blanks();
  in.letters();
  return true;
}

void append_padded(std::string& out, std::uint32_t value, std::size_t width) {
  std::string digits = std::to_string(value);
  out.append(width > digits.size() ? width - digits.size() : 0, '0');
  out += digits;
}

/// Days since 1970-01-01 (Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms").
std::int64_t days_from_civil(std::int64_t year, std::int64_t month, std::int64_t day) {
  year -= month <= 2 ? 1 : 0;
  const std::int64_t era = year / 400;
  const std::int64_t year_of_era = year - era * 400;
  const std::int64_t day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
  const std::int64_t day_of_era =
      year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
  return era * 146097 + day_of_era - 719468;
}

}  // namespace

std::uint32_t days_in_month(std::int32_t year, std::uint32_t month) {
  if (month == 2) {
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28;
  }
  return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
}

std::string Date::iso() const {
  std::string out;
  append_padded(out, static_cast<std::uint32_t>(year), 4);
  out += '-';
  append_padded(out, month, 2);
  out += '-';
  append_padded(out, day, 2);
  if (!has_time) {
    return out;
  }
  out += 'T';
  append_padded(out, hour, 2);
  out += ':';
  append_padded(out, minute, 2);
  out += ':';
  append_padded(out, second, 2);
  if (!fraction.empty()) {
    out += '.';
    out += fraction;
  }
  if (utc_letter) {
    out += 'Z';
  } else if (offset_minutes) {
    const std::int32_t minutes = *offset_minutes;
    out += minutes < 0 ? '-' : '+';
    append_padded(out, static_cast<std::uint32_t>(minutes < 0 ? -minutes : minutes) / 60, 2);
    out += ':';
    append_padded(out, static_cast<std::uint32_t>(minutes < 0 ? -minutes : minutes) % 60, 2);
  }
  return out;
}

std::int64_t Date::instant() const {
  const std::int64_t days = days_from_civil(year, month, day);
  const std::int64_t minutes =
      std::int64_t{hour} * 60 + std::int64_t{minute} - offset_minutes.value_or(0);
  std::int64_t milliseconds = 0;
  // What a clock of JavaScript can hold; more digits are kept in the text.
  for (std::size_t i = 0; i < 3; ++i) {
    milliseconds = milliseconds * 10 + (i < fraction.size() ? fraction[i] - '0' : 0);
  }
  return ((days * 1440 + minutes) * 60 + second) * 1000 + milliseconds;
}

std::optional<Date> BROADSHEET_ABI_NAMESPACE::parse_date(std::string_view text) {
  Cursor in(text::trim(text));
  Date date;
  Cursor numeric = in;
  if (read_numeric_day(numeric, date)) {
    in = numeric;
  } else if (date = Date{}; !read_named_day(in, date)) {
    return std::nullopt;
  }
  if (!in.done()) {
    const bool separated = in.skip("T") || in.skip("t") || in.skip(",");
    if (!(in.skip_blanks() || separated) || !read_time(in, date)) {
      return std::nullopt;
    }
    in.skip_blanks();
    if (!in.done() && !read_offset(in, date)) {
      return std::nullopt;
    }
  }
  // A year of fewer digits is a mistake; a second 60 is a leap second (RFC 3339, 5.7).
  const bool exists = date.year >= 1000 && date.month >= 1 && date.month <= 12 && date.day >= 1 &&
                      date.day <= days_in_month(date.year, date.month) && date.hour <= 23 &&
                      date.minute <= 59 && date.second <= 60;
  return in.done() && exists ? std::optional(std::move(date)) : std::nullopt;
}

}  // namespace broadsheet
