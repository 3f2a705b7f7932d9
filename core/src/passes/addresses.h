// Where links and images lead, and whether they may.
#pragma once

#include "passes/passes.h"

namespace broadsheet::passes {

/// Resolves addresses, refuses those that could do harm, and tells which links are none.
void decide_addresses(const Context& context);

}  // namespace broadsheet::passes
