// The outline: headings, their ids, and paragraphs that are headings.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "passes/passes.h"

namespace broadsheet::passes {

/// More headings get neither id nor entry: an outline of that length serves nobody, and hostile
/// input could make it much larger than itself.
inline constexpr std::size_t kMaxHeadings = 10'000;

/// Longer ids are cut: each link and image names the section it stands in.
inline constexpr std::size_t kMaxIdBytes = 256;

/// More ids of authors are left out.
inline constexpr std::size_t kMaxAuthorIds = 20'000;

/// Gives headings and bold-only paragraphs ids and entries in the outline, and settles which of the
/// ids that authors chose stay. Links to these follow them.
void give_heading_ids(const Context& context);

/// A heading's id as GitHub makes it (npm package github-slugger 2.0.0): lower case, letters,
/// marks, decimal digits, connectors and hyphens kept, blanks as hyphens, all else dropped. Not
/// unique; cut at kMaxIdBytes.
[[nodiscard]] std::string slug(std::string_view text);

}  // namespace broadsheet::passes
