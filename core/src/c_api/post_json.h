// A post as the JSON of a reply.
#pragma once

#include <string>

#include "broadsheet/post.h"

namespace broadsheet::c_api {

/// The reply's json block: everything but html and text. With `details` false, diagnostics only.
[[nodiscard]] std::string to_json(const Post& post, bool details);

}  // namespace broadsheet::c_api
