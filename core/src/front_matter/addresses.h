// Addresses in front matter: those that HTML would not follow are left out there, too.
#pragma once

#include <cstddef>
#include <string_view>

#include "diagnostics/reporter.h"
#include "front_matter/tree.h"

namespace broadsheet::front_matter {

/// The target if `text` is one Markdown link or image: [shown](target), ![shown](target). Else the
/// text itself.
[[nodiscard]] std::string_view markdown_target(std::string_view text);

/// Takes out of the map `root`, with a diagnostic each, addresses whose schemes HTML would not let
/// through (html/url.h). What an address is tells its key, known to Broadsheet or not: `cover`,
/// `authorLink`, `featured_image`, `canonicalURL`; below such a key, all but texts for readers.
/// Whoever takes one from the metadata may follow it as it is.
void leave_out_addresses(Node& root, std::size_t block_offset, Reporter& reporter);

}  // namespace broadsheet::front_matter
