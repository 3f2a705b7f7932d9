// The fences of containers, `:::`, as paragraphs of their own.
#pragma once

#include <string_view>

#include "document/mapped_text.h"
#include "document/tree.h"
#include "markdown/parse.h"

namespace broadsheet::markdown {

/// Puts blank lines around the lines of `body` that begin with `:::`, so that the parser takes each
/// for a paragraph, and appends the body to `text`. False, and nothing is appended, where there are
/// none. Fenced code is passed over.
[[nodiscard]] bool separate_container_lines(std::string_view body, document::MappedText& text);

/// ParseSettings::separate: the lines, and then the shortcodes.
[[nodiscard]] bool separate_containers(std::string_view body, const ParseSettings& settings,
                                       document::Tree& tree);

}  // namespace broadsheet::markdown
