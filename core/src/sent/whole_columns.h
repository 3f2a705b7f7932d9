// Which columns of a mail's table keep their words whole.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "document/node.h"

namespace broadsheet::sent {

/// Of the table at `table`, a bit for each column whose words are kept whole. Elsewhere in a mail a
/// word may break anywhere, so that no address is wider than a phone; columns of a table would then
/// be squeezed to single letters. The narrowest are kept from it, as many as leave the others room
/// on a phone.
[[nodiscard]] std::uint32_t whole_columns(const std::vector<document::Node>& nodes,
                                          std::uint32_t table);

/// What that means for a cell of a column, as declarations.
[[nodiscard]] std::string_view words_of(std::uint32_t whole, std::uint32_t column);

}  // namespace broadsheet::sent
