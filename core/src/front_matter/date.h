// What dates need inside of the library.
#pragma once

#include <cstdint>

#include "broadsheet/date.h"

namespace broadsheet {

/// How many days the month has.
[[nodiscard]] std::uint32_t days_in_month(std::int32_t year, std::uint32_t month);

}  // namespace broadsheet
