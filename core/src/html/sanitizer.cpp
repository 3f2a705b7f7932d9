#include "html/sanitizer.h"

#include <algorithm>
#include <utility>

#include "html/character_references.h"
#include "html/escape.h"

namespace broadsheet::html {

Sanitizer::Sanitizer(text::Buffer& out, FragmentLinks& fragments, SanitizerHost& host,
                     const Addresses& addresses)
    : out_(out), fragments_(fragments), host_(host), addresses_(addresses) {}

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

}  // namespace broadsheet::html
