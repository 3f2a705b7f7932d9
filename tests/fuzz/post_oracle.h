// What holds for every post, whatever its source.
#pragma once

#include <string_view>

#include "broadsheet/post.h"
#include "broadsheet/render.h"

namespace broadsheet::fuzz {

/// By Unicode's table of well-formed byte sequences (table 3-7), one byte after the other.
[[nodiscard]] bool is_utf8(std::string_view text);

/// Whether raw HTML goes into the output as it stands, and links lead wherever they want to.
[[nodiscard]] bool passes_html(const RenderOptions& options);

/// Ends the program unless `post`, rendered from `source` under `options`, keeps every promise:
/// valid UTF-8, output within its limit, safe HTML where the options promise it and balanced HTML
/// where the source has no raw one, diagnostics that point into the source, unique ids, sections
/// that tile the text.
void expect_sound_post(const Post& post, std::string_view source, const RenderOptions& options);

/// Renders and checks a post, and the parser's events; now and then, by its content, twice, with
/// equal results.
Post render_and_check(std::string_view source, const RenderOptions& options);

}  // namespace broadsheet::fuzz
