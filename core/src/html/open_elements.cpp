#include "html/open_elements.h"

#include "html/tokenizer.h"
#include "text/not_found.h"

namespace broadsheet::html {
namespace {}  // namespace

void OpenElements::enter(ContentModel model, bool silent) {
  std::uint8_t flags = kMarkdown;
  if (model != ContentModel::kFlow) {
    flags |= kPhrasing;
  }
  if (silent) {
    flags |= kSilent;
  } else if (model == ContentModel::kLink) {
    flags |= kIsLink;
    ++open_links_;
  }
  stack_.push_back({Element::kUnknown, flags});
}

bool OpenElements::leave() {
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

void OpenElements::before_block() {
  if (!at_markdown()) {
    close_phrases();
    make_room_for_text();
  }
}

void OpenElements::begin_html_block() {
  in_html_block_ = true;
  inline_run_ = false;
  tail_.line_feed = true;  // A block begins on a line of its own.
}

void OpenElements::end_html_block() {
  close_phrases();
  while (!at_markdown() && !host_.ends_later(stack_.back().element)) {
    close_one();
  }
  in_html_block_ = false;
}

/// Behind the innermost element of Markdown.
std::size_t OpenElements::floor() const {
  std::size_t at = stack_.size();
  while (at > 0 && (stack_[at - 1].flags & kMarkdown) == 0) {
    --at;
  }
  return at;
}

bool OpenElements::in_phrasing() const {
  const std::size_t at = floor();
  return at > 0 && (stack_[at - 1].flags & kPhrasing) != 0;
}

bool OpenElements::in_table_structure() const {
  return !at_markdown() && is_table_structure(role_of(stack_.back().element));
}

std::size_t OpenElements::find_table() const {
  const std::size_t bottom = floor();
  for (std::size_t at = stack_.size(); at > bottom; --at) {
    if (role_of(stack_[at - 1].element) == Role::kTable) {
      return at - 1;
    }
  }
  return text::kNotFound;
}

bool OpenElements::may_nest(std::size_t elements, const char* at) {
  if (depth_ + elements <= kMaxAuthorDepth) {
    return true;
  }
  if (!too_deep_reported_) {
    too_deep_reported_ = true;
    host_.on_finding(Finding::kTooDeep, {}, at);
  }
  return false;
}

void OpenElements::start(const StartTag& tag, std::uint8_t flags) {
  stack_.push_back({tag.element, flags});
  ++depth_;
  host_.on_start(tag);
  const Role shown = tag.as_div ? Role::kBlock : role_of(element_of(shown_name(tag.element)));
  tail_ = {!is_inline(shown), false, false};
  const Role role = role_of(tag.element);
  if ((flags & kIsLink) != 0) {
    ++open_links_;
  }
  if (role == Role::kPreformatted) {
    ++preformatted_;
    tail_.fresh_pre = true;
  }
}

void OpenElements::start_implied(Element element) {
  stack_.push_back({element, kImplied});
  ++depth_;
  StartTag tag;
  tag.element = element;
  tag.implied = true;
  host_.on_start(tag);
  tail_ = {true, false, false};
}

void OpenElements::write_void(const StartTag& tag) {
  host_.on_void(tag);
  tail_ = {tag.element == Element::kBr || tag.element == Element::kHr, false, false};
}

void OpenElements::write_link(const StartTag& tag, std::string_view text) {
  host_.on_start(tag);
  show(text, text, false);
  host_.on_end();
  tail_ = {false, false, false};
}

void OpenElements::write_text(std::string_view text, const char* at) {
  const bool between_blocks = in_html_block_ && at_markdown() && !inline_run_;
  if (is_blank(text) && (at_markdown() || in_table_structure())) {
    if (!between_blocks || !tail_.line_feed) {
      show_blank(between_blocks ? "\n" : text);
    }
    host_.on_text(text, {}, preformatted_ > 0);
    return;
  }
  const std::size_t lead = between_blocks ? text.find_first_not_of(" \t\n\f\r") : std::size_t{0};
  begin_phrase(at);
  if (tail_.fresh_pre && text[lead] == '\n') {
    show_blank("\n");  // A browser drops the first one.
  }
  show(text, text.substr(lead), preformatted_ > 0);
}

void OpenElements::show(std::string_view text, std::string_view shown, bool preformatted) {
  host_.on_text(text, shown, preformatted);
  tail_.line_start = tail_.line_start && shown.find_first_not_of('\n') == std::string_view::npos;
  tail_.line_feed = shown.back() == '\n';
  tail_.fresh_pre = false;
}

void OpenElements::show_blank(std::string_view blank) {
  host_.on_blank(blank);
  tail_.line_start = tail_.line_start && blank.find_first_not_of('\n') == std::string_view::npos;
  tail_.line_feed = blank.back() == '\n';
  tail_.fresh_pre = false;
}

void OpenElements::end(Element element) {
  const Role role = role_of(element);
  const bool of_table = role == Role::kTable || is_table_part(role);
  const std::size_t bottom = floor();
  bool crosses_block = false;
  for (std::size_t at = stack_.size(); at > bottom; --at) {
    Open& open = stack_[at - 1];
    const Role open_role = role_of(open.element);
    if (open.element == element || (role == Role::kHeading && open_role == Role::kHeading)) {
      if (crosses_block) {
        open.flags |= kEnded;
      } else {
        close_to(at - 1);
      }
      return;
    }
    if (open_role == Role::kTable || (!of_table && is_table_part(open_role))) {
      break;
    }
    crosses_block = crosses_block ||
                    (is_inline(role) && !is_inline(open_role) && open_role != Role::kParagraph);
  }
  if (unwrapped_blocks_ > 0 && !is_inline(role)) {
    --unwrapped_blocks_;
    break_line();
  } else if (role == Role::kUnwrappedBlock) {
    separate();
  }
}

void OpenElements::close_one() {
  const Open open = stack_.back();
  stack_.pop_back();
  --depth_;
  const Role role = role_of(open.element);
  const bool implied_paragraph = (open.flags & kImplied) != 0 && role == Role::kParagraph;
  if (implied_paragraph) {
    host_.trim_shown();
  }
  host_.on_end();
  tail_ = {false, implied_paragraph, false};
  if ((open.flags & kIsLink) != 0) {
    --open_links_;
  }
  if (role == Role::kPreformatted) {
    --preformatted_;
  }
}

void OpenElements::close_to(std::size_t size) {
  while (stack_.size() > size) {
    close_one();
  }
  while (!at_markdown() && (stack_.back().flags & kEnded) != 0) {
    close_one();
  }
}

/// A paragraph or heading of the author, which no block may stand in.
void OpenElements::close_paragraph() {
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
void OpenElements::close_phrases() {
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

bool OpenElements::end_link() {
  const std::size_t bottom = floor();
  std::size_t at = stack_.size();
  while (at > bottom && (stack_[at - 1].flags & kIsLink) == 0) {
    --at;
  }
  if (at == bottom) {
    return false;
  }
  close_to(at - 1);
  return true;
}

bool OpenElements::return_to_ruby(const char* at_source) {
  const std::size_t bottom = floor();
  for (std::size_t at = stack_.size(); at > bottom && is_inline(role_of(stack_[at - 1].element));
       --at) {
    if (stack_[at - 1].element == Element::kRuby && may_nest(1, at_source)) {
      close_to(at);
      return true;
    }
  }
  return false;
}

/// Text and blocks stand in cells, not between them.
void OpenElements::make_room_for_text() {
  if (!in_table_structure()) {
    return;
  }
  const std::size_t table = find_table();
  open_row(table);
  start_implied(Element::kTd);
}

void OpenElements::make_room_for_block() {
  close_paragraph();
  make_room_for_text();
}

bool OpenElements::make_room_for_item(Element element) {
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
  return in_list;
}

bool OpenElements::make_room_for_table_part(Element element) {
  const std::size_t table = in_phrasing() ? text::kNotFound : find_table();
  if (table == text::kNotFound) {
    return false;
  }
  switch (role_of(element)) {
    case Role::kRow:
      if (table + 1 < stack_.size() && role_of(stack_[table + 1].element) == Role::kSection) {
        close_to(table + 2);
      } else {
        close_to(table + 1);
        start_implied(Element::kTbody);
      }
      break;
    case Role::kCell:
      open_row(table);
      break;
    default:
      close_to(table + 1);
      break;
  }
  return true;
}

/// Leaves the table with a row open in a section, and nothing in it.
void OpenElements::open_row(std::size_t table) {
  const auto is_role = [&](std::size_t at, Role role) {
    return at < stack_.size() && role_of(stack_[at].element) == role;
  };
  if (!is_role(table + 1, Role::kSection)) {
    close_to(table + 1);
    start_implied(Element::kTbody);
  }
  if (!is_role(table + 2, Role::kRow)) {
    close_to(table + 2);
    start_implied(Element::kTr);
  }
  close_to(table + 3);
}

void OpenElements::begin_phrase(const char* at) {
  make_room_for_text();
  if (in_html_block_ && at_markdown() && !inline_run_ && may_nest(1, at)) {
    if (!tail_.line_feed) {
      show_blank("\n");
    }
    start_implied(Element::kP);
  }
}

/// A line ends within a paragraph, where a block would stand if it could.
void OpenElements::break_line() {
  host_.on_line_break(!tail_.line_start);
  if (!tail_.line_start) {
    tail_ = {true, false, false};
  }
}

void OpenElements::separate() {
  if (in_phrasing()) {
    break_line();
    return;
  }
  close_paragraph();
  host_.on_separator();
  tail_.line_feed = true;
  tail_.fresh_pre = false;
}

void OpenElements::begin_unwrapped_block() {
  separate();
  unwrapped_blocks_ += in_phrasing() ? 1 : 0;
}

bool OpenElements::refuses_block(Element element) {
  // The line end behind a start tag of `pre` is for whole blocks to see.
  if (!in_phrasing() && (in_html_block_ || role_of(element) != Role::kPreformatted)) {
    return false;
  }
  break_line();
  // What has no end tag ends no line.
  unwrapped_blocks_ += element != Element::kHr ? 1 : 0;
  return true;
}

}  // namespace broadsheet::html
