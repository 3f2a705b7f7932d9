// Syntax that is off unless it is asked for.
#pragma once

#include "passes/passes.h"

namespace broadsheet::passes {

/// Reads what Policy::syntax has of containers, marks, links to pages, attributes and contents.
/// Before notes are gathered: nodes are written anew.
void read_syntax(const Context& context);

}  // namespace broadsheet::passes
