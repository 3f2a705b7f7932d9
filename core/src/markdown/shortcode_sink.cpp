#include "markdown/shortcode_sink.h"

#include <algorithm>
#include <cstddef>

#include "html/delivery.h"
#include "html/escape.h"
#include "html/url.h"
#include "text/fold.h"
#include "text/utf8.h"

namespace broadsheet::markdown {
namespace {

/// An argument that has no position.
constexpr std::size_t kNamed = std::string_view::npos;

void append_attribute(std::string& out, std::string_view name, std::string_view value) {
  out += ' ';
  out += name;
  out += "=\"";
  html::append_escaped(out, value);
  out += '"';
}

bool is_number(std::string_view text) {
  return !text.empty() && text.size() <= 5 &&
         text.find_first_not_of("0123456789") == std::string_view::npos;
}

/// Whether `id` can be a video's: letters, digits, hyphens and underscores.
bool is_video_id(std::string_view id) {
  return !id.empty() && id.size() <= 64 &&
         id.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_") ==
             std::string_view::npos;
}

}  // namespace

std::string_view ShortcodeSink::restored(std::string_view text, std::string& buffer) const {
  if (shortcodes_.empty()) {
    return text;
  }
  Placeholder next = find(text, 0);
  if (next.begin == std::string_view::npos) {
    return text;
  }
  buffer.clear();
  std::size_t copied = 0;
  for (; next.begin != std::string_view::npos; next = find(text, copied)) {
    buffer += text.substr(copied, next.begin - copied);
    buffer += shortcodes_[next.index].source;
    copied = next.end;
  }
  buffer += text.substr(copied);
  return buffer;
}

bool ShortcodeSink::write(std::size_t index, bool may_be_block) {
  const Shortcode& shortcode = shortcodes_[index];
  const bool is_block = may_be_block && shortcode.is_block;
  switch (shortcode.kind) {
    case ShortcodeKind::kLiteral: {
      // {{</* x */>}} shows {{< x >}}.
      std::string text(shortcode.source);
      for (const std::string_view mark : {"/*", "*/"}) {
        text.erase(std::min(text.find(mark), text.size()), mark.size());
      }
      sinks_.plain(text);
      return false;
    }
    case ShortcodeKind::kReference: {
      const std::string address = shortcode.address();
      if (address.empty()) {
        write_unknown(shortcode);
      } else {
        write_link(links_.resolved(address), "", address);
      }
      return false;
    }
    case ShortcodeKind::kFigure:
      return write_figure(shortcode, is_block);
    case ShortcodeKind::kVideo:
      write_video(shortcode);
      return false;
    case ShortcodeKind::kCode:
      write_code(shortcode, is_block);
      return is_block;
    case ShortcodeKind::kUnknown:
      write_unknown(shortcode);
      return false;
  }
  return false;
}

bool ShortcodeSink::write_figure(const Shortcode& shortcode, bool is_block) {
  const std::string url = settings_.addresses.of_image(shortcode.argument("src", 0));
  if (url.empty() || (settings_.raw_html != RawHtml::kPass && !html::may_load_image(url))) {
    write_unknown(shortcode);
    return false;
  }
  const std::string_view title = shortcode.argument("title", kNamed);
  const std::string_view caption = shortcode.argument("caption", kNamed);
  const std::string_view alt = shortcode.argument("alt", kNamed);
  const std::string_view shown_alt = alt.empty() ? caption : alt;
  const std::string link = links_.resolved(shortcode.argument("link", kNamed));
  const bool linked = !link.empty() && !links_.in_link() && html::may_link(link);
  std::string out = is_block ? "<figure>" : "";
  if (linked) {
    out += "<a href=\"";
    html::append_url(out, link);
    out += "\">";
  }
  out += "<img src=\"";
  html::append_url(out, url);
  out += '"';
  append_attribute(out, "alt", shown_alt);
  for (const std::string_view size : {"width", "height"}) {
    const std::string_view pixels = shortcode.argument(size, kNamed);
    if (is_number(pixels)) {
      append_attribute(out, size, pixels);
    }
  }
  text::Buffer delivery;
  html::append_delivery(delivery, url);
  out += delivery.view();
  out += linked ? "></a>" : ">";
  links_.list_image(url, shown_alt, title);
  if (linked) {
    links_.list_link(link, title.empty() ? shown_alt : title);
  }
  if (is_block) {
    std::string_view gap;
    if (!title.empty() || !caption.empty()) {
      out += "<figcaption>";
      if (!title.empty()) {
        out += "<strong>";
        html::append_escaped(out, title);
        out += "</strong>";
        gap = " ";
      }
      out += caption.empty() ? "" : gap;
      html::append_escaped(out, caption);
      out += "</figcaption>";
    }
    out += "</figure>\n";
    sinks_.text.append(title);
    sinks_.text.append(caption.empty() ? "" : gap);
    sinks_.text.append(caption);
  }
  if (sinks_.want_html) {
    is_block ? sinks_.html.replace_paragraph(out) : sinks_.html.markup(out);
  }
  return is_block;
}

void ShortcodeSink::write_video(const Shortcode& shortcode) {
  const bool is_youtube = shortcode.name == "youtube";
  const std::string_view id = shortcode.argument("id", 0);
  if (!is_video_id(id)) {
    report(
        shortcode, "`" + std::string(shortcode.name) + "` has no video's id",
        is_youtube ? "write {{< youtube w7Ft2ymGmfc >}}" : "write {{< bilibili BV1xx411c7mD >}}");
    write_as_it_is(shortcode);
    return;
  }
  std::string url = "https://www.youtube.com/watch?v=";
  if (!is_youtube) {
    url = "https://www.bilibili.com/video/";
    url += id.find_first_not_of("0123456789") == std::string_view::npos ? "av" : "";
  }
  url += id;
  const std::string_view title = shortcode.argument("title", kNamed);
  std::string label = is_youtube ? "YouTube: " : "bilibili: ";
  label += title.empty() ? id : title;
  std::string attributes = " class=\"embed-card\"";
  append_attribute(attributes, "data-embed", shortcode.name);
  append_attribute(attributes, "data-embed-id", id);
  write_link(url, attributes, label);
}

void ShortcodeSink::write_code(const Shortcode& shortcode, bool is_block) {
  std::string_view code = shortcode.content;
  if (is_block) {
    const std::size_t line_end = code.find('\n');
    if (line_end != std::string_view::npos && text::trim(code.substr(0, line_end)).empty()) {
      code.remove_prefix(line_end + 1);
    }
    code = code.substr(0, code.find_last_not_of(" \t\r\n") + 1);
  } else {
    code = text::trim(code);
  }
  sinks_.text.append(code);
  if (!sinks_.want_html) {
    return;
  }
  std::string out = is_block ? "<pre><code" : "<code";
  const std::string_view language = shortcode.argument("lang", 0);
  if (!language.empty()) {
    append_attribute(out, "class", std::string("language-").append(language));
  }
  out += '>';
  html::append_escaped(out, code);
  out += is_block ? "\n</code></pre>\n" : "</code>";
  is_block ? sinks_.html.replace_paragraph(out) : sinks_.html.markup(out);
}

void ShortcodeSink::write_unknown(const Shortcode& shortcode) {
  report(shortcode, "`" + std::string(utf8::prefix(shortcode.source, 60)) + "` has no meaning here",
         "it is shown as it is written; take it out or write what it stands for");
  write_as_it_is(shortcode);
}

/// Nothing is lost: what cannot be shown stands as the author wrote it, as code.
void ShortcodeSink::write_as_it_is(const Shortcode& shortcode) {
  if (sinks_.want_html) {
    std::string out = "<code class=\"shortcode\"";
    append_attribute(out, "data-shortcode", shortcode.name);
    out += '>';
    html::append_escaped(out, shortcode.source);
    out += "</code>";
    sinks_.html.markup(out);
  }
}

void ShortcodeSink::write_link(std::string_view url, std::string_view attributes,
                               std::string_view label) {
  if (links_.in_link() || !html::may_link(url)) {
    sinks_.plain(label);
    return;
  }
  links_.list_link(url, label);
  sinks_.text.append(label);
  if (sinks_.want_html) {
    std::string out = "<a href=\"";
    html::append_url(out, url);
    out += '"';
    out += attributes;
    out += '>';
    html::append_escaped(out, label);
    out += "</a>";
    sinks_.html.markup(out);
  }
}

void ShortcodeSink::report(const Shortcode& shortcode, std::string message, std::string hint) {
  reporter_.report("shortcode", Severity::kWarning, body_offset_ + shortcode.offset,
                   std::move(message), std::move(hint));
}

bool expand_address(std::string_view url, const std::vector<Shortcode>& shortcodes,
                    std::string& out) {
  out.clear();
  std::size_t copied = 0;
  bool known = true;
  for (Placeholder next = find_placeholder(url, 0, shortcodes.size());
       next.begin != std::string_view::npos;
       next = find_placeholder(url, copied, shortcodes.size())) {
    const Shortcode& shortcode = shortcodes[next.index];
    out += url.substr(copied, next.begin - copied);
    if (shortcode.kind == ShortcodeKind::kReference) {
      out += shortcode.address();
    } else {
      out += shortcode.source;
      known = false;
    }
    copied = next.end;
  }
  out += url.substr(copied);
  return known;
}

}  // namespace broadsheet::markdown
