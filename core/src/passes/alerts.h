// GitHub's alerts: block quotes whose first line is [!NOTE], [!TIP] and so on.
#pragma once

#include "passes/passes.h"

namespace broadsheet::passes {

/// Makes alerts of such quotes, unless they stand in other blocks.
void make_alerts(const Context& context);

}  // namespace broadsheet::passes
