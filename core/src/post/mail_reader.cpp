#include "post/mail_reader.h"

#include <optional>
#include <string>
#include <utility>

#include "html/url.h"
#include "post/body.h"
#include "post/sent.h"
#include "sent/mail_frame.h"
#include "sent/styles.h"
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

void warn_of_size(std::size_t bytes, std::vector<Diagnostic>& diagnostics) {
  if (bytes <= kLargeMailBytes) {
    return;
  }
  Diagnostic diagnostic;
  diagnostic.code = "mail-size";
  diagnostic.message = "the mail has " + std::to_string(bytes) + " bytes; Gmail cuts what is " +
                       "longer than " + std::to_string(kMaxMailBytes);
  diagnostic.hint = "let it end with a link to the rest: `broadsheet mail --shorten`";
  diagnostics.push_back(std::move(diagnostic));
}

}  // namespace

MailReader::MailReader(const MailSettings& settings, std::string_view lang)
    : settings_(readable(settings)), lang_(lang) {}

void MailReader::read(const document::Tree& tree, const Post& post, Reporter& reporter) {
  const std::string_view lang = post.data.lang ? std::string_view(*post.data.lang) : lang_;
  const sent::Styles styles(sent::mail_styles(), settings_.accent, sent::is_right_to_left(lang));
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
  for (const sent::CutPlace& cut : html_.cuts) {
    const std::uint32_t entry = tree.nodes[cut.node].size;
    headings_.push_back(entry > 0 ? tree.outline[entry - 1].text : std::string());
  }
}

void MailReader::read_plain(std::string_view body) {
  html_.html = plain_html(body);
  text_.text = body;
}

Mail MailReader::mail(Post& post) const {
  Mail mail;
  mail.subject = line_of(post.data.title.value_or(""));
  mail.preview = line_of(writers::excerpt_of(post.excerpt));
  mail.lang = post.data.lang ? std::string_view(*post.data.lang) : lang_;

  sent::MailFrame frame;
  const bool is_cjk = text::is_cjk(text_.text);
  if (mail.lang.empty() && is_cjk) {
    mail.lang = "zh";
  }
  frame.lang = mail.lang;
  frame.right_to_left = sent::is_right_to_left(mail.lang);
  frame.is_cjk = is_cjk;
  frame.title = mail.subject;
  frame.shows_title = !starts_with(mail.subject);
  frame.preview = mail.preview;
  frame.name = settings_.name;
  frame.home = settings_.home;
  frame.url = settings_.url;
  frame.header = settings_.header;
  frame.footer = settings_.footer;
  frame.footer_text = settings_.footer_text;
  frame.accent = settings_.accent;
  frame.words = &sent::mail_words(text::fold(mail.lang).substr(0, 2) == "zh");
  mail.html = sent::mail_html(frame, html_.html);
  std::optional<std::size_t> cut;
  if (settings_.most_bytes > 0 && mail.html.size() > settings_.most_bytes && !frame.url.empty()) {
    constexpr std::size_t kButton = 1'000;
    cut = cut_for(html_, mail.html.size() - html_.html.size() + kButton + 3 * settings_.url.size(),
                  settings_.most_bytes);
  }
  if (cut) {
    mail.is_cut = true;
    mail.cut_before = headings_[*cut];
    frame.cut_before = &mail.cut_before;
    const sent::TextCut& end = text_.cuts[*cut];
    mail.html =
        sent::mail_html(frame, std::string_view(html_.html).substr(0, html_.cuts[*cut].offset));
    mail.text = sent::mail_text(
        frame, std::string_view(text_.text).substr(0, end.offset),
        {text_.links.begin(), text_.links.begin() + static_cast<std::ptrdiff_t>(end.links)});
  } else {
    mail.text = sent::mail_text(frame, text_.text, text_.links);
  }
  warn_of_size(mail.html.size(), post.diagnostics);
  return mail;
}

}  // namespace broadsheet
