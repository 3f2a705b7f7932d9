#include "sent/text_writer.h"

#include <algorithm>
#include <utility>

#include "document/order.h"
#include "document/walk.h"
#include "sent/alert_title.h"
#include "text/script.h"
#include "text/utf8.h"

namespace broadsheet::sent {
namespace {

using document::Alignment;
using document::Kind;
using document::Node;
using html::Element;
using html::Role;
namespace flag = document::flag;

bool is_html_blank(char c) {
  return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f';
}

/// A note's number as small digits, which brackets of links cannot be mistaken for.
std::string raised(std::uint32_t number) {
  constexpr std::string_view kDigits[] = {
      "\xE2\x81\xB0", "\xC2\xB9",     "\xC2\xB2",     "\xC2\xB3",     "\xE2\x81\xB4",
      "\xE2\x81\xB5", "\xE2\x81\xB6", "\xE2\x81\xB7", "\xE2\x81\xB8", "\xE2\x81\xB9"};
  std::string out;
  for (const char digit : std::to_string(number)) {
    out += kDigits[digit - '0'];
  }
  return out;
}

}  // namespace

std::optional<SentText> TextWriter::run() {
  write(0, static_cast<std::uint32_t>(nodes_.size()));
  page_.end_block();
  if (page_.size() > limit_) {
    return std::nullopt;
  }
  return SentText{page_.take(), addresses_seen_.take(), std::move(cuts_)};
}

void TextWriter::write(std::uint32_t begin, std::uint32_t end) {
  document::walk(nodes_, begin, end, stack_, *this);
}

void TextWriter::leaf(std::uint32_t at) {
  const Node& node = nodes_[at];
  switch (node.kind) {
    case Kind::kText:
      write_text(node);
      break;
    case Kind::kSoftBreak:
      page_.add_blank();
      break;
    case Kind::kHardBreak:
      page_.break_line();
      break;
    case Kind::kVoidElement: {
      const auto element = static_cast<Element>(node.value);
      if (element == Element::kImg) {
        write_picture(tree_.elements[node.size].target.label);
      } else if (element == Element::kHr) {
        page_.end_block();
        page_.leave_room();
        page_.rule();
        page_.leave_room();
      } else if ((node.flags & flag::kBreaksLine) != 0) {
        page_.break_line();
      }
      break;
    }
    case Kind::kSeparator:
    case Kind::kBlockEdge:
      if (tables_ == 0) {
        page_.end_block();
      }
      break;
    case Kind::kContents:
      write_contents();
      break;
    case Kind::kNoteReference:
      if (page_.size() <= limit_) {
        page_.add(raised(tree_.notes[node.size].number));
      }
      break;
    default:
      break;
  }
}

void TextWriter::write_text(const Node& node) {
  if ((node.flags & flag::kNoText) != 0) {
    return;
  }
  // One by one: find_first_of() takes several times as long.
  const auto holds = [&](char c) { return node.view().find(c) != std::string_view::npos; };
  if (verbatim_ == 0 &&
      ((node.flags & flag::kCollapse) != 0 || holds('\n') || holds('\t') || holds('\r'))) {
    write_collapsed(node.view());
  } else {
    page_.add(node.view());
  }
}

void TextWriter::write_collapsed(std::string_view text) {
  while (!text.empty()) {
    std::size_t blanks = 0;
    while (blanks < text.size() && is_html_blank(text[blanks])) {
      ++blanks;
    }
    if (blanks > 0) {
      page_.add_blank();
    }
    text.remove_prefix(blanks);
    std::size_t word = 0;
    while (word < text.size() && !is_html_blank(text[word])) {
      ++word;
    }
    page_.add(text.substr(0, word));
    text.remove_prefix(word);
  }
}

bool TextWriter::enter(std::uint32_t at) {
  const Node& node = nodes_[at];
  if (node.kind < Kind::kGroup && page_.size() > limit_) {
    return false;
  }
  switch (node.kind) {
    case Kind::kQuote:
      enter_role(Role::kBlock, Element::kBlockquote);
      break;
    case Kind::kAlert:
      enter_role(Role::kBlock, Element::kBlockquote);
      page_.add(alert_title(node, *tree_.labels));
      page_.end_block();
      page_.leave_room();
      break;
    case Kind::kBulletList:
      begin_list(false, 1);
      break;
    case Kind::kOrderedList:
      begin_list(true, node.size);
      break;
    case Kind::kItem:
      begin_item((node.flags & flag::kTask) == 0      ? ""
                 : (node.flags & flag::kChecked) != 0 ? "[x] "
                                                      : "[ ] ");
      break;
    case Kind::kRule:
      page_.end_block();
      page_.leave_room();
      page_.rule();
      page_.leave_room();
      break;
    case Kind::kHeading:
      page_.end_block();
      page_.leave_room();
      if (stack_.size() <= 1 && !in_notes_) {
        cuts_.push_back({page_.size(), addresses_seen_.texts().size(), at});
      }
      break;
    case Kind::kCodeBlock:
      enter_role(Role::kPreformatted, Element::kPre);
      break;
    case Kind::kParagraph:
    case Kind::kFigure:
    case Kind::kMathBlock:
      enter_role(Role::kParagraph, Element::kP);
      break;
    case Kind::kTable:
      enter_role(Role::kTable, Element::kTable);
      break;
    case Kind::kTableRow:
      enter_role(Role::kRow, Element::kTr);
      break;
    case Kind::kNotes:
      write_notes();
      return false;
    case Kind::kTerm:
      page_.end_block();
      page_.leave_room();
      break;
    case Kind::kDefinition:
      page_.end_block();
      page_.indent("    ", "    ");
      break;
    case Kind::kLink:
      if ((node.flags & flag::kInBrackets) != 0) {
        page_.add("<");
      }
      begin_link(
          (node.flags & flag::kRefused) != 0 ? std::string_view() : tree_.targets[node.size].url,
          node.place);
      break;
    case Kind::kImage:
      write_picture(tree_.targets[node.size].label);
      return false;
    case Kind::kShortcode:
      write_shortcode(at, nodes_[at - 1].kind == Kind::kBare);
      return false;
    case Kind::kElement:
      return enter_element(at);
    default:
      break;
  }
  return true;
}

void TextWriter::leave(std::uint32_t at) {
  const Node& node = nodes_[at];
  switch (node.kind) {
    case Kind::kQuote:
    case Kind::kAlert:
      leave_role(Role::kBlock, Element::kBlockquote);
      break;
    case Kind::kBulletList:
    case Kind::kOrderedList:
      leave_role(Role::kList, Element::kUl);
      break;
    case Kind::kItem:
      leave_role(Role::kItem, Element::kLi);
      break;
    case Kind::kHeading:
      page_.end_underlined(node.value <= 2 ? '=' : '-');
      page_.leave_room();
      break;
    case Kind::kCodeBlock:
      leave_role(Role::kPreformatted, Element::kPre);
      break;
    case Kind::kFigure:
      page_.end_block();
      page_.add(tree_.targets[node.size].title);
      leave_role(Role::kParagraph, Element::kP);
      break;
    case Kind::kParagraph:
    case Kind::kMathBlock:
      leave_role(Role::kParagraph, Element::kP);
      break;
    case Kind::kTable:
      leave_role(Role::kTable, Element::kTable);
      break;
    case Kind::kHeaderCell:
    case Kind::kCell:
      if (tables_ == 1) {
        page_.end_cell(static_cast<Alignment>(node.value));
      } else {
        page_.add_blank();
      }
      break;
    case Kind::kTerm:
      page_.end_block();
      break;
    case Kind::kDefinition:
      page_.end_block();
      page_.outdent();
      page_.leave_room();
      break;
    case Kind::kLink:
      end_link();
      if ((node.flags & flag::kInBrackets) != 0) {
        page_.add(">");
      }
      break;
    case Kind::kElement:
      leave_element(at);
      break;
    default:
      break;
  }
}

void TextWriter::begin_list(bool is_ordered, std::uint32_t first) {
  page_.end_block();
  if (lists_.empty()) {
    page_.leave_room();
  }
  lists_.push_back({first, is_ordered});
}

void TextWriter::begin_item(std::string_view box) {
  page_.end_block();
  std::string mark = "- ";
  if (!lists_.empty() && lists_.back().is_ordered) {
    mark = std::to_string(lists_.back().next++) + ". ";
  }
  page_.indent(mark + std::string(box), std::string(mark.size() + box.size(), ' '));
}

void TextWriter::write_notes() {
  in_notes_ = true;
  page_.end_block();
  page_.leave_room();
  page_.add(tree_.labels->footnotes);
  page_.end_underlined('-');
  page_.leave_room();
  for (const document::Note* const note : document::notes_by_number(tree_)) {
    page_.indent(raised(note->number) + ' ', "  ");
    const Node& node = nodes_[note->node];
    write(note->node + 1, node.end);
    page_.end_block();
    page_.outdent();
  }
  page_.leave_room();
}

void TextWriter::write_contents() {
  page_.end_block();
  page_.leave_room();
  for (std::uint32_t at = 0;
       (at = next_in_contents(tree_, at)) < nodes_.size() && page_.size() <= limit_; ++at) {
    page_.indent("- ", "  ");
    page_.add(tree_.outline[nodes_[at].size - 1].text);
    page_.end_block();
    page_.outdent();
  }
  page_.leave_room();
}

}  // namespace broadsheet::sent
