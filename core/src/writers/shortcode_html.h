// Shortcodes in HTML.
#pragma once

#include <string_view>

#include "document/shortcode.h"
#include "text/buffer.h"

namespace broadsheet::writers {

/// A figure, code, or what has no meaning. `text` is its plain text; `is_block`: it is all of its
/// paragraph and stands in its place.
void append_shortcode(text::Buffer& out, const document::Shortcode& shortcode,
                      std::string_view text, bool is_block);

}  // namespace broadsheet::writers
