// The YAML that most front matter is: a map of scalars, and of lists and maps of scalars.
#pragma once

#include <optional>
#include <string_view>

#include "front_matter/tree.h"

namespace broadsheet::front_matter {

/// Reads `key: value` lines whose values are scalars on one line or, in quotes, on several, lists
/// `[a, b]` on one line, lists of `- item` lines or maps of indented `key: value` lines, with
/// comments and blank lines between them: the tree that parse_yaml() reads, several times as fast.
/// Nothing for any block of which it is not certain, whether it is YAML or not.
[[nodiscard]] std::optional<Tree> parse_flat_yaml(std::string_view block);

}  // namespace broadsheet::front_matter
