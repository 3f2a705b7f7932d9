// Texts in the order of their bytes.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace broadsheet::catalog {

/// Positions of the texts in their order; equal ones in the order in which they are given.
[[nodiscard]] std::vector<std::uint32_t> order_of(const std::vector<std::string>& texts);

/// Each text's place among the different ones; `order` is theirs.
[[nodiscard]] std::vector<std::uint32_t> ranks_of(const std::vector<std::string>& texts,
                                                  const std::vector<std::uint32_t>& order);

}  // namespace broadsheet::catalog
