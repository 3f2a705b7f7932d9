// Where a body is code, or raw HTML that ends at a text of its own: by the parser's own rules.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "broadsheet/render.h"

namespace broadsheet::markdown {

struct VerbatimBlock {
  std::size_t begin;
  std::size_t end;
};

/// Fenced and indented code, and HTML blocks of the kinds 1 to 5 (CommonMark 4.6): comments, `pre`,
/// `script` and the like. In the order of the source. None, without a look at the blocks, where it
/// is plain that none of them holds a shortcode or a Liquid tag. Throws nothing but std::bad_alloc.
[[nodiscard]] std::vector<VerbatimBlock> verbatim_blocks_around_tags(std::string_view body,
                                                                     Dialect dialect);

}  // namespace broadsheet::markdown
