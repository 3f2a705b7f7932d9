// Paragraphs that are one thing: a figure, a formula, bold text.
#pragma once

#include "passes/passes.h"

namespace broadsheet::passes {

/// Tells figures, displayed formulas and bold-only paragraphs from others.
void shape_paragraphs(const Context& context);

}  // namespace broadsheet::passes
