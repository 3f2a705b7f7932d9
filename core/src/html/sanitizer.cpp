#include "html/sanitizer.h"

#include <algorithm>
#include <utility>

#include "html/character_references.h"
#include "html/delivery.h"
#include "html/escape.h"
#include "html/url.h"

namespace broadsheet::html {
namespace {

constexpr std::size_t kNone = std::string_view::npos;

// Flags of what is open.
constexpr std::uint8_t kMarkdown = 1;  ///< not the author's
constexpr std::uint8_t kPhrasing = 2;  ///< of Markdown: holds text
constexpr std::uint8_t kIsLink = 4;    ///< counted as an open link
constexpr std::uint8_t kListed = 8;    ///< a link that the host heard of
constexpr std::uint8_t kAsDiv = 16;    ///< written as `div`
constexpr std::uint8_t kEnded = 32;    ///< its end tag came before that of an element within
constexpr std::uint8_t kImplied = 64;  ///< no tag of the author stands for it
constexpr std::uint8_t kSilent = 128;  ///< of Markdown, but begun in what is left out

/// Longer ids are none: nobody writes them, and links repeat them.
constexpr std::size_t kMaxIdBytes = 128;

bool is_blank(std::string_view text) {
  return std::all_of(text.begin(), text.end(), is_html_blank);
}

/// Roles of elements that stand within a line.
bool is_inline(Role role) {
  return role == Role::kInline || role == Role::kLink || role == Role::kRubyText;
}

bool is_table_part(Role role) {
  return role == Role::kCaption || role == Role::kSection || role == Role::kRow ||
         role == Role::kCell;
}

/// Roles of elements that no text may stand in: a browser would move it out.
bool is_table_structure(Role role) {
  return role == Role::kTable || role == Role::kSection || role == Role::kRow;
}

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

Sanitizer::Sanitizer(text::Buffer& out, FragmentLinks& fragments, SanitizerHost& host,
                     std::string_view base)
    : out_(out), fragments_(fragments), host_(host), base_(base) {}

// --- What is open ---------------------------------------------------------------------------

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

// --- Reading --------------------------------------------------------------------------------

void Sanitizer::block(std::string_view html) {
  skipped_ = Element::kUnknown;
  in_block_ = true;
  inline_run_ = false;
  process(html);
  skipped_ = Element::kUnknown;
  close_phrases();
  while (!at_frame() && !host_.ends_later(stack_.back().element)) {
    close_one();
  }
  in_block_ = false;
}

void Sanitizer::inlined(std::string_view html) {
  process(html);
}

void Sanitizer::process(std::string_view html) {
  html_ = html;
  end_tags_ = EndTags(html);
  tokenizer_ = Tokenizer(html);
  if (skipping() && role_of(skipped_) == Role::kRawText) {
    tokenizer_.skip_to(std::min(end_tags_.next(skipped_, 0), html.size()));
  }
  skip_line_feed_ = false;
  unended_trees_ = 0;
  while (tokenizer_.next(token_)) {
    if (skipping()) {
      process_skipped();
      continue;
    }
    const bool after_pre = std::exchange(skip_line_feed_, false);
    switch (token_.kind) {
      case TokenKind::kText: {
        const bool skip = after_pre && token_.source.front() == '\n';
        text(token_.source.substr(skip ? 1 : 0));
        break;
      }
      case TokenKind::kStartTag:
        start_tag();
        break;
      case TokenKind::kEndTag:
        end_tag();
        break;
      case TokenKind::kComment:
        host_.on_comment(token_.source);
        break;
      case TokenKind::kOpenComment:
        host_.on_finding(Finding::kOpenComment, {}, token_.source.data());
        break;
      case TokenKind::kOpenTag:
        // A browser would drop it with all that follows.
        write_text(token_.source);
        break;
    }
  }
}

void Sanitizer::process_skipped() {
  const bool start = token_.kind == TokenKind::kStartTag;
  if ((!start && token_.kind != TokenKind::kEndTag) || element_of(token_.name) != skipped_) {
    return;
  }
  skipped_depth_ = start ? skipped_depth_ + 1 : skipped_depth_ - 1;
  if (skipped_depth_ == 0 || role_of(skipped_) == Role::kRawText) {
    skipped_ = Element::kUnknown;
    skipped_frames_ = 0;
  }
}

void Sanitizer::text(std::string_view raw) {
  text_.clear();
  append_decoded(text_, raw, ReferenceContext::kText);
  write_text(text_);
}

void Sanitizer::write_text(std::string_view decoded) {
  if (decoded.empty()) {
    return;
  }
  const bool between_blocks = in_block_ && at_frame() && !inline_run_;
  if (is_blank(decoded) && (at_frame() || in_table_structure())) {
    if (!between_blocks || (!out_.empty() && out_.back() != '\n')) {
      append_escaped(out_, between_blocks ? "\n" : decoded);
    }
  } else {
    const std::size_t lead =
        between_blocks ? decoded.find_first_not_of(" \t\n\f\r") : std::size_t{0};
    begin_phrase();
    if (preformatted_ > 0 && out_.size() == fresh_pre_ && decoded[lead] == '\n') {
      out_ += '\n';  // A browser drops the first one.
    }
    append_escaped(out_, decoded.substr(lead));
  }
  host_.on_text(decoded, preformatted_ > 0);
}

void Sanitizer::start_tag() {
  const Element element = element_of(token_.name);
  if (element == Element::kUnknown) {
    write_text(token_.source);
    return;
  }
  switch (role_of(element)) {
    case Role::kInline:
      open_inline(element);
      break;
    case Role::kLink:
      open_link();
      break;
    case Role::kRubyText:
      open_ruby_text(element);
      break;
    case Role::kLineBreak:
    case Role::kWordBreak:
      line_break(element);
      break;
    case Role::kImage:
      image();
      break;
    case Role::kBlock:
    case Role::kHeading:
    case Role::kPreformatted:
    case Role::kList:
    case Role::kTermList:
    case Role::kTable:
      open_block(element);
      break;
    case Role::kParagraph:
      open_paragraph();
      break;
    case Role::kRule:
      rule();
      break;
    case Role::kItem:
    case Role::kTerm:
      open_item(element);
      break;
    case Role::kCaption:
    case Role::kSection:
    case Role::kRow:
    case Role::kCell:
      open_table_part(element);
      break;
    case Role::kUnwrapped:
    case Role::kUnwrappedBlock:
    case Role::kVoid:
      leave_out(element);
      break;
    case Role::kRawText:
    case Role::kTree:
      skip_content(element);
      break;
  }
}

void Sanitizer::end_tag() {
  const Element element = element_of(token_.name);
  if (element == Element::kUnknown) {
    write_text(token_.source);
    return;
  }
  const Role role = role_of(element);
  if (role == Role::kLineBreak) {
    line_break(element);  // As browsers read `</br>`.
    return;
  }
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

// --- Making room ----------------------------------------------------------------------------

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

// --- Elements that stay ---------------------------------------------------------------------

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
  url_ = resolve(cleaned_url(attributes_.value(AttributeKey::kHref)), base_);
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
  url_ = resolve(cleaned_url(attributes_.value(AttributeKey::kSrc)), base_);
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

// --- Elements that are left out -------------------------------------------------------------

void Sanitizer::leave_out(Element element) {
  const bool of_document =
      element == Element::kHtml || element == Element::kHead || element == Element::kBody;
  if (!of_document && is_prose(element)) {
    write_text(token_.source);
    return;
  }
  if (role_of(element) == Role::kUnwrappedBlock) {
    separate();
    unwrapped_blocks_ += in_phrasing() ? 1 : 0;
  }
  link_instead(element, {}, false);
}

void Sanitizer::skip_content(Element element) {
  const bool tree = role_of(element) == Role::kTree;
  const std::size_t begin = tokenizer_.position();
  const bool empty = tree && token_.self_closing;
  const std::size_t end = empty  ? begin
                          : tree ? find_tree_end(element, begin)
                                 : end_tags_.next(element, begin);
  if (end != kNone) {
    tokenizer_.skip_to(end);
    link_instead(element, html_.substr(begin, end - begin), true);
    if (!empty) {
      tokenizer_.next(token_);  // Its end tag.
    }
    return;
  }
  const std::string_view content =
      in_block_ ? std::string_view() : host_.up_to_end_tag(element, token_.source.data());
  if (!content.empty()) {
    link_instead(element, content, true);
    skipped_ = element;
    skipped_depth_ = 1;
    if (!tree) {
      tokenizer_.skip_to(html_.size());
    }
    return;
  }
  // Nothing ends it: a browser would hide all that follows.
  if (is_prose(element)) {
    write_text(token_.source);
  } else {
    link_instead(element, {}, false);
  }
}

/// The end tag that belongs to a start tag before `from`, or the last one if not enough follow.
std::size_t Sanitizer::find_tree_end(Element element, std::size_t from) {
  const std::uint64_t bit = std::uint64_t{1} << (static_cast<unsigned>(element) % 64);
  if ((unended_trees_ & bit) != 0 || end_tags_.next(element, from) == kNone) {
    return kNone;
  }
  Tokenizer ahead(html_);
  ahead.skip_to(from);
  Token token;
  std::size_t last = kNone;
  std::size_t depth = 1;
  for (std::size_t at = from; ahead.next(token); at = ahead.position()) {
    const bool start = token.kind == TokenKind::kStartTag && !token.self_closing;
    if ((start || token.kind == TokenKind::kEndTag) && element_of(token.name) == element) {
      depth = start ? depth + 1 : depth - 1;
      last = start ? last : at;
      if (depth == 0) {
        break;
      }
    }
  }
  unended_trees_ |= last == kNone ? bit : 0;
  return last;
}

/// Reports an element that is left out, and puts a link to its address in its place if it has one.
void Sanitizer::link_instead(Element element, std::string_view content, bool drops_content) {
  const char* const at = token_.source.data();
  attributes_.read(token_);
  const std::string label(attributes_.value(AttributeKey::kTitle));
  const auto read_address = [&](const Token& token, std::string_view name) {
    for (const Attribute& attribute : token.attributes) {
      if (url_.empty() && same_name(attribute.name, name)) {
        text_.clear();
        append_decoded(text_, attribute.value, ReferenceContext::kAttribute);
        url_ = resolve(cleaned_url(text_), base_);
      }
    }
  };
  url_.clear();
  const std::string_view name = address_attribute(element);
  if (!name.empty()) {
    read_address(token_, name);
  }
  if (url_.empty() && !name.empty() && role_of(element) == Role::kTree) {
    Tokenizer within(content);
    Token token;
    while (url_.empty() && within.next(token)) {
      const Element inner = element_of(token.name);
      if (token.kind == TokenKind::kStartTag &&
          (inner == Element::kSource || inner == Element::kEmbed)) {
        read_address(token, "src");
      }
    }
  }
  if (url_.substr(0, 2) == "//") {
    url_ = std::string("https:").append(url_);
  }
  const std::string scheme = scheme_of(url_);
  const bool linked = !url_.empty() && url_.front() != '#' &&
                      (scheme.empty() || scheme == "http" || scheme == "https");
  host_.on_finding(linked          ? Finding::kLinkInstead
                   : drops_content ? Finding::kDroppedContent
                                   : Finding::kDropped,
                   name_of(element), at);
  if (!linked) {
    return;
  }
  begin_phrase();
  const bool nested = in_link() || !may_nest(1);
  if (!nested) {
    out_ += "<a class=\"bs-embed\" href=\"";
    append_url(out_, url_);
    out_ += "\">";
    host_.on_link(url_);
  }
  const std::string_view shown = is_blank(label) ? url_ : label;
  append_escaped(out_, shown);
  host_.on_text(shown, false);
  if (!nested) {
    out_ += "</a>";
    host_.on_link_end();
  }
}

}  // namespace broadsheet::html
