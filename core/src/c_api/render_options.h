// What both ways of rendering check of their options.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string_view>

#include "broadsheet/broadsheet_c.h"
#include "broadsheet/render.h"

namespace broadsheet::c_api {

/// An option with the value it was given and the greatest that it can have.
struct Choice {
  std::string_view option;
  std::uint32_t value;
  std::uint32_t greatest;
};

/// The error for the first option without such a value; NULL if there is none.
[[nodiscard]] broadsheet_reply* refuse_unknown(std::initializer_list<Choice> choices);

/// Reads all options but the parts. Returns the error for one that is unknown, or NULL. The texts
/// are the caller's.
[[nodiscard]] broadsheet_reply* read_options(const broadsheet_render_options& given,
                                             RenderOptions& options);

}  // namespace broadsheet::c_api
