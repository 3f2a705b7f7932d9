#include "writers/shortcode_html.h"

#include "html/delivery.h"
#include "html/escape.h"

namespace broadsheet::writers {
namespace {

using document::kNamed;
using document::Shortcode;
using document::ShortcodeKind;

void append_attribute(text::Buffer& out, std::string_view name, std::string_view value) {
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

void append_caption(text::Buffer& out, std::string_view title, std::string_view caption) {
  if (title.empty() && caption.empty()) {
    return;
  }
  out += "<figcaption>";
  if (!title.empty()) {
    out += "<strong>";
    html::append_escaped(out, title);
    out += "</strong>";
    out += caption.empty() ? "" : " ";
  }
  html::append_escaped(out, caption);
  out += "</figcaption>";
}

void append_figure(text::Buffer& out, const Shortcode& shortcode, bool is_block) {
  const std::string_view caption = shortcode.argument("caption", kNamed);
  const std::string_view alt = shortcode.argument("alt", kNamed);
  out += is_block ? "<figure>" : "";
  if (!shortcode.link.empty()) {
    out += "<a href=\"";
    html::append_url(out, shortcode.link);
    out += "\">";
  }
  out += "<img src=\"";
  html::append_url(out, shortcode.url);
  out += '"';
  append_attribute(out, "alt", alt.empty() ? caption : alt);
  for (const std::string_view size : {"width", "height"}) {
    const std::string_view pixels = shortcode.argument(size, kNamed);
    if (is_number(pixels)) {
      append_attribute(out, size, pixels);
    }
  }
  html::append_delivery(out, shortcode.url);
  out += shortcode.link.empty() ? ">" : "></a>";
  if (is_block) {
    append_caption(out, shortcode.argument("title", kNamed), caption);
    out += "</figure>\n";
  }
}

void append_code(text::Buffer& out, const Shortcode& shortcode, std::string_view code,
                 bool is_block) {
  out += is_block ? "<pre><code" : "<code";
  const std::string_view language = shortcode.argument("lang", 0);
  if (!language.empty()) {
    out += " class=\"language-";
    html::append_escaped(out, language);
    out += '"';
  }
  out += '>';
  html::append_escaped(out, code);
  out += is_block ? "\n</code></pre>\n" : "</code>";
}

}  // namespace

void append_shortcode(text::Buffer& out, const Shortcode& shortcode, std::string_view text,
                      bool is_block) {
  switch (shortcode.kind) {
    case ShortcodeKind::kFigure:
      append_figure(out, shortcode, is_block);
      break;
    case ShortcodeKind::kCode:
      append_code(out, shortcode, text, is_block);
      break;
    default:
      out += "<code class=\"shortcode\"";
      append_attribute(out, "data-shortcode", shortcode.name);
      out += '>';
      html::append_escaped(out, shortcode.source);
      out += "</code>";
      break;
  }
}

}  // namespace broadsheet::writers
