// From a tree to typed metadata.
#pragma once

#include <cstddef>

#include "broadsheet/post.h"
#include "diagnostics/reporter.h"
#include "front_matter/tree.h"

namespace broadsheet::front_matter {

/// Reads the map `root` into `data`. Offsets of the tree count from `block_offset` in the source.
/// Later keys overwrite earlier ones, in `root` and in `data`.
void read_metadata(const Node& root, std::size_t block_offset, Reporter& reporter, PostData& data);

}  // namespace broadsheet::front_matter
