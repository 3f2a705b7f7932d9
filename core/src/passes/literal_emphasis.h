// Asterisks that stand where bold text was meant.
#pragma once

#include "passes/passes.h"

namespace broadsheet::passes {

/// Reports each run of them.
void report_literal_emphasis(const Context& context);

}  // namespace broadsheet::passes
