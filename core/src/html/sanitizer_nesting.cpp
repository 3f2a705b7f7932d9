// What is open, and how room is made in it for what follows: nothing that is written has to be
// closed or moved by a browser.
#include "html/sanitizer.h"

namespace broadsheet::html {
namespace {

constexpr std::size_t kNone = std::string_view::npos;

/// Whether a line begins at the end of `html`: behind a line break or the start tag of a block.
bool at_line_start(std::string_view html) {
  while (!html.empty() && html.back() == '\n') {
    html.remove_suffix(1);
  }
  if (html.empty() || html.back() != '>') {
    return html.empty();
  }
  const std::size_t begin = html.rfind('<') + 1;
  const std::size_t end = html.find_first_of(" >", begin);
  const Element element = element_of(html.substr(begin, end - begin));
  return element != Element::kUnknown && !is_inline(role_of(element)) &&
         role_of(element) != Role::kImage && role_of(element) != Role::kWordBreak;
}

}  // namespace

bool Sanitizer::enter(Frame frame) {
  std::uint8_t flags = kMarkdown;
  if (frame != Frame::kFlow) {
    flags |= kPhrasing;
  }
  if (skipping()) {
    ++skipped_frames_;
    flags |= kSilent;
  } else if (frame == Frame::kLink) {
    flags |= kIsLink;
    ++open_links_;
  }
  stack_.push_back({Element::kUnknown, flags});
  return !skipping();
}

bool Sanitizer::leave() {
  if (skipped_frames_ > 0) {
    --skipped_frames_;
  } else {
    skipped_ = Element::kUnknown;
  }
  close_to(floor());
  unwrapped_blocks_ = 0;
  if (stack_.empty()) {
    return true;
  }
  const std::uint8_t flags = stack_.back().flags;
  open_links_ -= (flags & kIsLink) != 0 ? 1 : 0;
  stack_.pop_back();
  return (flags & kSilent) == 0;
}

void Sanitizer::before_block() {
  skipped_ = Element::kUnknown;
  skipped_frames_ = 0;
  if (!at_frame()) {
    close_phrases();
    make_room_for_text();
  }
}

void Sanitizer::finish() {
  while (!stack_.empty()) {
    leave();
  }
}

/// Behind the innermost element of Markdown.
std::size_t Sanitizer::floor() const {
  std::size_t at = stack_.size();
  while (at > 0 && (stack_[at - 1].flags & kMarkdown) == 0) {
    --at;
  }
  return at;
}

bool Sanitizer::at_frame() const {
  return stack_.empty() || (stack_.back().flags & kMarkdown) != 0;
}

bool Sanitizer::in_phrasing() const {
  const std::size_t at = floor();
  return at > 0 && (stack_[at - 1].flags & kPhrasing) != 0;
}

bool Sanitizer::in_table_structure() const {
  return !at_frame() && is_table_structure(role_of(stack_.back().element));
}

std::size_t Sanitizer::find_table() const {
  const std::size_t bottom = floor();
  for (std::size_t at = stack_.size(); at > bottom; --at) {
    if (role_of(stack_[at - 1].element) == Role::kTable) {
      return at - 1;
    }
  }
  return kNone;
}

bool Sanitizer::may_nest(std::size_t elements) {
  if (depth_ + elements <= kMaxAuthorDepth) {
    return true;
  }
  if (!too_deep_reported_) {
    too_deep_reported_ = true;
    host_.on_finding(Finding::kTooDeep, {}, token_.source.data());
  }
  return false;
}

void Sanitizer::push(Element element, std::uint8_t flags) {
  stack_.push_back({element, flags});
  ++depth_;
  write_start(element, flags);
}

void Sanitizer::push_implied(Element element) {
  stack_.push_back({element, kImplied});
  ++depth_;
  out_ += '<';
  out_ += name_of(element);
  out_ += '>';
}

void Sanitizer::close_one() {
  const Open open = stack_.back();
  stack_.pop_back();
  --depth_;
  const Role role = role_of(open.element);
  if ((open.flags & kImplied) != 0 && role == Role::kParagraph) {
    while (out_.back() == '\n' || out_.back() == ' ') {
      out_.pop_back();
    }
  }
  out_ += "</";
  out_ += (open.flags & kAsDiv) != 0 ? "div" : shown_name(open.element);
  out_ += '>';
  if ((open.flags & kIsLink) != 0) {
    --open_links_;
  }
  if ((open.flags & kListed) != 0) {
    host_.on_link_end();
  }
  if (role == Role::kPreformatted) {
    --preformatted_;
  }
  if (role == Role::kHeading) {
    host_.on_heading_end(static_cast<std::uint32_t>(name_of(open.element)[1] - '0'), id_,
                         heading_at_);
  }
  if (role == Role::kParagraph && (open.flags & kImplied) != 0) {
    out_ += '\n';
  }
  if (role != Role::kCell && !is_inline(role)) {
    host_.on_break(Break::kBlock);
  }
}

void Sanitizer::close_to(std::size_t size) {
  while (stack_.size() > size) {
    close_one();
  }
  while (!at_frame() && (stack_.back().flags & kEnded) != 0) {
    close_one();
  }
}

/// A paragraph or heading of the author, which no block may stand in.
void Sanitizer::close_paragraph() {
  const std::size_t bottom = floor();
  for (std::size_t at = stack_.size(); at > bottom; --at) {
    const Role role = role_of(stack_[at - 1].element);
    if (role == Role::kParagraph || role == Role::kHeading) {
      close_to(at - 1);
      return;
    }
    if (is_table_structure(role)) {
      return;
    }
  }
}

/// What of the author's may not hold a block of Markdown, and what is in it.
void Sanitizer::close_phrases() {
  for (std::size_t at = floor(); at < stack_.size(); ++at) {
    const Role role = role_of(stack_[at].element);
    const bool paragraph = role == Role::kParagraph && (stack_[at].flags & kAsDiv) == 0;
    if (paragraph || role == Role::kHeading || role == Role::kLink || role == Role::kRubyText ||
        role == Role::kPreformatted) {
      close_to(at);
      return;
    }
  }
}

/// Text and blocks stand in cells, not between them.
void Sanitizer::make_room_for_text() {
  if (!in_table_structure()) {
    return;
  }
  const std::size_t table = find_table();
  open_row(table);
  push_implied(Element::kTd);
  host_.on_break(Break::kCell);
}

/// Leaves the table with a row open in a section, and nothing in it.
void Sanitizer::open_row(std::size_t table) {
  const auto is_role = [&](std::size_t at, Role role) {
    return at < stack_.size() && role_of(stack_[at].element) == role;
  };
  if (!is_role(table + 1, Role::kSection)) {
    close_to(table + 1);
    push_implied(Element::kTbody);
  }
  if (!is_role(table + 2, Role::kRow)) {
    close_to(table + 2);
    push_implied(Element::kTr);
    host_.on_break(Break::kBlock);
  }
  close_to(table + 3);
}

/// Text or an image follows. Where a block of raw HTML holds bare text, it becomes a paragraph.
void Sanitizer::begin_phrase() {
  make_room_for_text();
  if (in_block_ && at_frame() && !inline_run_ && may_nest(1)) {
    out_ += out_.empty() || out_.back() == '\n' ? "" : "\n";
    push_implied(Element::kP);
  }
}

/// A line ends within a paragraph, where a block would stand if it could.
void Sanitizer::break_line() {
  host_.on_break(Break::kLine);
  if (!at_line_start(out_.view())) {
    out_ += "<br>";
  }
}

/// An element is left out, but what it holds shall not run into what is around it.
void Sanitizer::separate() {
  if (in_phrasing()) {
    break_line();
    return;
  }
  close_paragraph();
  host_.on_break(Break::kBlock);
  out_ += '\n';
}

bool Sanitizer::refused_in_phrasing(Element element) {
  // The line end behind a start tag of `pre` is for whole blocks to see.
  if (!in_phrasing() && (in_block_ || role_of(element) != Role::kPreformatted)) {
    return false;
  }
  ++unwrapped_blocks_;
  break_line();
  host_.on_finding(Finding::kDropped, name_of(element), token_.source.data());
  return true;
}

bool Sanitizer::ends(Element element) {
  if (in_block_) {
    const auto at = static_cast<std::size_t>(token_.source.data() - html_.data());
    return end_tags_.next(element, at) != kNone;
  }
  return !host_.up_to_end_tag(element, token_.source.data()).empty();
}

/// A mere `<video>` that is never closed is a word in a sentence.
bool Sanitizer::is_prose(Element element) {
  return token_.attributes.empty() && !token_.self_closing && !ends(element);
}

}  // namespace broadsheet::html
