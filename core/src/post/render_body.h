// The body of a post: parsed once, decided on, written into every part that is asked for.
#pragma once

#include <cstddef>
#include <string_view>

#include "broadsheet/post.h"
#include "broadsheet/render.h"
#include "diagnostics/reporter.h"
#include "post/body.h"
#include "post/tree_reader.h"

namespace broadsheet {

/// What a body tells about the post besides its parts in Post.
struct Findings {
  /// The body starts with a heading: the title of a post without one.
  bool starts_with_heading = false;
};

/// Parses `body`, valid UTF-8, and fills html, text, sections, toc, links, images, excerpt, words
/// and minutes of `post` and `tree`, but for its outline. `body_offset` is its place in the source,
/// for diagnostics. Throws nothing but std::bad_alloc.
Findings render_body(std::string_view body, std::size_t body_offset, const BodySettings& settings,
                     const Parts& parts, Reporter& reporter, Post& post, document::Tree& tree,
                     TreeReader* reader);

/// Fills the same for a body that is not parsed: as text in a `<pre>`.
void render_plain(std::string_view body, const Parts& parts, Post& post);

}  // namespace broadsheet
