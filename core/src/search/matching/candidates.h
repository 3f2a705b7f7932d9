// The documents of a segment that may match a query.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "search/matching/needle_postings.h"
#include "search/query/query_parser.h"

namespace broadsheet::search {

/// Those that have all parts of a unit of every clause, in order.
[[nodiscard]] std::vector<std::uint32_t> candidates_of(const ParsedQuery& query,
                                                       const NeedlePostings& needles,
                                                       std::size_t number, const Segment& segment);

}  // namespace broadsheet::search
