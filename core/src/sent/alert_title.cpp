#include "sent/alert_title.h"

namespace broadsheet::sent {

std::string_view alert_title(const document::Node& alert, const document::Labels& labels) {
  switch (static_cast<document::AlertKind>(alert.value)) {
    case document::AlertKind::kNote:
      break;
    case document::AlertKind::kTip:
      return labels.tip;
    case document::AlertKind::kImportant:
      return labels.important;
    case document::AlertKind::kWarning:
      return labels.warning;
    case document::AlertKind::kCaution:
      return labels.caution;
  }
  return labels.note;
}

}  // namespace broadsheet::sent
