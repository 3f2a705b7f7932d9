// Texts in the order in which people count.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace broadsheet::catalog {

/// Whether `one` comes first: runs of digits count as numbers, so that `2.md` stands before
/// `10.md`; everything else is compared by its bytes. Texts that are alike but for zeros go by
/// their bytes.
[[nodiscard]] bool naturally_before(std::string_view one, std::string_view other);

/// Positions of the texts in that order; equal ones in the order in which they are given.
[[nodiscard]] std::vector<std::uint32_t> natural_order_of(const std::vector<std::string>& texts);

}  // namespace broadsheet::catalog
