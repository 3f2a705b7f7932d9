// What callers of the C interface pass.
#pragma once

#include <cstdint>
#include <string_view>

namespace broadsheet::c_api {

/// A text as its bytes and their number; NULL is an empty one.
[[nodiscard]] inline std::string_view view(const char* text, std::uint32_t size) {
  return text == nullptr ? std::string_view{} : std::string_view(text, size);
}

}  // namespace broadsheet::c_api
