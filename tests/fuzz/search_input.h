// How inputs of the targets about search begin.
#pragma once

#include <string_view>

#include "broadsheet/search.h"

namespace broadsheet::fuzz {

/// A byte of options, a query on the rest of the line, and what the target reads itself.
struct SearchInput {
  SearchQuery query;
  bool variant = false;  ///< one more option, which each target has its own meaning for
  std::string_view rest;
};

/// Of an `input` that is not empty.
[[nodiscard]] SearchInput read_search_input(std::string_view input);

}  // namespace broadsheet::fuzz
