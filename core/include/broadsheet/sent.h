/// One post for all that it becomes: its page, a mail, an article for WeChat's editor, the text of
/// a feed. It is parsed once.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "broadsheet/export.h"
#include "broadsheet/mail.h"
#include "broadsheet/post.h"
#include "broadsheet/render.h"
#include "broadsheet/sent_address.h"
#include "broadsheet/wechat.h"

namespace broadsheet {
inline namespace BROADSHEET_ABI_NAMESPACE {

struct FeedSettings {
  /// The page on the web, http or https. Empty: notes and links within the post are text.
  std::string url;
  std::vector<SentAddress> addresses;
};

/// A post as feed readers show it, among many others on one page.
struct FeedText {
  /// Without ids, classes and styles. Notes and links within the post lead to the page.
  std::string html;
};

/// What is wanted besides the page; the settings of each are its own.
struct SentSettings {
  std::optional<MailSettings> mail;
  std::optional<WeChatSettings> wechat;
  std::optional<FeedSettings> feed;
};

struct SentPost {
  /// As render_post() makes it, with the diagnostics of all.
  Post post;
  /// `data` and `diagnostics` of these are empty: they stand in `post`.
  std::optional<Mail> mail;
  std::optional<WeChatArticle> wechat;
  std::optional<FeedText> feed;
};

/// Renders one post for its page and for what `settings` names, each as render_post(),
/// render_mail() and render_wechat() do. `options.parts` are those of the page. A second tree is
/// made only where the options let raw HTML pass: what is sent has it sanitized.
///
/// In a feed, addresses that stay relative are written as they are, with a warning.
///
/// Throws nothing but std::bad_alloc.
[[nodiscard]] BROADSHEET_API SentPost render_sent(std::string_view source,
                                                  const RenderOptions& options = {},
                                                  const SentSettings& settings = {});

}  // namespace BROADSHEET_ABI_NAMESPACE
}  // namespace broadsheet
