// Makes an article of WeChat's of a post's tree.
#pragma once

#include <string_view>

#include "broadsheet/wechat.h"
#include "post/tree_reader.h"
#include "sent/html_writer.h"

namespace broadsheet {

class WeChatReader final : public TreeReader {
 public:
  /// Both must outlive it. `lang` is that of posts that name none.
  WeChatReader(const WeChatSettings& settings, std::string_view lang)
      : settings_(settings), lang_(lang) {}

  void read(const document::Tree& tree, const Post& post, Reporter& reporter) override;
  void read_plain(std::string_view body) override;

  /// The article without data and diagnostics; the pictures are moved out of the reader.
  [[nodiscard]] WeChatArticle article(const Post& post);

 private:
  const WeChatSettings& settings_;
  std::string_view lang_;
  sent::SentHtml written_;
};

}  // namespace broadsheet
