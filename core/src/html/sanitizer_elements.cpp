// Elements of authors that stay.
#include "html/author_ids.h"
#include "html/sanitizer.h"
#include "html/url.h"
#include "text/not_found.h"

namespace broadsheet::html {

/// The id of the tag at hand, if it may be one.
void Sanitizer::read_id() {
  tag_.id.clear();
  const AttributeKey key =
      tag_.attributes.has(AttributeKey::kId) ? AttributeKey::kId : AttributeKey::kName;
  const std::string_view id = tag_.attributes.value(key);
  if (!id.empty() && id.size() <= kMaxAuthorIdBytes &&
      id.find_first_of(" \t\n\f\r") == text::kNotFound) {
    tag_.id = kAuthorIdPrefix;
    tag_.id += id;
  }
}

/// Gives `tag` id and attributes of the tag at hand.
void Sanitizer::add_attributes(StartTag& tag) {
  if (tag_.attributes.has(AttributeKey::kId) ||
      (tag.element == Element::kA && tag_.attributes.has(AttributeKey::kName))) {
    read_id();
    tag.id = tag_.id;
  }
  tag_.markup.shorten(0);
  tag_.attributes.append(tag_.markup, tag.element);
  if (tag.linked && same_name(tag_.attributes.value(AttributeKey::kTarget), "_blank")) {
    tag_.markup += " target=\"_blank\" rel=\"noopener\"";
  }
  tag.attributes = tag_.markup.view();
}

/// Opens the element of the tag at hand.
void Sanitizer::start(Element element, std::uint8_t flags, bool clickable) {
  tag_.attributes.read(token_);
  StartTag tag;
  tag.element = element;
  tag.at = token_.source.data();
  tag.as_div = (flags & OpenElements::kAsDiv) != 0;
  tag.linked = clickable;
  if (tag.linked) {
    tag.url = url_;
  }
  add_attributes(tag);
  open_.start(tag, flags);
  report_attributes();
}

void Sanitizer::report_attributes() {
  if (!tag_.attributes.dropped().empty()) {
    report(Finding::kAttribute, tag_.attributes.dropped());
  }
}

void Sanitizer::open_inline(Element element) {
  open_.make_room_for_text();
  if (may_nest(1)) {
    open_.begin_inline_run();
    start(element);
  }
}

void Sanitizer::open_link() {
  tag_.attributes.read(token_);
  const bool has_address = tag_.attributes.has(AttributeKey::kHref);
  if (!has_address && is_prose(Element::kA)) {
    write_text(token_.source);
    return;
  }
  // As a browser: the second of two links ends the first. Not so one of Markdown's, or one around.
  if (open_.in_link() && !open_.end_link()) {
    report(Finding::kDropped, "a");
    return;
  }
  open_.make_room_for_text();
  if (!may_nest(1)) {
    return;
  }
  open_.begin_inline_run();
  url_ = addresses_.of_link(cleaned_url(tag_.attributes.value(AttributeKey::kHref)));
  const bool clickable = has_address && may_link(url_);
  if (has_address && !clickable) {
    report(Finding::kLinkScheme, url_);
  }
  start(Element::kA, OpenElements::kIsLink, clickable);
}

void Sanitizer::open_ruby_text(Element element) {
  if (open_.return_to_ruby(token_.source.data())) {
    start(element);
  } else {
    report(Finding::kDropped, name_of(element));
  }
}

void Sanitizer::line_break(Element element) {
  open_.make_room_for_text();
  StartTag tag;
  tag.element = element;
  tag.at = token_.source.data();
  open_.write_void(tag);
}

void Sanitizer::rule() {
  if (refused(Element::kHr)) {
    return;
  }
  open_.make_room_for_block();
  StartTag tag;
  tag.element = Element::kHr;
  open_.write_void(tag);
  open_.end_inline_run();
}

void Sanitizer::image() {
  tag_.attributes.read(token_);
  url_ = addresses_.of_image(cleaned_url(tag_.attributes.value(AttributeKey::kSrc)));
  text_.assign(tag_.attributes.value(AttributeKey::kAlt));
  if (!may_load_image(url_) || url_.empty()) {
    report(url_.empty() ? Finding::kImageEmpty : Finding::kImageScheme, url_);
    write_text(text_);
    return;
  }
  open_.begin_phrase(token_.source.data());
  // A paragraph that was made room for has read no attributes: these are still the image's.
  StartTag tag;
  tag.element = Element::kImg;
  tag.at = token_.source.data();
  tag.url = url_;
  tag.alt = text_;
  add_attributes(tag);
  report_attributes();
  tag.title = tag_.attributes.value(AttributeKey::kTitle);
  open_.write_void(tag);
}

void Sanitizer::open_block(Element element) {
  if (refused(element)) {
    return;
  }
  open_.make_room_for_block();
  // A table needs room for a section, a row and a cell.
  const Role role = role_of(element);
  if (!may_nest(role == Role::kTable ? 5 : 1)) {
    return;
  }
  open_.end_inline_run();
  start(element);
  skip_line_feed_ = role == Role::kPreformatted;
}

/// One that is not closed in its block may hold the blocks of Markdown that follow, which a `p`
/// cannot: `<p align="center">`, a blank line, an image, a blank line, `</p>`.
void Sanitizer::open_paragraph() {
  if (refused(Element::kP)) {
    return;
  }
  open_.make_room_for_block();
  if (may_nest(1)) {
    open_.end_inline_run();
    start(Element::kP, ends(Element::kP) ? 0 : OpenElements::kAsDiv);
  }
}

/// An item of a list, or a term or definition: directly in its list, else a block like others.
void Sanitizer::open_item(Element element) {
  if (refused(element)) {
    return;
  }
  const bool in_list = open_.make_room_for_item(element);
  if (may_nest(1)) {
    open_.end_inline_run();
    start(element, in_list ? 0 : OpenElements::kAsDiv);
  }
}

void Sanitizer::open_table_part(Element element) {
  if (open_.make_room_for_table_part(element)) {
    start(element);
    return;
  }
  report(Finding::kDropped, name_of(element));
  open_.separate();
}

}  // namespace broadsheet::html
