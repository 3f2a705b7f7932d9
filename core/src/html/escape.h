// Text and URLs as HTML.
#pragma once

#include <string>
#include <string_view>

#include "text/buffer.h"

namespace broadsheet::html {

/// Appends `text` with `&`, `<`, `>`, `"` and carriage returns as entities: safe as text and in
/// quoted attributes.
void append_escaped(text::Buffer& out, std::string_view text);
void append_escaped(std::string& out, std::string_view text);

/// Appends `url` for a quoted attribute: what may not stand in a URL is percent-encoded, `&` is an
/// entity, percent signs are left alone (the output of CommonMark's reference implementation).
void append_url(text::Buffer& out, std::string_view url);
void append_url(std::string& out, std::string_view url);

}  // namespace broadsheet::html
