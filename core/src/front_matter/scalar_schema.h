// What a YAML value means: the schema of keys Broadsheet does not know, as JSON.
#pragma once

#include <optional>
#include <string_view>

#include "front_matter/tree.h"
#include "json/json_writer.h"

namespace broadsheet::front_matter {

/// Writes a value as JSON. Plain scalars are read by a schema narrower than YAML's own, so that
/// nothing changes its looks: `true` and `false` (YAML 1.2 core schema, any of its cases) are truth
/// values; a number is one only if JSON would print it the same way; everything else is text.
/// `no`, `1.10`, `007`, `1e3` and `0x1F` stay text. A map's last duplicate key wins; keys that are
/// not scalars are left out.
void write_json(json::Writer& out, const Node& node);

/// A truth value as authors write it, quoted or not: true, yes, on, 1 and their opposites.
[[nodiscard]] std::optional<bool> read_boolean(const Node& node);

/// Whether a plain scalar is a number that JSON prints the same way.
[[nodiscard]] bool is_json_number(std::string_view text);

}  // namespace broadsheet::front_matter
