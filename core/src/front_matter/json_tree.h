// JSON front matter as a tree.
#pragma once

#include <string_view>

#include "front_matter/value_reader.h"

namespace broadsheet::front_matter {

/// Reads `block`, a JSON object in valid UTF-8 (RFC 8259). A member that is not JSON is left out,
/// and reading goes on with the next line that begins with one. Keys given twice are kept.
[[nodiscard]] ValuesResult parse_json(std::string_view block);

}  // namespace broadsheet::front_matter
