// Which posts match a query's filters, and how many there are of each term.
#pragma once

#include <cstdint>
#include <variant>
#include <vector>

#include "broadsheet/catalog.h"
#include "catalog/post_table.h"

namespace broadsheet::catalog {

/// Of `posts`, which ascend, keeps those that match everything in the query but its words. The page
/// has their number and the facets, and no posts.
[[nodiscard]] Result<CatalogPage> select(const PostTable& table, const CatalogQuery& query,
                                         std::vector<std::uint32_t>& posts);

}  // namespace broadsheet::catalog
