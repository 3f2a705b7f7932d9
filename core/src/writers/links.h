// The links and images of a post.
#pragma once

#include <cstddef>
#include <vector>

#include "broadsheet/post.h"
#include "document/tree.h"

namespace broadsheet::writers {

/// More links, or images, are shown but not listed: each entry names its section, so that hostile
/// input could make the list much larger than itself.
inline constexpr std::size_t kMaxListed = 20'000;

/// Lists them in the order of the text, each with the section it stands in. A link has the text it
/// shows, or that of its images.
void list_links(const document::Tree& tree, std::vector<Link>& links, std::vector<Image>& images);

}  // namespace broadsheet::writers
