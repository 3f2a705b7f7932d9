// Other destinations than the page: they read the tree of a post while it is there.
#pragma once

#include <string_view>

#include "broadsheet/post.h"
#include "broadsheet/render.h"
#include "diagnostics/reporter.h"
#include "document/tree.h"
#include "post/body.h"

namespace broadsheet {

class TreeReader {
 public:
  TreeReader() = default;
  TreeReader(const TreeReader&) = delete;
  TreeReader& operator=(const TreeReader&) = delete;
  virtual ~TreeReader() = default;

  /// All decisions have been taken. `post` has its front matter as written. Not called for a post
  /// that is shown as plain text.
  virtual void read(const document::Tree& tree, const Post& post, Reporter& reporter) = 0;
  /// Called instead for such a one.
  virtual void read_plain(std::string_view body) = 0;
};

/// render_post() with a reader of the tree.
[[nodiscard]] Post render_post(std::string_view source, const RenderOptions& options,
                               TreeReader* reader);

/// The same of a source that outlives `tree`, which is the caller's.
[[nodiscard]] Post render_post(const ReadableSource& source, const RenderOptions& options,
                               document::Tree& tree, TreeReader* reader);

}  // namespace broadsheet
