// Whether an element is closed later on, asked often and answered in linear time.
#pragma once

#include <array>
#include <cstddef>
#include <string_view>

#include "html/elements.h"
#include "html/tokenizer.h"

namespace broadsheet::html {

/// For questions whose positions rise: each element's end tags are searched for once.
class EndTags {
 public:
  /// `html` must outlive it.
  explicit EndTags(std::string_view html) : html_(html) {}

  /// Where the next end tag of `element` begins, at or behind `from`, or npos.
  [[nodiscard]] std::size_t next(Element element, std::size_t from) {
    std::size_t& known = next_[static_cast<std::size_t>(element)];
    if (known < from || known == 0) {
      known = find_end_tag(html_, name_of(element), from);
    }
    return known;
  }

 private:
  std::string_view html_;
  std::array<std::size_t, kElementCount> next_{};
};

}  // namespace broadsheet::html
