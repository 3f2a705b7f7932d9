#include "front_matter/file_name.h"

#include <algorithm>

#include "front_matter/date.h"
#include "text/fold.h"

namespace broadsheet::front_matter {
namespace {

std::string_view last_segment(std::string_view path) {
  const std::size_t slash = path.rfind('/');
  return slash == std::string_view::npos ? path : path.substr(slash + 1);
}

std::string words_of(std::string_view name) {
  std::string words(name);
  std::replace_if(
      words.begin(), words.end(), [](char c) { return c == '-' || c == '_'; }, ' ');
  words = std::string(text::trim(words));
  if (!words.empty() && words[0] >= 'a' && words[0] <= 'z') {
    words[0] = static_cast<char>(words[0] - 'a' + 'A');
  }
  return words;
}

}  // namespace

FileName read_file_name(std::string_view path) {
  constexpr std::size_t kDateSize = 10;  // 2016-05-26
  FileName result;
  std::string_view name = last_segment(path);
  name = name.substr(0, name.rfind('.'));
  if ((name == "index" || name == "_index") && path.find('/') != std::string_view::npos) {
    name = last_segment(path.substr(0, path.rfind('/')));
  }
  // `2020-02` is a month; its first day stands for it.
  constexpr std::size_t kMonthSize = 7;
  if (name.size() == kMonthSize && name[4] == '-') {
    if (const std::optional<Date> date = parse_date(std::string(name) + "-01")) {
      result.date = date->iso();
      result.title = name;
      return result;
    }
  }
  const bool whole = name.size() == kDateSize;
  if (name.size() >= kDateSize && name[4] == '-' && (whole || name[kDateSize] == '-')) {
    if (const std::optional<Date> date = parse_date(name.substr(0, kDateSize))) {
      result.date = date->iso();
      if (whole) {
        result.title = name;
        return result;
      }
      name = name.substr(kDateSize + 1);
      result.slug = std::string(name);
    }
  }
  for (const std::size_t size : {kDateSize, kDateSize - 2}) {
    const std::size_t at = name.size() - size;
    if (name.size() > size && (name[at - 1] == '-' || name[at - 1] == '_')) {
      if (const std::optional<Date> date = parse_date(name.substr(at))) {
        result.date_at_end = date->iso();
        break;
      }
    }
  }
  result.title = words_of(name);
  return result;
}

}  // namespace broadsheet::front_matter
