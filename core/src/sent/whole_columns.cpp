#include "sent/whole_columns.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string_view>

#include "text/display_width.h"

namespace broadsheet::sent {
namespace {

using document::Kind;
using document::Node;

// In CSS pixels: the text of a mail on a phone of 360, a character of a cell, its edges, and what
// is left to a column whose words break.
constexpr std::size_t kPhone = 320;
constexpr std::size_t kCharacter = 8;
constexpr std::size_t kEdges = 21;
constexpr std::size_t kBroken = kEdges + 6 * kCharacter;

/// More do not fit on a phone, whatever is in them.
constexpr std::size_t kMostColumns = kPhone / kEdges;

struct Columns {
  std::size_t count = 0;
  std::array<std::size_t, kMostColumns> longest = {};  ///< word of each, in characters
};

/// The longest piece that cannot go on in another line.
std::size_t longest_word(std::string_view text) {
  std::size_t longest = 0;
  while (!text.empty()) {
    const text::FoldedLine folded = text::fold_line(text, 1);
    longest = std::max(longest, text::display_width(folded.line));
    text = folded.rest;
  }
  return longest;
}

/// No columns if there are too many.
Columns columns_of(const std::vector<Node>& nodes, std::uint32_t table) {
  Columns columns;
  std::size_t column = 0;  // behind the one that is read
  for (std::uint32_t at = table + 1; at < nodes[table].end; ++at) {
    const Node& node = nodes[at];
    if (node.kind == Kind::kTableRow) {
      column = 0;
    } else if (node.kind == Kind::kHeaderCell || node.kind == Kind::kCell) {
      if (++column > kMostColumns) {
        return {};
      }
      columns.count = std::max(columns.count, column);
    } else if (node.kind == Kind::kText && column > 0 &&
               (node.flags & document::flag::kNoHtml) == 0) {
      std::size_t& longest = columns.longest[column - 1];
      longest = std::max(longest, longest_word(node.view()));
    }
  }
  return columns;
}

}  // namespace

std::uint32_t whole_columns(const std::vector<Node>& nodes, std::uint32_t table) {
  const Columns columns = columns_of(nodes, table);
  std::uint32_t tried = 0;
  std::uint32_t fitting = 0;
  std::size_t taken = columns.count * kBroken;
  for (std::size_t times = 0; times < columns.count; ++times) {
    std::size_t narrowest = kMostColumns;
    for (std::size_t at = 0; at < columns.count; ++at) {
      const bool is_tried = (tried >> at & 1U) != 0;
      if (!is_tried &&
          (narrowest == kMostColumns || columns.longest[at] < columns.longest[narrowest])) {
        narrowest = at;
      }
    }
    tried |= 1U << narrowest;
    taken += kEdges + columns.longest[narrowest] * kCharacter;
    taken -= kBroken;
    if (taken <= kPhone) {
      fitting = tried;
    }
  }
  return fitting;
}

std::string_view words_of(std::uint32_t whole, std::uint32_t column) {
  if (whole == 0) {
    return {};
  }
  // The others would be left a single letter; six are what was reckoned with.
  return column < kMostColumns && (whole >> column & 1U) != 0 ? "word-break:normal"
                                                              : "min-width:48px";
}

}  // namespace broadsheet::sent
