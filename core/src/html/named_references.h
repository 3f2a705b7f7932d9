// The named character references of the HTML Standard.
#pragma once

#include <string>
#include <string_view>

namespace broadsheet::html {

/// Appends what `name`, without ampersand and semicolon, stands for: one character or two. Returns
/// false, and appends nothing, if it is no name.
[[nodiscard]] bool append_named_reference(std::string& out, std::string_view name);

}  // namespace broadsheet::html
