// Emphasis of nothing.
#pragma once

#include "passes/passes.h"

namespace broadsheet::passes {

/// Takes the tags off emphasis that shows nothing, because what it held was left out: a comment,
/// say.
void drop_empty_emphasis(const Context& context);

}  // namespace broadsheet::passes
