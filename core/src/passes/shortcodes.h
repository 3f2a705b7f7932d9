// What shortcodes mean.
#pragma once

#include "passes/passes.h"

namespace broadsheet::passes {

/// Makes links, figures and code of shortcodes, and reports those without a meaning here.
void write_shortcodes(const Context& context);

}  // namespace broadsheet::passes
