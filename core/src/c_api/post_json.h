// A post as the JSON of a reply.
#pragma once

#include <string>
#include <string_view>

#include "broadsheet/mail.h"
#include "broadsheet/render.h"

namespace broadsheet::c_api {

/// The reply's json block: everything but html and text. With `details` false, diagnostics only.
[[nodiscard]] std::string to_json(const Post& post, bool details);

/// The same of an article: its outline and links.
[[nodiscard]] std::string to_json(const Article& article);

/// The same of a mail: everything but html and text.
[[nodiscard]] std::string to_json(const Mail& mail);

/// What a search index shows of a post: {"path", "data", "words", "minutes"}.
[[nodiscard]] std::string entry_json(std::string_view path, const Post& post);

}  // namespace broadsheet::c_api
