#include "sent/fill.h"

#include <cstddef>

#include "html/escape.h"

namespace broadsheet::sent {

void append_filled(text::Buffer& out, std::string_view pattern,
                   std::initializer_list<std::string_view> values) {
  for (std::size_t at = 0; (at = pattern.find('$')) != std::string_view::npos;) {
    out += pattern.substr(0, at);
    const std::string_view value = values.begin()[pattern[at + 2] - '0'];
    switch (pattern[at + 1]) {
      case 'e':
        html::append_escaped(out, value);
        break;
      case 'u':
        html::append_url(out, value);
        break;
      default:
        out += value;
    }
    pattern.remove_prefix(at + 3);
  }
  out += pattern;
}

}  // namespace broadsheet::sent
