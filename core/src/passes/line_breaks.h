// Line breaks of the source that no reader should see.
#pragma once

#include "passes/passes.h"

namespace broadsheet::passes {

/// Takes out the line breaks between two Chinese or Japanese characters, where a browser would show
/// a blank: those of Markdown, and those of the author's HTML. Code stays.
void join_lines(const Context& context);

}  // namespace broadsheet::passes
