#include "html/start_tag.h"

#include "html/attribute_list.h"
#include "html/delivery.h"
#include "html/escape.h"

namespace broadsheet::html {

void append_start_tag(text::Buffer& out, const StartTag& tag) {
  if (tag.is_embed) {
    out += "<a class=\"bs-embed\" href=\"";
    append_url(out, tag.url);
    out += "\">";
    return;
  }
  const bool is_image = tag.element == Element::kImg;
  out += '<';
  out += tag.as_div ? "div" : tag.implied ? name_of(tag.element) : shown_name(tag.element);
  if (tag.linked) {
    // In front, where pages that rewrite addresses look for it.
    out += " href=\"";
    append_url(out, tag.url);
    out += '"';
  } else if (is_image) {
    out += " src=\"";
    append_url(out, tag.url);
    out += "\" alt=\"";
    append_escaped(out, tag.alt);
    out += '"';
  }
  if (!tag.id.empty()) {
    out += " id=\"";
    append_escaped(out, tag.id);
    out += '"';
  }
  out += tag.attributes;
  if (is_image && tag.attributes.empty()) {
    append_delivery(out, tag.url);
  } else if (is_image) {
    text::Buffer delivery;
    append_delivery(delivery, tag.url);
    append_missing(out, delivery.view(), tag.attributes);
  }
  out += '>';
}

void append_end_tag(text::Buffer& out, Element element, bool as_div, bool implied) {
  out += "</";
  out += as_div ? "div" : shown_name(element);
  out += '>';
  // Bare text that has become a paragraph stands on a line like those of Markdown.
  if (implied && element == Element::kP) {
    out += '\n';
  }
}

}  // namespace broadsheet::html
