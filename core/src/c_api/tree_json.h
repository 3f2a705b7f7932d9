// What a host's hooks are asked about, as JSON.
#pragma once

#include <cstdint>
#include <string>

#include "broadsheet/tree.h"

namespace broadsheet::c_api {

/// The nodes of `hooks`, bits of enum broadsheet_hook, as an array; empty if there are none.
[[nodiscard]] std::string asked_json(const PostTree& tree, std::uint32_t hooks);

/// {"diagnostics": Diagnostic[]}
[[nodiscard]] std::string diagnostics_json(const std::vector<Diagnostic>& diagnostics);

}  // namespace broadsheet::c_api
