// The way of a post to all that it becomes: that of render_post(), with more writers of its tree.
#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "broadsheet/sent.h"
#include "post/feed_reader.h"
#include "post/mail_reader.h"
#include "post/sent.h"
#include "post/wechat_reader.h"
#include "text/utf8.h"

namespace broadsheet {
namespace {

class SentReaders final : public TreeReader {
 public:
  SentReaders(const SentSettings& settings, std::string_view lang) {
    if (settings.mail) {
      mail_.emplace(*settings.mail, lang);
    }
    if (settings.wechat) {
      wechat_.emplace(*settings.wechat, lang);
    }
    if (settings.feed) {
      feed_.emplace(*settings.feed);
    }
  }

  void read(const document::Tree& tree, const Post& post, Reporter& reporter) override {
    each([&](TreeReader& reader) { reader.read(tree, post, reporter); });
  }
  void read_plain(std::string_view body) override {
    each([&](TreeReader& reader) { reader.read_plain(body); });
  }

  /// Fills all but the post of `sent`, which is there.
  void finish(SentPost& sent) {
    if (mail_) {
      sent.mail = mail_->mail(sent.post);
    }
    if (wechat_) {
      sent.wechat = wechat_->article(sent.post);
    }
    if (feed_) {
      sent.feed = std::move(feed_->text());
    }
  }

 private:
  template <typename Action>
  void each(Action action) {
    for (TreeReader* const reader : {mail_ ? static_cast<TreeReader*>(&*mail_) : nullptr,
                                     wechat_ ? static_cast<TreeReader*>(&*wechat_) : nullptr,
                                     feed_ ? static_cast<TreeReader*>(&*feed_) : nullptr}) {
      if (reader != nullptr) {
        action(*reader);
      }
    }
  }

  std::optional<MailReader> mail_;
  std::optional<WeChatReader> wechat_;
  std::optional<FeedReader> feed_;
};

/// What the destinations find alike is said once.
void say_once(std::vector<Diagnostic>& diagnostics) {
  for (std::size_t at = 0; at < diagnostics.size();) {
    const auto one = diagnostics.begin() + static_cast<std::ptrdiff_t>(at);
    const bool is_said =
        is_of_sending(*one) && std::any_of(diagnostics.begin(), one, [&](const Diagnostic& other) {
          return other.line == one->line && other.column == one->column &&
                 other.message == one->message;
        });
    if (is_said) {
      diagnostics.erase(one);
    } else {
      ++at;
    }
  }
}

/// Of a post that is sent alone only what is made of it counts.
template <typename Sent>
Sent alone(Sent& sent, Post& post) {
  sent.data = std::move(post.data);
  sent.diagnostics = std::move(post.diagnostics);
  return std::move(sent);
}

RenderOptions details_of(const RenderOptions& given) {
  RenderOptions options = sent_options(given);
  options.parts = {false, false, true};
  return options;
}

}  // namespace

SentPost BROADSHEET_ABI_NAMESPACE::render_sent(std::string_view source,
                                               const RenderOptions& options,
                                               const SentSettings& settings) {
  const std::string lang = utf8::valid(options.lang);
  SentReaders readers(settings, lang);
  RenderOptions sanitized = sent_options(options);
  // Mails and articles have title and excerpt.
  sanitized.parts.details = sanitized.parts.details || settings.mail || settings.wechat;
  SentPost sent;
  if (sanitized.html == options.html) {
    sent.post = render_post(source, sanitized, &readers);
    readers.finish(sent);
  } else {
    sanitized.parts = {false, false, true};
    sent.post = render_post(source, sanitized, &readers);
    readers.finish(sent);
    std::vector<Diagnostic> others = std::move(sent.post.diagnostics);
    sent.post = render_post(source, options);
    for (Diagnostic& diagnostic : others) {
      if (is_of_sending(diagnostic)) {
        sent.post.diagnostics.push_back(std::move(diagnostic));
      }
    }
  }
  say_once(sent.post.diagnostics);
  return sent;
}

Mail BROADSHEET_ABI_NAMESPACE::render_mail(std::string_view source, const RenderOptions& options,
                                           const MailSettings& settings) {
  SentSettings all;
  all.mail = settings;
  SentPost sent = render_sent(source, details_of(options), all);
  return alone(*sent.mail, sent.post);
}

WeChatArticle BROADSHEET_ABI_NAMESPACE::render_wechat(std::string_view source,
                                                      const RenderOptions& options,
                                                      const WeChatSettings& settings) {
  SentSettings all;
  all.wechat = settings;
  SentPost sent = render_sent(source, details_of(options), all);
  return alone(*sent.wechat, sent.post);
}

}  // namespace broadsheet
