#include "html/raw_html.h"

#include "text/fold.h"

namespace broadsheet::html {
namespace {

bool has_suffix(std::string_view text, std::string_view suffix) {
  return text.size() >= suffix.size() && text.substr(text.size() - suffix.size()) == suffix;
}

}  // namespace

bool starts_comment(std::string_view html) {
  return html.substr(0, 4) == "<!--";
}

bool ends_comment(std::string_view html) {
  return has_suffix(html, "-->") || html == "<!-->" || html == "<!--->";
}

std::string_view without_leading_comment(std::string_view html) {
  const std::string_view trimmed = text::trim(html);
  if (!starts_comment(trimmed)) {
    return html;
  }
  // From the second hyphen on, so that `<!-->` and `<!--->` are closed.
  const std::size_t end = trimmed.find("-->", 2);
  return end == std::string_view::npos ? std::string_view{} : trimmed.substr(end + 3);
}

bool is_summary_divider(std::string_view html) {
  const std::string_view trimmed = text::trim(html);
  const std::size_t end = trimmed.find("-->", 2);
  if (!starts_comment(trimmed) || end == std::string_view::npos || end < 4) {
    return false;
  }
  const std::string word = text::fold(trimmed.substr(4, end - 4));
  return word == "more" || word == "excerpt" || word == "truncate";
}

bool is_line_break(std::string_view html) {
  return html.size() >= 4 && html[0] == '<' && (html[1] | 0x20) == 'b' && (html[2] | 0x20) == 'r' &&
         (html[3] == '>' || html[3] == '/' || html[3] == ' ');
}

std::string text_of(std::string_view html) {
  std::string text;
  const std::size_t last_end = html.rfind('>');
  for (std::size_t at = 0; at < html.size();) {
    const char next = at + 1 < html.size() ? html[at + 1] : '\0';
    const bool tag = html[at] == '<' && last_end != std::string_view::npos && at < last_end &&
                     (next == '/' || next == '!' || next == '?' ||
                      ((next | 0x20) >= 'a' && (next | 0x20) <= 'z'));
    if (tag) {
      at = html.find('>', at) + 1;
    } else {
      text += html[at++];
    }
  }
  return std::string(text::trim(text));
}

}  // namespace broadsheet::html
