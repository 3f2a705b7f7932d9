// A post as a mail: the way of render_post(), with two more writers of its tree.
#include "broadsheet/mail.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "html/escape.h"
#include "html/url.h"
#include "post/body.h"
#include "post/sent.h"
#include "post/tree_reader.h"
#include "sent/html_writer.h"
#include "sent/mail_frame.h"
#include "sent/styles.h"
#include "sent/text_writer.h"
#include "text/fold.h"
#include "text/script.h"
#include "text/utf8.h"
#include "writers/excerpt.h"

namespace broadsheet {
namespace {

/// The settings with texts that are valid UTF-8.
MailSettings readable(MailSettings settings) {
  for (std::string* const text : {&settings.name, &settings.home, &settings.url, &settings.header,
                                  &settings.footer, &settings.footer_text}) {
    *text = utf8::valid(*text);
  }
  // They become links, and an owner's slip shall not make one that runs something.
  for (std::string* const address : {&settings.home, &settings.url}) {
    if (!html::is_http(*address)) {
      address->clear();
    }
  }
  settings.accent = sent::hex_color(settings.accent, kSentAccent);
  return settings;
}

class MailReader final : public TreeReader {
 public:
  MailReader(const MailSettings& settings, std::string_view lang)
      : settings_(settings), lang_(lang) {}

  void read(const document::Tree& tree, const Post& post, Reporter& reporter) override {
    const std::string& lang = post.data.lang ? *post.data.lang : lang_;
    const sent::Styles styles = sent::mail_styles(settings_.accent, sent::is_right_to_left(lang));
    sent::SentAddresses addresses(settings_.url, settings_.addresses);
    const std::size_t limit = sent_limit(tree);
    std::optional<sent::SentHtml> html =
        sent::HtmlWriter(tree, sent::Destination::kMail, styles, addresses, limit).run();
    std::optional<sent::SentText> text = sent::TextWriter(tree, addresses, limit).run();
    report_addresses(addresses, tree, reporter);
    if (!html || !text) {
      read_plain(tree.text);
      return;
    }
    html_ = std::move(*html);
    text_ = std::move(*text);
    starts_with_heading_ = !html_.cuts.empty() && html_.cuts.front().offset == 0;
    outline_of(tree);
  }

  void read_plain(std::string_view body) override {
    html_.html = plain_html(body);
    text_.text = body;
  }

  [[nodiscard]] const sent::SentHtml& html() const { return html_; }
  [[nodiscard]] const sent::SentText& text() const { return text_; }
  /// The text of the heading of a cut.
  [[nodiscard]] const std::string& heading(std::size_t cut) const { return headings_[cut]; }
  [[nodiscard]] bool starts_with(std::string_view title) const {
    return starts_with_heading_ && headings_.front() == title;
  }

 private:
  void outline_of(const document::Tree& tree) {
    for (const sent::CutPlace& cut : html_.cuts) {
      const std::uint32_t entry = tree.nodes[cut.node].size;
      headings_.push_back(entry > 0 ? tree.outline[entry - 1].text : std::string());
    }
  }

  const MailSettings& settings_;
  std::string lang_;
  sent::SentHtml html_;
  sent::SentText text_;
  std::vector<std::string> headings_;
  bool starts_with_heading_ = false;
};

/// The last place to cut at that leaves at most `most` bytes, `around` of which are not the post's;
/// nothing if there is none.
std::optional<std::size_t> cut_for(const sent::SentHtml& html, std::size_t around,
                                   std::size_t most) {
  std::optional<std::size_t> found;
  for (std::size_t at = 0; at < html.cuts.size(); ++at) {
    const std::size_t offset = html.cuts[at].offset;
    if (offset > 0 && offset + around <= most) {
      found = at;
    }
  }
  return found;
}

void warn_of_size(Mail& mail) {
  const std::size_t bytes = mail.html.size();
  if (bytes <= kLargeMailBytes) {
    return;
  }
  Diagnostic diagnostic;
  diagnostic.code = "mail-size";
  diagnostic.message = "the mail has " + std::to_string(bytes) + " bytes; Gmail cuts what is " +
                       "longer than " + std::to_string(kMaxMailBytes);
  diagnostic.hint = "let it end with a link to the rest: `broadsheet mail --shorten`";
  mail.diagnostics.push_back(std::move(diagnostic));
}

}  // namespace

Mail BROADSHEET_ABI_NAMESPACE::render_mail(std::string_view source, const RenderOptions& options,
                                           const MailSettings& given) {
  const MailSettings settings = readable(given);
  MailReader reader(settings, utf8::valid(options.lang));
  Post post = render_post(source, sent_options(options), &reader);
  Mail mail;
  mail.subject = line_of(post.data.title.value_or(""));
  mail.preview = line_of(writers::excerpt_of(post.excerpt));
  mail.lang = post.data.lang ? *post.data.lang : utf8::valid(options.lang);
  mail.diagnostics = std::move(post.diagnostics);
  mail.data = std::move(post.data);

  sent::MailFrame frame;
  const bool is_cjk = text::is_cjk(reader.text().text);
  if (mail.lang.empty() && is_cjk) {
    mail.lang = "zh";
  }
  frame.lang = mail.lang;
  frame.right_to_left = sent::is_right_to_left(mail.lang);
  frame.is_cjk = is_cjk;
  frame.title = mail.subject;
  frame.shows_title = !reader.starts_with(mail.subject);
  frame.preview = mail.preview;
  frame.name = settings.name;
  frame.home = settings.home;
  frame.url = settings.url;
  frame.header = settings.header;
  frame.footer = settings.footer;
  frame.footer_text = settings.footer_text;
  frame.accent = settings.accent;
  frame.words = &sent::mail_words(text::fold(mail.lang).substr(0, 2) == "zh");
  const sent::SentHtml& html = reader.html();
  const sent::SentText& text = reader.text();
  mail.html = sent::mail_html(frame, html.html);
  std::optional<std::size_t> cut;
  if (settings.most_bytes > 0 && mail.html.size() > settings.most_bytes && !frame.url.empty()) {
    constexpr std::size_t kButton = 1'000;
    cut = cut_for(html, mail.html.size() - html.html.size() + kButton + 3 * settings.url.size(),
                  settings.most_bytes);
  }
  if (cut) {
    mail.is_cut = true;
    mail.cut_before = reader.heading(*cut);
    frame.cut_before = &mail.cut_before;
    const sent::TextCut& end = text.cuts[*cut];
    mail.html =
        sent::mail_html(frame, std::string_view(html.html).substr(0, html.cuts[*cut].offset));
    mail.text = sent::mail_text(
        frame, std::string_view(text.text).substr(0, end.offset),
        {text.links.begin(), text.links.begin() + static_cast<std::ptrdiff_t>(end.links)});
  } else {
    mail.text = sent::mail_text(frame, text.text, text.links);
  }
  warn_of_size(mail);
  return mail;
}

}  // namespace broadsheet
