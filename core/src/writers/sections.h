// The sections of a post: its text by the headings of the outline.
#pragma once

#include <vector>

#include "broadsheet/post.h"
#include "document/tree.h"
#include "writers/plain_text.h"

namespace broadsheet::writers {

/// From heading to heading; what stands before the first one is a section without an id.
[[nodiscard]] std::vector<Section> write_sections(const document::Tree& tree,
                                                  const PlainText& text);

}  // namespace broadsheet::writers
