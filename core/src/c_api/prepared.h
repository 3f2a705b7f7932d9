#pragma once

#include <string>
#include <string_view>

#include "broadsheet/render.h"

namespace broadsheet::c_api {

/// What an index takes of a post that was rendered with text and details; `file` as it was given.
[[nodiscard]] std::string prepared_for_index(std::string_view file, const Post& post);

}  // namespace broadsheet::c_api
