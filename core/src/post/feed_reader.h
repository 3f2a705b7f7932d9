// Makes the text of a feed of a post's tree.
#pragma once

#include <string_view>

#include "broadsheet/sent.h"
#include "post/tree_reader.h"

namespace broadsheet {

class FeedReader final : public TreeReader {
 public:
  /// `settings` must outlive it.
  explicit FeedReader(const FeedSettings& settings) : settings_(settings) {}

  void read(const document::Tree& tree, const Post& post, Reporter& reporter) override;
  void read_plain(std::string_view body) override;

  [[nodiscard]] FeedText& text() { return text_; }

 private:
  const FeedSettings& settings_;
  FeedText text_;
};

}  // namespace broadsheet
