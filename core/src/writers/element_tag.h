// The tag of an element of the author's HTML.
#pragma once

#include "document/tree.h"
#include "html/start_tag.h"

namespace broadsheet::writers {

/// Its views are the tree's.
[[nodiscard]] html::StartTag tag_of(const document::Tree& tree, const document::Node& node);

}  // namespace broadsheet::writers
