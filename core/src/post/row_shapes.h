// Which nodes of a tree are rows to programs, and of which kind.
#pragma once

#include <cstdint>

#include "broadsheet/tree.h"
#include "document/node.h"

namespace broadsheet {

/// What a node of the tree is in the rows.
enum class Shape : std::uint8_t {
  kNothing,   ///< not there, nor what it holds
  kFlat,      ///< what it holds stands in its place
  kHolder,    ///< a row with rows below it
  kVerbatim,  ///< a row with all its text
  kLone,      ///< a row with nothing below it
  kPiece,     ///< a part of a text
};

/// The shape of a node, and the kind of its row where it has one.
struct RowShape {
  Shape shape;
  NodeKind kind = NodeKind::kText;
};

[[nodiscard]] RowShape row_shape_of(const document::Node& node);

}  // namespace broadsheet
