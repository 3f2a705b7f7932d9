// A tree as programs see it: without what only the writers need.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "broadsheet/tree.h"
#include "document/tree.h"

namespace broadsheet {

/// What a row is besides what it tells.
struct RowOrigin {
  std::uint32_t node = 0;  ///< in the tree
  std::string_view text;
  /// Where its first and last piece of text stand in what was parsed; kNoPlace: none do.
  std::uint32_t text_begin = TreeNode::kNoPlace;
  std::uint32_t text_end = TreeNode::kNoPlace;
  /// Of an element its start tag, of code the rest of its info string, once somebody has asked for
  /// it.
  std::string_view made = {};
};

struct TreeRows {
  std::vector<TreeNode> rows;
  std::vector<RowOrigin> origins;  ///< of each row
};

/// Reads `tree`, all decisions on which have been taken. Texts that are made of pieces are kept in
/// its arena. The rows have no places yet.
[[nodiscard]] TreeRows read_rows(document::Tree& tree);

/// One row below the root that holds `body`, which was not parsed, as code.
[[nodiscard]] TreeRows plain_rows(std::string_view body);

/// Gives each row its place in the source.
void place_rows(const document::Tree& tree, TreeRows& rows);

}  // namespace broadsheet
