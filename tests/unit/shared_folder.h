// Where the shared suites and posts are, which tests read if they are there.
#pragma once

#include <cstdlib>
#include <filesystem>

namespace broadsheet {

/// $BROADSHEET_SHARED, or `../shared` beside the sources.
[[nodiscard]] inline std::filesystem::path shared_folder() {
  const char* const given = std::getenv("BROADSHEET_SHARED");
  return given != nullptr ? std::filesystem::path(given)
                          : std::filesystem::path(BROADSHEET_SOURCE_FOLDER) / "../shared";
}

}  // namespace broadsheet
