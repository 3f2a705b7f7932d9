// Containers and marked text: nodes that hold what the parser has left side by side.
#pragma once

#include <cstddef>

#include "passes/passes.h"

namespace broadsheet::passes {

/// Containers within more are text.
inline constexpr std::size_t kMaxContainerDepth = 100;

/// Writes the tree anew with an element for each container and each `==marked==` text.
void write_syntax_blocks(const Context& context);

}  // namespace broadsheet::passes
