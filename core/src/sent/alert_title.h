// The word above an alert.
#pragma once

#include <string_view>

#include "document/labels.h"
#include "document/node.h"

namespace broadsheet::sent {

[[nodiscard]] std::string_view alert_title(const document::Node& alert,
                                           const document::Labels& labels);

}  // namespace broadsheet::sent
