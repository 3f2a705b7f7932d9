// Render options out of two bytes, so that a fuzzer reaches every mode and a person can write
// seeds: "00" is the default for newsletters.
#pragma once

#include <string_view>

#include "broadsheet/render.h"

namespace broadsheet::fuzz {

/// The options of an input, and the source behind them.
struct PostInput {
  RenderOptions options;
  std::string_view source;
};

[[nodiscard]] PostInput post_input(std::string_view input);

}  // namespace broadsheet::fuzz
