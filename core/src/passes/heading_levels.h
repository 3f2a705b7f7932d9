// Levels of headings without gaps, from h2 on.
#pragma once

#include "passes/passes.h"

namespace broadsheet::passes {

/// Gives each heading the level that its place in the outline has: the page's title is the only h1,
/// and a heading is at most one level deeper than the one it stands under.
void shift_heading_levels(const Context& context);

}  // namespace broadsheet::passes
