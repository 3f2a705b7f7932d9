// Text and URLs as HTML.
#pragma once

#include <string>
#include <string_view>

namespace broadsheet::html {

/// Appends `text` with `&`, `<`, `>`, `"` and carriage returns as entities: safe as text and in
/// quoted attributes.
void append_escaped(std::string& out, std::string_view text);

/// Appends `url` for a quoted attribute: what may not stand in a URL is percent-encoded, `&` is an
/// entity, percent signs are left alone (the output of CommonMark's reference implementation).
void append_url(std::string& out, std::string_view url);

}  // namespace broadsheet::html
