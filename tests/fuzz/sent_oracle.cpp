#include "sent_oracle.h"

#include <algorithm>
#include <iterator>
#include <string>
#include <vector>

#include "broadsheet/sent.h"
#include "expect.h"
#include "html/url.h"

namespace broadsheet::fuzz {
namespace {

constexpr std::string_view kElements =
    " a abbr b blockquote br caption code div em h1 h2 h3 h4 h5 h6 hr i img li ol p pre section "
    "small "
    "span strong sub sup table tbody td tfoot th thead tr u ul ";
/// Feed readers know these, too.
constexpr std::string_view kFeedElements =
    " cite dd del details dl dt figcaption figure ins kbd mark q rp rt ruby s samp summary var ";
constexpr std::string_view kAttributes =
    " alt border cellpadding cellspacing class colspan dir height href lang reversed role rowspan "
    "scope "
    "src start style title value width ";
constexpr std::string_view kFeedAttributes =
    " align alt colspan decoding dir height href lang loading referrerpolicy reversed rowspan "
    "scope "
    "src start title value width ";
constexpr std::string_view kVoid = " br hr img ";

bool has(std::string_view list, std::string_view word) {
  return list.find(' ' + std::string(word) + ' ') != std::string_view::npos;
}

bool is_name(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

bool begins(std::string_view text, std::string_view with) {
  return text.substr(0, with.size()) == with;
}

/// Schemes are matched without their case: the HTML has them as authors wrote them.
bool is_allowed_address(std::string_view address, bool picture) {
  std::string lower(address.substr(0, 8));
  std::transform(lower.begin(), lower.end(), lower.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return begins(lower, "http:") || begins(lower, "https:") ||
         (!picture && (begins(lower, "mailto:") || begins(lower, "tel:")));
}

/// Reads HTML as the writers make it: tags with quoted attributes, and text without `<`.
void expect_sent_html(std::string_view sent, bool is_feed = false) {
  std::vector<std::string_view> open;
  for (std::size_t at = 0; (at = sent.find('<', at)) != std::string_view::npos;) {
    const std::string_view around = sent.substr(at, 100);
    const bool is_end = ++at < sent.size() && sent[at] == '/';
    at += is_end ? 1 : 0;
    const std::size_t begin = at;
    while (at < sent.size() && is_name(sent[at])) {
      ++at;
    }
    const std::string_view name = sent.substr(begin, at - begin);
    expect(has(kElements, name) || (is_feed && has(kFeedElements, name)),
           "an element of what is sent is allowed", around);
    if (is_end) {
      expect(!open.empty() && open.back() == name, "elements of what is sent nest", around);
      open.pop_back();
    } else if (!has(kVoid, name)) {
      open.push_back(name);
    }
    while (at < sent.size() && sent[at] == ' ') {
      const std::size_t equals = sent.find("=\"", at);
      expect(equals != std::string_view::npos, "an attribute has a value", around);
      const std::string_view attribute = sent.substr(at + 1, equals - at - 1);
      const std::size_t quote = sent.find('"', equals + 2);
      expect(quote != std::string_view::npos, "a value ends", around);
      const std::string_view value = sent.substr(equals + 2, quote - equals - 2);
      expect(is_feed ? has(kFeedAttributes, attribute) : has(kAttributes, attribute),
             "an attribute of what is sent is allowed", around);
      if (is_feed && (attribute == "href" || attribute == "src")) {
        expect(attribute == "href" ? html::may_link(value) : html::may_load_image(value),
               "an address is safe", around);
      } else if (attribute == "href" || attribute == "src") {
        expect(is_allowed_address(value, attribute == "src"), "an address is whole and safe",
               around);
      }
      at = quote + 1;
    }
    expect(at < sent.size() && sent[at] == '>', "a tag ends", around);
  }
  expect(open.empty(), "all elements of what is sent end");
}

}  // namespace

void expect_sound_sent(std::string_view source, const RenderOptions& options) {
  MailSettings settings;
  settings.url = "https://a.example/one/";
  SentSettings all;
  all.mail = settings;
  all.wechat.emplace();
  all.feed.emplace().url = settings.url;
  const SentPost sent = render_sent(source, options, all);
  const Mail& mail = *sent.mail;
  constexpr std::string_view kBegin = "<td class=\"bs-text\"";
  constexpr std::string_view kEnd = "</td></tr></table>\n<!--[if mso]>";
  const std::size_t begin = mail.html.find(kBegin);
  const std::size_t end = mail.html.rfind(kEnd);
  expect(begin != std::string::npos && end != std::string::npos, "a mail has its frame");
  expect_sent_html(
      std::string_view(mail.html).substr(begin, end + std::string_view("</td>").size() - begin));
  settings.most_bytes = 6'000;
  const Mail cut = render_mail(source, options, settings);
  expect(!cut.is_cut || cut.html.size() <= settings.most_bytes, "a mail that is cut is short");
  expect_sent_html(sent.wechat->html);
  expect_sent_html(sent.feed->html, true);
}

}  // namespace broadsheet::fuzz
