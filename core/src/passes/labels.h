// The language of the few words that rendering adds.
#pragma once

#include "passes/passes.h"

namespace broadsheet::passes {

/// Chinese or English: by the post's language, or by the script of its body.
void choose_labels(const Context& context);

}  // namespace broadsheet::passes
