#include "markdown/alerts.h"

#include <string>

#include "text/fold.h"

namespace broadsheet::markdown {

Alert alert_of(std::string_view marker, std::string_view rest, const Labels& labels) {
  const std::string_view line = rest.substr(0, rest.find('\n'));
  marker = text::trim(marker);
  if (!may_be_alert(marker) || marker.back() != ']' || !text::trim(line).empty()) {
    return {};
  }
  const std::string name = text::fold(marker.substr(2, marker.size() - 3));
  const Alert alerts[] = {{"note", labels.note},
                          {"tip", labels.tip},
                          {"important", labels.important},
                          {"warning", labels.warning},
                          {"caution", labels.caution}};
  for (const Alert& alert : alerts) {
    if (alert.kind == name) {
      return alert;
    }
  }
  return {};
}

}  // namespace broadsheet::markdown
