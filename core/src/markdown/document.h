// One pass of md4c over a body, fanned out to the sinks.
#pragma once

#include <cstddef>
#include <string_view>

#include "broadsheet/post.h"
#include "broadsheet/render.h"
#include "diagnostics/reporter.h"
#include "html/url.h"

namespace broadsheet::markdown {

/// How a body is to be read; RenderOptions with the profile's defaults filled in.
struct Settings {
  bool commonmark = false;                ///< no extensions, no ids
  RawHtml raw_html = RawHtml::kSanitize;  ///< one of the three policies
  bool shift_headings = true;
  Emphasis emphasis = Emphasis::kCjk;
  Parts parts;
  html::Addresses addresses;
};

/// What a body tells about the post besides its parts in Post.
struct Findings {
  /// The body starts with a heading: the title of a post without one.
  bool starts_with_heading = false;
};

/// Parses `body`, valid UTF-8, and fills html, text, sections, toc, links, images, excerpt, words
/// and minutes of `post`. `body_offset` is its place in the source, for diagnostics. Throws nothing
/// but std::bad_alloc.
Findings render_body(std::string_view body, std::size_t body_offset, const Settings& settings,
                     Reporter& reporter, Post& post);

/// Fills the same for a body that is not parsed: as text in a `<pre>`.
void render_plain(std::string_view body, const Settings& settings, Post& post);

}  // namespace broadsheet::markdown
