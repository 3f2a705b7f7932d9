// Makes a mail of a post's tree.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "broadsheet/mail.h"
#include "post/tree_reader.h"
#include "sent/html_writer.h"
#include "sent/text_writer.h"

namespace broadsheet {

class MailReader final : public TreeReader {
 public:
  /// Both must outlive it. `lang` is that of posts that name none.
  MailReader(const MailSettings& settings, std::string_view lang);

  void read(const document::Tree& tree, const Post& post, Reporter& reporter) override;
  void read_plain(std::string_view body) override;

  /// The mail without data and diagnostics; what is to be said of its size goes to those of `post`.
  [[nodiscard]] Mail mail(Post& post) const;

 private:
  [[nodiscard]] bool starts_with(std::string_view title) const {
    return !html_.cuts.empty() && html_.cuts.front().offset == 0 && headings_.front() == title;
  }

  MailSettings settings_;
  std::string_view lang_;
  sent::SentHtml html_;
  sent::SentText text_;
  std::vector<std::string> headings_;  ///< of the cuts
};

}  // namespace broadsheet
