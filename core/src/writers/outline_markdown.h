// The outline of a post as Markdown: a list of links to its sections.
#pragma once

#include <string>

#include "document/tree.h"

namespace broadsheet::writers {

/// One item a heading, nested as the levels are, the first one's being the shallowest that occurs.
[[nodiscard]] std::string write_outline_markdown(const document::Tree& tree);

}  // namespace broadsheet::writers
