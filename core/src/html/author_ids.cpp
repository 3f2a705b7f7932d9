#include "html/author_ids.h"

namespace broadsheet::html {

std::string decoded_fragment(std::string_view fragment) {
  const auto digit = [](char c) {
    return c >= '0' && c <= '9'                     ? c - '0'
           : (c | 0x20) >= 'a' && (c | 0x20) <= 'f' ? (c | 0x20) - 'a' + 10
                                                    : -1;
  };
  std::string id;
  for (std::size_t at = 0; at < fragment.size(); ++at) {
    if (fragment[at] == '%' && at + 2 < fragment.size() && digit(fragment[at + 1]) >= 0 &&
        digit(fragment[at + 2]) >= 0) {
      id += static_cast<char>(digit(fragment[at + 1]) * 16 + digit(fragment[at + 2]));
      at += 2;
    } else {
      id += fragment[at];
    }
  }
  return id;
}

}  // namespace broadsheet::html
