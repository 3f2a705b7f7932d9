// Holds the two readers of YAML front matter against each other.
#pragma once

#include <string>
#include <string_view>

namespace broadsheet {

struct ReadersCompared {
  bool flat = false;  ///< whether the reader for flat blocks took it
  /// How the two trees differ; empty if they are the same or the flat reader passed.
  std::string difference;
};

/// Reads `block`, valid UTF-8, with parse_flat_yaml() and parse_yaml().
[[nodiscard]] ReadersCompared compare_yaml_readers(std::string_view block);

}  // namespace broadsheet
