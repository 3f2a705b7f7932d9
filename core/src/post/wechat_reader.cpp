#include "post/wechat_reader.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "post/body.h"
#include "post/sent.h"
#include "sent/styles.h"
#include "text/utf8.h"

namespace broadsheet {
namespace {

/// Whether WeChat has a picture on its own hosts already.
bool is_hosted(std::string_view address) {
  const std::size_t host = address.find("//");
  const std::string_view behind = host == std::string_view::npos ? address : address.substr(host);
  const std::string_view name = behind.substr(0, behind.find('/', 2));
  constexpr std::string_view kOwn = ".qpic.cn";
  return name.size() > kOwn.size() && name.substr(name.size() - kOwn.size()) == kOwn;
}

/// What a reader sees: text between tags, a character reference for one.
std::uint32_t characters_of(std::string_view html) {
  std::uint32_t count = 0;
  for (std::size_t at = 0; at < html.size();) {
    if (html[at] == '<') {
      at = std::min(html.find('>', at), html.size() - 1) + 1;
    } else if (html[at] == '&') {
      // Every ampersand of text is written as a reference.
      at = std::min(html.find(';', at), html.size() - 1) + 1;
      ++count;
    } else {
      count += html[at] != '\n' && (static_cast<unsigned char>(html[at]) & 0xC0U) != 0x80U ? 1 : 0;
      ++at;
    }
  }
  return count;
}

/// At most `most` characters.
std::string shortened(std::string_view text, std::size_t most) {
  std::size_t at = 0;
  for (std::size_t count = 0; at < text.size(); ++count) {
    if (count == most) {
      return std::string(text.substr(0, at));
    }
    static_cast<void>(utf8::next(text, at));
  }
  return std::string(text);
}

}  // namespace

void WeChatReader::read(const document::Tree& tree, const Post& post, Reporter& reporter) {
  const std::string_view lang = post.data.lang ? std::string_view(*post.data.lang) : lang_;
  const std::string accent = sent::hex_color(settings_.accent, kSentAccent);
  const bool has_banner = settings_.theme == WeChatTheme::kBanner;
  const sent::Styles styles(
      sent::wechat_styles(), accent, sent::is_right_to_left(lang),
      has_banner ? sent::wechat_banner() : sent::PartStyle{sent::Part::kCount, {}});
  sent::SentAddresses addresses({}, settings_.addresses);
  sent::HtmlWriter writer(tree, sent::Destination::kWeChat, styles, addresses, sent_limit(tree));
  if (settings_.names_languages) {
    writer.name_languages();
  }
  std::optional<sent::SentHtml> written = writer.run();
  report_addresses(addresses, tree, reporter);
  if (!written) {
    read_plain(tree.text);
    return;
  }
  written_ = std::move(*written);
}

void WeChatReader::read_plain(std::string_view body) {
  written_.html = plain_html(body);
}

WeChatArticle WeChatReader::article(const Post& post) {
  WeChatArticle article;
  article.title = line_of(post.data.title.value_or(""));
  article.author = post.data.authors.empty() ? std::string() : line_of(post.data.authors.front());
  article.digest = shortened(line_of(post.excerpt), kMaxWeChatDigest);
  article.html = "<section style=\"font-size:16px;color:#333333;word-break:break-word\">\n";
  article.html += written_.html;
  article.html += "</section>\n";
  article.characters = characters_of(written_.html);
  article.pictures = std::move(written_.pictures);
  article.pictures.erase(
      std::remove_if(article.pictures.begin(), article.pictures.end(),
                     [](const std::string& picture) { return is_hosted(picture); }),
      article.pictures.end());
  return article;
}

}  // namespace broadsheet
