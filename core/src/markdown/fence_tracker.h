// Follows fenced code and raw HTML that ends at a text of its own, line by line, without a parser.
#pragma once

#include <cstddef>
#include <string_view>

namespace broadsheet::markdown {

class FenceTracker {
 public:
  /// Whether `line`, the next one, without its line end, belongs to fenced code, its fences
  /// included, or to several lines of a comment, `<pre>`, `<script>` and the like.
  bool holds(std::string_view line);

  /// Whether code or raw HTML is open.
  [[nodiscard]] bool is_open() const { return fence_ != '\0' || !html_end_.empty(); }

 private:
  char fence_ = '\0';
  std::size_t length_ = 0;
  std::string_view html_end_;  ///< what ends the open raw HTML
};

}  // namespace broadsheet::markdown
