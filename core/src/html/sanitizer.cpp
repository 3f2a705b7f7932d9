#include "html/sanitizer.h"

#include <algorithm>
#include <utility>

#include "html/character_references.h"
#include "text/not_found.h"

namespace broadsheet::html {

namespace {}  // namespace

bool Sanitizer::enter(ContentModel model) {
  const bool silent = skipping();
  skipped_.markdown += silent ? 1 : 0;
  open_.enter(model, silent);
  return !silent;
}

bool Sanitizer::leave() {
  if (skipped_.markdown > 0) {
    --skipped_.markdown;
  } else {
    skipped_.element = Element::kUnknown;
  }
  return open_.leave();
}

void Sanitizer::before_block() {
  skipped_ = {};
  open_.before_block();
}

void Sanitizer::finish() {
  while (!open_.empty()) {
    leave();
  }
}

void Sanitizer::block(std::string_view html) {
  skipped_.element = Element::kUnknown;
  open_.begin_html_block();
  process(html);
  skipped_.element = Element::kUnknown;
  open_.end_html_block();
}

void Sanitizer::inlined(std::string_view html) {
  process(html);
}

void Sanitizer::process(std::string_view html) {
  html_ = html;
  end_tags_ = EndTags(html);
  tokenizer_ = Tokenizer(html);
  if (skipping() && role_of(skipped_.element) == Role::kRawText) {
    tokenizer_.skip_to(std::min(end_tags_.next(skipped_.element, 0), html.size()));
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
        report(Finding::kOpenComment);
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
  if ((!start && token_.kind != TokenKind::kEndTag) ||
      element_of(token_.name) != skipped_.element) {
    return;
  }
  skipped_.depth = start ? skipped_.depth + 1 : skipped_.depth - 1;
  if (skipped_.depth == 0 || role_of(skipped_.element) == Role::kRawText) {
    skipped_ = {};
  }
}

void Sanitizer::text(std::string_view raw) {
  if (raw.find('&') == std::string_view::npos) {
    write_text(raw);
    return;
  }
  text_.clear();
  append_decoded(text_, raw, ReferenceContext::kText);
  write_text(text_);
}

void Sanitizer::write_text(std::string_view decoded) {
  if (!decoded.empty()) {
    open_.write_text(decoded, token_.source.data());
  }
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
  if (role_of(element) == Role::kLineBreak) {
    line_break(element);  // As browsers read `</br>`.
    return;
  }
  open_.end(element);
}

bool Sanitizer::may_nest(std::size_t elements) {
  return open_.may_nest(elements, token_.source.data());
}

bool Sanitizer::refused(Element element) {
  if (!open_.refuses_block(element)) {
    return false;
  }
  report(Finding::kDropped, name_of(element));
  return true;
}

bool Sanitizer::ends(Element element) {
  if (open_.in_html_block()) {
    const auto at = static_cast<std::size_t>(token_.source.data() - html_.data());
    return end_tags_.next(element, at) != text::kNotFound;
  }
  return !host_.up_to_end_tag(element, token_.source.data()).empty();
}

/// A mere `<video>` that is never closed is a word in a sentence.
bool Sanitizer::is_prose(Element element) {
  return token_.attributes.empty() && !token_.self_closing && !ends(element);
}

void Sanitizer::report(Finding finding, std::string_view detail) {
  host_.on_finding(finding, detail, token_.source.data());
}

}  // namespace broadsheet::html
