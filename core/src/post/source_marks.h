// The marks of Markdown around what the parser tells of: of lines, of spans and of blocks.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "broadsheet/tree.h"

namespace broadsheet {

/// Widens rows, which begin and finish with their texts, by the marks that stand around these in
/// `source`, what was parsed. What is not found is no part of a row.
class SourceMarks {
 public:
  explicit SourceMarks(std::string_view source) : source_(source) {}

  /// A zero byte behind the end.
  [[nodiscard]] char char_at(std::uint32_t at) const {
    return at < source_.size() ? source_[at] : '\0';
  }
  [[nodiscard]] std::uint32_t line_begin(std::uint32_t at) const;
  /// Without the blanks before it.
  [[nodiscard]] std::uint32_t line_end(std::uint32_t at) const;

  /// The run of `marks` on either side, `most` at most, blanks between. False where none are.
  [[nodiscard]] bool place_span(TreeNode& row, std::string_view marks, std::size_t most) const;
  /// `[label](address "title")`, `[label][reference]`, `[label]`, `<address>`, or the address
  /// alone.
  void place_link(TreeNode& row) const;
  void place_heading(TreeNode& row) const;
  void place_quote(TreeNode& row) const;
  /// Back over `[x] ` and the marker, `- ` or `1. `.
  void place_item(TreeNode& row) const;
  /// With the fences around it.
  void place_code(TreeNode& row) const;

 private:
  [[nodiscard]] std::uint32_t behind_parentheses(std::uint32_t open) const;

  std::string_view source_;
};

}  // namespace broadsheet
