#include "sent/text_writer.h"

#include <algorithm>
#include <utility>

#include "document/walk.h"
#include "html/escape.h"
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

/// An address as its link in HTML has it: without blanks, at which programs that look for addresses
/// in text would end it.
std::string encoded(std::string_view address) {
  std::string html;
  html::append_url(html, address);
  std::string out;
  constexpr std::string_view kAmpersand = "&amp;";
  for (std::size_t at = 0; at < html.size();) {
    const std::size_t end = std::min(html.find(kAmpersand, at), html.size());
    out.append(html, at, end - at);
    out += end < html.size() ? "&" : "";
    at = end + kAmpersand.size();
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
  return SentText{page_.take(), std::move(addresses_seen_), std::move(cuts_)};
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
  if (verbatim_ == 0 && ((node.flags & flag::kCollapse) != 0 ||
                         node.view().find_first_of("\t\n\r") != std::string_view::npos)) {
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
        cuts_.push_back({page_.size(), addresses_seen_.size(), at});
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

void TextWriter::begin_link(std::string_view url, std::uint32_t place) {
  links_.push_back({url.empty() ? std::string() : addresses_.of_link(url, place), page_.mark()});
}

/// The number of the address behind its text, unless the text is the address.
void TextWriter::end_link() {
  const OpenLink link = std::move(links_.back());
  links_.pop_back();
  if (link.address.empty()) {
    return;
  }
  std::string_view shown = page_.since(link.begin);
  shown.remove_prefix(std::min(shown.find_first_not_of(" \n"), shown.size()));
  const std::string address = encoded(link.address);
  if (shown == link.address || shown == address || "mailto:" + std::string(shown) == address) {
    return;
  }
  const auto [known, is_new] = numbers_.try_emplace(address, addresses_seen_.size());
  if (is_new) {
    addresses_seen_.push_back(address);
  }
  if (!shown.empty()) {
    page_.add_blank();
  }
  page_.add('[' + std::to_string(known->second + 1) + ']');
}

void TextWriter::write_picture(std::string_view label) {
  if (!label.empty()) {
    page_.add("[");
    write_collapsed(label);
    page_.add("]");
  }
}

void TextWriter::write_shortcode(std::uint32_t at, bool is_block) {
  const document::Shortcode& shortcode = tree_.shortcodes[nodes_[at].size];
  const Role role =
      shortcode.kind == document::ShortcodeKind::kCode ? Role::kPreformatted : Role::kParagraph;
  if (is_block) {
    enter_role(role, Element::kP);
  }
  if (shortcode.kind == document::ShortcodeKind::kFigure) {
    const std::string_view caption = shortcode.argument("caption", document::kNamed);
    const std::string_view title = shortcode.argument("title", document::kNamed);
    const std::string_view alt = shortcode.argument("alt", document::kNamed);
    begin_link(shortcode.link, nodes_[at].place);
    write_picture(alt.empty() ? caption : alt);
    end_link();
    if (is_block) {
      page_.end_block();
      page_.add(title);
      page_.add_blank();
      page_.add(caption);
    }
  } else {
    page_.add(shortcode.kind == document::ShortcodeKind::kCode ? nodes_[at + 1].view()
                                                               : shortcode.source);
  }
  if (is_block) {
    leave_role(role, Element::kP);
  }
}

void TextWriter::write_notes() {
  in_notes_ = true;
  std::vector<const document::Note*> by_number(tree_.notes.size());
  for (const document::Note& note : tree_.notes) {
    by_number[note.number - 1] = &note;
  }
  page_.end_block();
  page_.leave_room();
  page_.add(tree_.labels->footnotes);
  page_.end_underlined('-');
  page_.leave_room();
  for (const document::Note* const note : by_number) {
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
       (at = next_of(nodes_, at, {Kind::kHeading, Kind::kNotes})) < nodes_.size() &&
       nodes_[at].kind == Kind::kHeading;
       ++at) {
    const Node& node = nodes_[at];
    if (node.size == 0 || page_.size() > limit_ ||
        ((node.flags & flag::kAttributed) != 0 && !tree_.attributes_of(node).is_in_contents)) {
      continue;
    }
    page_.indent("- ", "  ");
    page_.add(tree_.outline[node.size - 1].text);
    page_.end_block();
    page_.outdent();
  }
  page_.leave_room();
}

bool TextWriter::enter_element(std::uint32_t at) {
  const Node& node = nodes_[at];
  const auto element = static_cast<Element>(node.value);
  if (element == Element::kRp) {
    return false;
  }
  if ((node.flags & flag::kLinked) != 0) {
    begin_link(tree_.elements[node.size].target.url, node.place);
    return true;
  }
  if ((node.flags & flag::kAsDiv) != 0) {
    page_.end_block();
    return true;
  }
  enter_role(html::role_of(element), element);
  return true;
}

void TextWriter::leave_element(std::uint32_t at) {
  const Node& node = nodes_[at];
  const auto element = static_cast<Element>(node.value);
  if ((node.flags & flag::kLinked) != 0) {
    end_link();
  } else if ((node.flags & flag::kAsDiv) != 0) {
    page_.end_block();
  } else {
    leave_role(html::role_of(element), element);
  }
}

/// What Markdown and the author's HTML have in common.
void TextWriter::enter_role(Role role, Element element) {
  switch (role) {
    case Role::kPreformatted:
      page_.end_block();
      page_.leave_room();
      page_.indent("    ", "    ");
      ++verbatim_;
      break;
    case Role::kParagraph:
    case Role::kHeading:
      page_.end_block();
      if (element != Element::kP || lists_.empty()) {
        page_.leave_room();
      }
      break;
    case Role::kBlock:
      page_.end_block();
      if (element == Element::kBlockquote) {
        page_.leave_room();
        page_.indent("> ", "> ");
      }
      break;
    case Role::kList:
      begin_list(element == Element::kOl, 1);
      break;
    case Role::kItem:
      begin_item("");
      break;
    case Role::kTable:
      // A table in a table is text in its cell.
      if (tables_++ == 0) {
        page_.end_block();
        page_.leave_room();
        page_.begin_table();
      }
      break;
    case Role::kRow:
      if (tables_ == 1) {
        page_.begin_row();
      }
      break;
    case Role::kTermList:
    case Role::kTerm:
      page_.end_block();
      break;
    case Role::kRubyText:
      page_.add("\xEF\xBC\x88");
      break;
    default:
      break;
  }
}

void TextWriter::leave_role(Role role, Element element) {
  switch (role) {
    case Role::kPreformatted:
      page_.end_verbatim();
      --verbatim_;
      page_.outdent();
      page_.leave_room();
      break;
    case Role::kHeading:
      page_.end_underlined('-');
      page_.leave_room();
      break;
    case Role::kParagraph:
      page_.end_block();
      page_.leave_room();
      break;
    case Role::kBlock:
      page_.end_block();
      if (element == Element::kBlockquote) {
        page_.outdent();
        page_.leave_room();
      }
      break;
    case Role::kList:
      page_.end_block();
      lists_.pop_back();
      if (lists_.empty()) {
        page_.leave_room();
      }
      break;
    case Role::kItem:
      page_.end_block();
      page_.outdent();
      break;
    case Role::kTable:
      if (--tables_ == 0) {
        page_.end_table();
        page_.leave_room();
      }
      break;
    case Role::kCell:
    case Role::kCaption:
      if (tables_ == 1) {
        role == Role::kCell ? page_.end_cell(Alignment::kDefault) : page_.end_block();
      } else {
        page_.add_blank();
      }
      break;
    case Role::kTermList:
    case Role::kTerm:
      page_.end_block();
      break;
    case Role::kRubyText:
      page_.add("\xEF\xBC\x89");
      break;
    default:
      break;
  }
}

}  // namespace broadsheet::sent
