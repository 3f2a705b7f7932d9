// What images show where they are not seen.
#pragma once

#include "passes/passes.h"

namespace broadsheet::passes {

/// Writes the plain texts of images' labels into their targets.
void write_image_labels(const Context& context);

}  // namespace broadsheet::passes
