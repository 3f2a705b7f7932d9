// A post as the JSON of a reply.
#pragma once

#include <string>
#include <string_view>

#include "broadsheet/render.h"
#include "broadsheet/sent.h"

namespace broadsheet::c_api {

/// The reply's json block: everything but html and text. With `details` false, diagnostics only.
[[nodiscard]] std::string to_json(const Post& post, bool details);

/// The same of an article: its outline and links.
[[nodiscard]] std::string to_json(const Article& article);

/// The same of a post and what it is sent as: everything but HTML and texts.
[[nodiscard]] std::string to_json(const SentPost& sent, bool details);

/// What a search index shows of a post: {"path", "data", "words", "minutes"}.
[[nodiscard]] std::string entry_json(std::string_view path, const Post& post);

}  // namespace broadsheet::c_api
