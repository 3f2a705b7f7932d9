// The plain text of a post, and what is found while it is written.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include "document/tree.h"

namespace broadsheet::writers {

struct PlainText {
  static constexpr std::size_t kNoDivider = std::numeric_limits<std::size_t>::max();

  std::string text;                     ///< a line feed between blocks; notes come last
  std::vector<std::uint32_t> headings;  ///< where the text of each entry of the outline begins
  std::string paragraphs;               ///< the first ones of running text, enough for an excerpt
  std::size_t divider = kNoDivider;     ///< where the author's end of the summary stands
};

[[nodiscard]] PlainText write_plain_text(const document::Tree& tree);

}  // namespace broadsheet::writers
