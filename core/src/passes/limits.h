// What the parser has left unread.
#pragma once

#include "passes/passes.h"

namespace broadsheet::passes {

/// Reports the limits that were met.
void report_limits(const Context& context);

}  // namespace broadsheet::passes
