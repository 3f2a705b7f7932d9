// Footnotes: where they stand, their numbers, and the references to them.
#pragma once

#include "passes/passes.h"

namespace broadsheet::passes {

/// Moves the notes behind the article, in the order of the source, wherever they are defined.
void gather_notes(const Context& context);

/// Numbers notes in the order of their first references, those without one last, gives them ids,
/// and reports references to notes that there are not.
void number_notes(const Context& context);

/// Reports notes whose labels are taken: nothing can refer to them.
void report_duplicate_notes(const Context& context);
/// Reports notes without a reference.
void report_unused_notes(const Context& context);

}  // namespace broadsheet::passes
