// GitHub's alerts: block quotes whose first line is [!NOTE], [!TIP] and so on.
#pragma once

#include <string_view>

#include "markdown/labels.h"

namespace broadsheet::markdown {

struct Alert {
  std::string_view kind;  ///< "note"; empty for none
  std::string_view title;
};

/// What the first text of a block quote, `marker`, makes of it. `rest` is the source behind it: the
/// marker must stand alone on its line.
[[nodiscard]] Alert alert_of(std::string_view marker, std::string_view rest, const Labels& labels);

/// Whether alert_of() may find one, quickly.
[[nodiscard]] inline bool may_be_alert(std::string_view marker) {
  return marker.size() >= 6 && marker[0] == '[' && marker[1] == '!';
}

}  // namespace broadsheet::markdown
