/// A post as a mail: HTML that mail clients show as it is meant, and the same words as plain text.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "broadsheet/export.h"
#include "broadsheet/post.h"
#include "broadsheet/render.h"
#include "broadsheet/sent_address.h"

namespace broadsheet {
inline namespace BROADSHEET_ABI_NAMESPACE {

/// Gmail cuts a mail whose HTML has more bytes, and hides the end with its link to unsubscribe.
inline constexpr std::size_t kMaxMailBytes = 102'000;
/// From here on render_mail() warns: clients and senders add some of their own.
inline constexpr std::size_t kLargeMailBytes = 90'000;
/// What a mail has around the post. All texts are UTF-8; what is not is repaired.
struct MailSettings {
  /// The newsletter's name and address, above the title; either may be empty.
  std::string name;
  std::string home;
  /// The page on the web, http or https. Empty: the mail has no link to it, and links
  /// within the post are text.
  std::string url;
  /// HTML of the owner, in place of the name, and at the end. It is trusted and goes in as it is,
  /// with whatever a sender's merge tags need (`{{UnsubscribeURL}}`).
  std::string header;
  std::string footer;
  /// The footer of the plain text; empty: the text of `footer`.
  std::string footer_text;
  /// The color of links and buttons, `#rrggbb`; anything else: the default.
  std::string accent;
  std::vector<SentAddress> addresses;
  /// More than this many bytes of HTML: the mail ends before the first heading that would be beyond
  /// it, with a link to the rest. 0, or without a `url`: the mail is whole.
  std::size_t most_bytes = 0;
};

struct Mail {
  std::string subject;  ///< the title on one line; empty if the post has none
  std::string preview;  ///< what a list of mails shows behind the subject
  std::string lang;     ///< BCP 47; empty if the post does not tell
  std::string html;     ///< a whole document
  std::string text;     ///< lines of at most 72 columns, but for addresses and code
  /// Whether it ends with a link to the rest, and the title of the first section that is left out.
  bool is_cut = false;
  std::string cut_before;
  PostData data;
  /// Those of render_post(), and `sent-address`, `sent-picture`, `mail-size`.
  std::vector<Diagnostic> diagnostics;
};

/// Renders one post as a mail. Any bytes are a post. Raw HTML that `options` would pass is
/// sanitized: a mail's reader cannot know whose it is. `options.parts` is not looked at.
///
/// All addresses in it are absolute: those of `settings.addresses`, or resolved against
/// `options.base`. What stays relative is shown without its link, with an error.
///
/// Throws nothing but std::bad_alloc.
[[nodiscard]] BROADSHEET_API Mail render_mail(std::string_view source,
                                              const RenderOptions& options = {},
                                              const MailSettings& settings = {});

}  // namespace BROADSHEET_ABI_NAMESPACE
}  // namespace broadsheet
