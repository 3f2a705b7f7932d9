// Character references ("entities") as the HTML Standard resolves them.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace broadsheet::html {

enum class ReferenceContext : std::uint8_t {
  kText,
  /// `&copy=1` stays what it is: addresses were written without escapes for decades.
  kAttribute,
};

/// Appends `raw` with its character references resolved (HTML Standard, 13.2.5.72 to 80), the
/// forms without a semicolon that browsers know included.
void append_decoded(std::string& out, std::string_view raw, ReferenceContext context);

}  // namespace broadsheet::html
