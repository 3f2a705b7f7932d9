// A line that opens or closes a container.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace broadsheet::passes {

struct ContainerFence {
  std::size_t colons = 0;
  std::string_view name;        ///< empty: it closes one
  std::string_view attributes;  ///< between braces
  std::string_view title;
};

/// Reads `line`: `:::name{attributes} title`, `:::name[title]{attributes}`, or `:::`. Nothing if it
/// is none.
[[nodiscard]] std::optional<ContainerFence> read_fence(std::string_view line);

}  // namespace broadsheet::passes
