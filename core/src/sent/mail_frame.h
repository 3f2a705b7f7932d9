// What a mail has around the post, as HTML and as text.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "sent/text_writer.h"

namespace broadsheet::sent {

/// The few words of ours, in the post's language.
struct MailWords {
  std::string_view read_on_web;
  std::string_view read_on;  ///< what follows elsewhere
  std::string_view links;
};

[[nodiscard]] const MailWords& mail_words(bool is_chinese);

struct MailFrame {
  std::string_view lang;
  bool right_to_left = false;
  bool is_cjk = false;
  std::string_view title;  ///< of the document
  bool shows_title = true;
  std::string_view preview;
  std::string_view name;
  std::string_view home;
  std::string_view url;
  std::string_view header;
  std::string_view footer;
  std::string_view footer_text;
  std::string accent;  ///< `#rrggbb`
  const MailWords* words = nullptr;
  /// The section that the rest begins with; null: nothing is left out.
  const std::string* cut_before = nullptr;
};

/// The whole document around `body`.
[[nodiscard]] std::string mail_html(const MailFrame& frame, std::string_view body);

/// The whole text around `body`; `links` are those that it has numbers of.
[[nodiscard]] std::string mail_text(const MailFrame& frame, std::string_view body,
                                    const std::vector<std::string>& links);

}  // namespace broadsheet::sent
