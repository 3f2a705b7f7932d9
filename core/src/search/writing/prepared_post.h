// What an index takes of a post, as bytes: the module that renders hands them to the one that
// writes.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "broadsheet/post.h"

namespace broadsheet::search {

struct PreparedPost {
  std::string_view path;
  std::string_view entry;  ///< what results show, JSON
  /// Of the metadata, what IndexWriter asks for; text, sections and links.
  Post post;
};

/// `entry` is the JSON that results show of the post.
[[nodiscard]] std::string write_prepared_post(std::string_view path, std::string_view entry,
                                              const Post& post);

/// Reads what write_prepared_post() has written; nothing if it is something else. The views are of
/// `bytes`.
[[nodiscard]] std::optional<PreparedPost> read_prepared_post(std::string_view bytes);

}  // namespace broadsheet::search
