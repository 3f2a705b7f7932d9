#include "front_matter/issue_number.h"

#include <cstddef>
#include <string>

#include "text/fold.h"

namespace broadsheet::front_matter {
namespace {

constexpr std::size_t kMaxDigits = 6;

/// Digits that no further digit follows.
std::optional<std::int64_t> digits_at(std::string_view text, std::size_t& at) {
  std::int64_t value = 0;
  const std::size_t begin = at;
  for (; at < text.size() && text[at] >= '0' && text[at] <= '9'; ++at) {
    if (at - begin == kMaxDigits) {
      return std::nullopt;
    }
    value = value * 10 + (text[at] - '0');
  }
  return at == begin ? std::nullopt : std::optional(value);
}

/// 十二, 二十, 一百零三, 一二三.
std::optional<std::int64_t> numeral_at(std::string_view text, std::size_t& at) {
  constexpr std::string_view kDigits = "零一二三四五六七八九";
  constexpr std::size_t kBytes = 3;  // of each of these characters
  std::int64_t total = 0;
  std::int64_t digit = -1;
  const std::size_t begin = at;
  for (; at + kBytes <= text.size() && at - begin < kMaxDigits * kBytes; at += kBytes) {
    const std::string_view c = text.substr(at, kBytes);
    const std::size_t found = c == "〇" ? 0 : kDigits.find(c);
    if (found != std::string_view::npos && found % kBytes == 0) {
      digit = (digit < 0 ? 0 : digit * 10) + static_cast<std::int64_t>(found / kBytes);
      continue;
    }
    const std::int64_t unit = c == "十" ? 10 : c == "百" ? 100 : c == "千" ? 1000 : 0;
    if (unit == 0) {
      break;
    }
    total += (digit < 0 ? 1 : digit) * unit;
    digit = 0;
  }
  return at == begin ? std::nullopt : std::optional(total + (digit < 0 ? 0 : digit));
}

void skip_any(std::string_view text, std::size_t& at, std::string_view characters) {
  while (at < text.size() && characters.find(text[at]) != std::string_view::npos) {
    ++at;
  }
}

/// `第 12 期` from behind its first character on.
std::optional<std::int64_t> chinese(std::string_view text, std::size_t at) {
  skip_any(text, at, " ");
  std::optional<std::int64_t> number = digits_at(text, at);
  number = number ? number : numeral_at(text, at);
  skip_any(text, at, " ");
  const std::string_view measure = text.substr(at, 3);
  return measure == "期" || measure == "刊" ? number : std::nullopt;
}

bool is_letter(char c) {
  return c >= 'a' && c <= 'z';
}

}  // namespace

std::optional<std::int64_t> find_issue_number(std::string_view text) {
  constexpr std::string_view kOrdinal = "第";
  const std::string folded = text::fold(text);
  const std::string_view line = folded;
  for (std::size_t at = line.find(kOrdinal); at != std::string_view::npos;
       at = line.find(kOrdinal, at + 1)) {
    if (const auto number = chinese(line, at + kOrdinal.size())) {
      return number;
    }
  }
  for (const std::string_view word : {"issue", "volume", "vol"}) {
    for (std::size_t at = line.find(word); at != std::string_view::npos;
         at = line.find(word, at + 1)) {
      std::size_t number_at = at + word.size();
      skip_any(line, number_at, " #.-_:");
      const bool alone = at == 0 || !is_letter(line[at - 1]);
      if (const auto number = alone ? digits_at(line, number_at) : std::nullopt) {
        return number;
      }
    }
  }
  return std::nullopt;
}

}  // namespace broadsheet::front_matter
