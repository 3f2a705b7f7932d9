// The order in which writers show what a tree has: notes, and the headings of a table of contents.
#pragma once

#include <cstdint>
#include <vector>

#include "document/tree.h"

namespace broadsheet::document {

/// In the order of their numbers, whatever order they are written in.
[[nodiscard]] std::vector<const Note*> notes_by_number(const Tree& tree);

/// The first heading from the node `from` on that a table of contents has, or nodes.size(). Those
/// in notes, which stand behind the article, are none.
[[nodiscard]] std::uint32_t next_in_contents(const Tree& tree, std::uint32_t from);

}  // namespace broadsheet::document
