// TOML front matter as a tree.
#pragma once

#include <string_view>

#include "front_matter/value_reader.h"

namespace broadsheet::front_matter {

/// Reads `block` (TOML 1.0), valid UTF-8. An entry that is not TOML is taken as text from behind
/// its `=` to the end of its line, and reading goes on with the next entry. Keys given twice, which
/// TOML forbids, are kept.
[[nodiscard]] ValuesResult parse_toml(std::string_view block);

}  // namespace broadsheet::front_matter
