// Plain text: links, pictures, shortcodes, and what Markdown and the author's HTML have in common.
#include <algorithm>
#include <utility>

#include "html/escape.h"
#include "sent/text_writer.h"

namespace broadsheet::sent {
namespace {

using document::Alignment;
using document::Node;
using html::Element;
using html::Role;
namespace flag = document::flag;

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

/// Whether it is the address of a link to `whom`.
bool is_mail_to(std::string_view address, std::string_view whom) {
  constexpr std::string_view kMailTo = "mailto:";
  return address.substr(0, kMailTo.size()) == kMailTo && address.substr(kMailTo.size()) == whom;
}

}  // namespace

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
  if (shown == link.address || shown == address || is_mail_to(address, shown)) {
    return;
  }
  const std::size_t number = addresses_seen_.number_of(address);
  // A blank at the end of the text stands behind the number.
  const bool ends_in_blank = !shown.empty() && shown.back() == ' ';
  if (!shown.empty()) {
    page_.add_blank();
  }
  page_.add('[' + std::to_string(number) + ']');
  if (ends_in_blank) {
    page_.add_blank();
  }
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
