// Elements of authors that stay.
#include "html/delivery.h"
#include "html/escape.h"
#include "html/sanitizer.h"
#include "html/url.h"

namespace broadsheet::html {
namespace {

constexpr std::size_t kNone = std::string_view::npos;

/// Longer ids are none: nobody writes them, and links repeat them.
constexpr std::size_t kMaxIdBytes = 128;

}  // namespace

void Sanitizer::write_id(Element element) {
  const AttributeKey key =
      attributes_.has(AttributeKey::kId) ? AttributeKey::kId : AttributeKey::kName;
  const std::string_view id = attributes_.value(key);
  if (id.empty() || id.size() > kMaxIdBytes || id.find_first_of(" \t\n\f\r") != kNone ||
      !host_.claim_id(id)) {
    return;
  }
  out_ += " id=\"";
  out_ += kAuthorIdPrefix;
  append_escaped(out_, id);
  out_ += '"';
  if (role_of(element) == Role::kHeading) {
    id_ = kAuthorIdPrefix;
    id_ += id;
  }
}

/// Writes the start tag for the token at hand.
void Sanitizer::write_start(Element element, std::uint8_t flags) {
  const Role role = role_of(element);
  attributes_.read(token_);
  out_ += '<';
  out_ += (flags & kAsDiv) != 0 ? "div" : shown_name(element);
  if (role == Role::kHeading) {
    heading_at_ = out_.size();
    id_.clear();
  }
  if ((flags & kListed) != 0) {
    // In front, where pages that rewrite addresses look for it.
    out_ += " href=\"";
    if (url_.substr(0, 1) == "#") {
      fragments_.add(out_.size());
    }
    append_url(out_, url_);
    out_ += '"';
  }
  if (attributes_.has(AttributeKey::kId) ||
      (element == Element::kA && attributes_.has(AttributeKey::kName))) {
    write_id(element);
  }
  attributes_.append(out_, element);
  if (!attributes_.dropped().empty()) {
    host_.on_finding(Finding::kAttribute, attributes_.dropped(), token_.source.data());
  }
  if (role != Role::kLink && role != Role::kImage) {
    out_ += '>';
  }
}

void Sanitizer::open_inline(Element element) {
  make_room_for_text();
  if (may_nest(1)) {
    inline_run_ = inline_run_ || at_frame();
    push(element);
  }
}

void Sanitizer::open_link() {
  attributes_.read(token_);
  const bool has_address = attributes_.has(AttributeKey::kHref);
  if (!has_address && is_prose(Element::kA)) {
    write_text(token_.source);
    return;
  }
  if (in_link()) {
    // As a browser: the second of two links ends the first. Not so one of Markdown's, or one
    // around.
    std::size_t at = stack_.size();
    const std::size_t bottom = floor();
    while (at > bottom && (stack_[at - 1].flags & kIsLink) == 0) {
      --at;
    }
    if (at == bottom) {
      host_.on_finding(Finding::kDropped, "a", token_.source.data());
      return;
    }
    close_to(at - 1);
  }
  make_room_for_text();
  if (!may_nest(1)) {
    return;
  }
  inline_run_ = inline_run_ || at_frame();
  url_ = addresses_.of_link(cleaned_url(attributes_.value(AttributeKey::kHref)));
  const bool clickable = has_address && may_link(url_);
  if (has_address && !clickable) {
    host_.on_finding(Finding::kLinkScheme, url_, token_.source.data());
  }
  push(Element::kA, static_cast<std::uint8_t>(kIsLink | (clickable ? kListed : 0)));
  ++open_links_;
  if (clickable) {
    if (same_name(attributes_.value(AttributeKey::kTarget), "_blank")) {
      out_ += " target=\"_blank\" rel=\"noopener\"";
    }
  }
  out_ += '>';
  if (clickable) {
    host_.on_link(url_);
  }
}

void Sanitizer::open_ruby_text(Element element) {
  const std::size_t bottom = floor();
  for (std::size_t at = stack_.size(); at > bottom && is_inline(role_of(stack_[at - 1].element));
       --at) {
    if (stack_[at - 1].element == Element::kRuby && may_nest(1)) {
      close_to(at);
      push(element);
      return;
    }
  }
  host_.on_finding(Finding::kDropped, name_of(element), token_.source.data());
}

void Sanitizer::line_break(Element element) {
  make_room_for_text();
  out_ += element == Element::kBr ? "<br>" : "<wbr>";
  if (element == Element::kBr) {
    host_.on_break(Break::kLine);
  }
}

void Sanitizer::rule() {
  if (refused_in_phrasing(Element::kHr)) {
    --unwrapped_blocks_;
    return;
  }
  close_paragraph();
  make_room_for_text();
  out_ += "<hr>";
  inline_run_ = false;
  host_.on_break(Break::kBlock);
}

void Sanitizer::image() {
  attributes_.read(token_);
  url_ = addresses_.of_image(cleaned_url(attributes_.value(AttributeKey::kSrc)));
  text_.assign(attributes_.value(AttributeKey::kAlt));
  if (!may_load_image(url_) || url_.empty()) {
    host_.on_finding(Finding::kImageScheme, url_, token_.source.data());
    write_text(text_);
    return;
  }
  begin_phrase();
  out_ += "<img src=\"";
  append_url(out_, url_);
  out_ += "\" alt=\"";
  append_escaped(out_, text_);
  out_ += '"';
  if (attributes_.has(AttributeKey::kId)) {
    write_id(Element::kImg);
  }
  attributes_.append(out_, Element::kImg);
  append_delivery(out_, url_);
  out_ += '>';
  if (!attributes_.dropped().empty()) {
    host_.on_finding(Finding::kAttribute, attributes_.dropped(), token_.source.data());
  }
  host_.on_image(url_, text_, attributes_.value(AttributeKey::kTitle));
}

void Sanitizer::open_block(Element element) {
  if (refused_in_phrasing(element)) {
    return;
  }
  close_paragraph();
  make_room_for_text();
  // A table needs room for a section, a row and a cell.
  const Role role = role_of(element);
  if (!may_nest(role == Role::kTable ? 5 : 1)) {
    return;
  }
  inline_run_ = false;
  host_.on_break(Break::kBlock);
  push(element);
  if (role == Role::kHeading) {
    host_.on_heading();
  } else if (role == Role::kPreformatted) {
    ++preformatted_;
    skip_line_feed_ = true;
    fresh_pre_ = out_.size();
  }
}

/// One that is not closed in its block may hold the blocks of Markdown that follow, which a `p`
/// cannot: `<p align="center">`, a blank line, an image, a blank line, `</p>`.
void Sanitizer::open_paragraph() {
  if (refused_in_phrasing(Element::kP)) {
    return;
  }
  close_paragraph();
  make_room_for_text();
  if (may_nest(1)) {
    inline_run_ = false;
    host_.on_break(Break::kBlock);
    push(Element::kP, ends(Element::kP) ? 0 : kAsDiv);
  }
}

/// An item of a list, or a term or definition: directly in its list, else a block like others.
void Sanitizer::open_item(Element element) {
  if (refused_in_phrasing(element)) {
    return;
  }
  const Role role = role_of(element);
  const Role list = role == Role::kItem ? Role::kList : Role::kTermList;
  const std::size_t bottom = floor();
  std::size_t at = stack_.size();
  while (at > bottom && role_of(stack_[at - 1].element) != list &&
         !(role_of(stack_[at - 1].element) == role && (stack_[at - 1].flags & kAsDiv) != 0) &&
         !is_table_structure(role_of(stack_[at - 1].element))) {
    --at;
  }
  const bool found = at > bottom;
  const bool in_list = found && role_of(stack_[at - 1].element) == list;
  if (in_list) {
    close_to(at);
  } else if (found && role_of(stack_[at - 1].element) == role) {
    close_to(at - 1);
  } else {
    close_paragraph();
  }
  make_room_for_text();
  if (may_nest(1)) {
    inline_run_ = false;
    host_.on_break(Break::kBlock);
    push(element, in_list ? 0 : kAsDiv);
  }
}

void Sanitizer::open_table_part(Element element) {
  const std::size_t table = in_phrasing() ? kNone : find_table();
  if (table == kNone) {
    host_.on_finding(Finding::kDropped, name_of(element), token_.source.data());
    separate();
    return;
  }
  switch (role_of(element)) {
    case Role::kRow:
      if (table + 1 < stack_.size() && role_of(stack_[table + 1].element) == Role::kSection) {
        close_to(table + 2);
      } else {
        close_to(table + 1);
        push_implied(Element::kTbody);
      }
      break;
    case Role::kCell:
      open_row(table);
      host_.on_break(Break::kCell);
      break;
    default:
      close_to(table + 1);
      break;
  }
  push(element);
}

}  // namespace broadsheet::html
