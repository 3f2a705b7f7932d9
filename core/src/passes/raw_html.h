// Raw HTML: the elements that stay, in place of its source.
#pragma once

#include "passes/passes.h"

namespace broadsheet::passes {

/// Puts nodes in the place of raw HTML, by the policy: what passes the sanitizer, the source as
/// text, or the source as it is.
void place_raw_html(const Context& context);

}  // namespace broadsheet::passes
