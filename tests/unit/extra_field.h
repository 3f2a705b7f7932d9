#pragma once

#include <string>
#include <string_view>

#include "broadsheet/post.h"

namespace broadsheet {

/// What the front matter has under a key of no meaning of its own, as JSON.
[[nodiscard]] inline std::string extra(const Post& post, std::string_view key) {
  for (const auto& [name, value] : post.data.extra) {
    if (name == key) {
      return value;
    }
  }
  return "(missing)";
}

}  // namespace broadsheet
