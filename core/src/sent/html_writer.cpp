#include "sent/html_writer.h"

#include <algorithm>
#include <array>
#include <utility>

#include "document/walk.h"
#include "html/escape.h"
#include "sent/alert_title.h"

namespace broadsheet::sent {
namespace {

using document::Kind;
using document::Node;
using document::Target;
namespace flag = document::flag;

constexpr std::string_view kHeadings[] = {"h1", "h2", "h3", "h4", "h5", "h6"};

/// The names of elements that need no more than a pair of tags, and their styles.
struct Tag {
  std::string_view name;
  Part part = Part::kCount;
};
constexpr Tag tag_of(Kind kind) {
  switch (kind) {
    case Kind::kQuote:
      return {"blockquote", Part::kQuote};
    case Kind::kBulletList:
      return {"ul", Part::kBulletList};
    case Kind::kItem:
      return {"li", Part::kItem};
    case Kind::kParagraph:
      return {"p", Part::kParagraph};
    case Kind::kFigure:
      return {"div", Part::kFigure};
    case Kind::kMathBlock:
      return {"div", Part::kMathBlock};
    case Kind::kTableHead:
      return {"thead", Part::kCount};
    case Kind::kTableBody:
      return {"tbody", Part::kCount};
    case Kind::kTableRow:
      return {"tr", Part::kCount};
    case Kind::kDefinitionList:
      return {"div", Part::kCount};
    case Kind::kTerm:
      return {"div", Part::kTerm};
    case Kind::kDefinition:
      return {"div", Part::kDefinition};
    case Kind::kEmphasis:
      return {"em", Part::kEmphasis};
    case Kind::kStrong:
      return {"strong", Part::kStrong};
    case Kind::kStrikethrough:
      return {"span", Part::kDeleted};
    case Kind::kCode:
      return {"code", Part::kCode};
    case Kind::kMath:
    case Kind::kDisplayMath:
      return {"span", Part::kMath};
    default:
      return {};
  }
}

constexpr auto kTags = [] {
  std::array<Tag, static_cast<std::size_t>(Kind::kNothing) + 1> tags{};
  for (std::size_t kind = 0; kind < tags.size(); ++kind) {
    tags[kind] = tag_of(static_cast<Kind>(kind));
  }
  return tags;
}();

}  // namespace

HtmlWriter::HtmlWriter(const document::Tree& tree, Destination destination, const Styles& styles,
                       SentAddresses& addresses, std::size_t limit)
    : tree_(tree),
      nodes_(tree.nodes),
      destination_(destination),
      styles_(styles),
      addresses_(addresses),
      limit_(limit) {
  out_.reserve(tree.text.size() * 2);
}

std::optional<SentHtml> HtmlWriter::run() {
  write(0, static_cast<std::uint32_t>(nodes_.size()));
  write_link_notes();
  if (out_.size() > limit_) {
    return std::nullopt;
  }
  return SentHtml{out_.take(), std::move(cuts_), pictures_.take()};
}

void HtmlWriter::write(std::uint32_t begin, std::uint32_t end) {
  document::walk(nodes_, begin, end, stack_, *this);
}

void HtmlWriter::fresh_line() {
  if (!out_.empty() && out_.back() != '\n') {
    out_ += '\n';
  }
}

void HtmlWriter::open(std::string_view name, Part part, std::string_view attributes,
                      std::string_view more) {
  out_ += '<';
  out_ += name;
  out_ += attributes;
  const std::string_view style =
      part == Part::kCount ? std::string_view() : styles_[static_cast<std::size_t>(part)];
  if (!style.empty() || !more.empty()) {
    out_ += " style=\"";
    out_ += style;
    out_ += style.empty() || more.empty() ? "" : ";";
    out_ += more;
    out_ += '"';
  }
  out_ += '>';
}

void HtmlWriter::close(std::string_view name) {
  out_ += "</";
  out_ += name;
  out_ += '>';
}

void HtmlWriter::leaf(std::uint32_t at) {
  const Node& node = nodes_[at];
  switch (node.kind) {
    case Kind::kText:
      if ((node.flags & flag::kNoHtml) == 0) {
        write_text(node.view());
      }
      break;
    case Kind::kSoftBreak:
    case Kind::kSeparator:
      out_ += '\n';
      break;
    case Kind::kHardBreak:
      out_ += "<br>\n";
      break;
    case Kind::kBlockEdge:
      fresh_line();
      break;
    case Kind::kVoidElement:
      write_void(node);
      break;
    case Kind::kContents:
      write_contents();
      break;
    case Kind::kNoteReference:
      if (out_.size() <= limit_) {
        write_note_mark(tree_.notes[node.size]);
      }
      break;
    default:
      break;
  }
}

bool HtmlWriter::enter(std::uint32_t at) {
  const Node& node = nodes_[at];
  switch (node.kind) {
    case Kind::kElement:
      return enter_element(at);
    case Kind::kImage:
      write_image(node, stands_alone(at));
      return false;
    case Kind::kShortcode:
      write_shortcode(node, nodes_[at + 1].view(), nodes_[at - 1].kind == Kind::kBare);
      return false;
    case Kind::kNotes:
      write_notes();
      return false;
    default:
      break;
  }
  if (node.kind >= Kind::kGroup) {
    open_span(at);
    return true;
  }
  if (node.kind != Kind::kHeaderCell && node.kind != Kind::kCell) {
    fresh_line();
    if (out_.size() > limit_) {
      return false;
    }
  }
  open_block(at);
  return true;
}

void HtmlWriter::leave(std::uint32_t at) {
  const Node& node = nodes_[at];
  if (node.kind == Kind::kElement) {
    leave_element(at);
  } else if (node.kind >= Kind::kGroup) {
    close_span(at);
  } else {
    close_block(at);
  }
}

void HtmlWriter::open_block(std::uint32_t at) {
  const Node& node = nodes_[at];
  switch (node.kind) {
    case Kind::kAlert:
      begin_box(Part::kAlert);
      open("p", Part::kAlertTitle);
      out_ += alert_title(node, *tree_.labels);
      out_ += "</p>\n";
      return;
    case Kind::kBulletList:
      begin_list("ul", Part::kBulletList, 0, {}, {});
      out_ += '\n';
      return;
    case Kind::kOrderedList:
      begin_list("ol", Part::kOrderedList, node.size,
                 node.size == 1 ? std::string() : " start=\"" + std::to_string(node.size) + '"',
                 {});
      out_ += '\n';
      return;
    case Kind::kItem:
      begin_item({}, {});
      if ((node.flags & flag::kTask) != 0) {
        // U+2611, U+2610
        out_ += (node.flags & flag::kChecked) != 0 ? "\xE2\x98\x91 " : "\xE2\x98\x90 ";
      }
      return;
    case Kind::kRule:
      open("hr", Part::kRule);
      out_ += '\n';
      return;
    case Kind::kHeading:
      if (stack_.size() <= 1 && !in_notes_) {
        cuts_.push_back({out_.size(), at});
      }
      open(kHeadings[node.value - 1],
           static_cast<Part>(static_cast<unsigned>(Part::kHeading1) + node.value - 1));
      return;
    case Kind::kCodeBlock:
      begin_code();
      return;
    case Kind::kTable:
      open("table", Part::kTable,
           class_for_mail(" cellpadding=\"0\" cellspacing=\"0\" border=\"0\""));
      out_ += '\n';
      return;
    case Kind::kHeaderCell:
    case Kind::kCell:
      open_cell(node);
      return;
    default:
      break;
  }
  const Tag tag = kTags[static_cast<std::size_t>(node.kind)];
  if (!tag.name.empty()) {
    open(box_name(tag.name), tag.part);
  }
}

void HtmlWriter::close_block(std::uint32_t at) {
  const Node& node = nodes_[at];
  switch (node.kind) {
    case Kind::kAlert:
      end_box();
      return;
    case Kind::kBulletList:
      end_list("ul");
      return;
    case Kind::kOrderedList:
      end_list("ol");
      return;
    case Kind::kItem:
      end_item();
      return;
    case Kind::kRule:
      return;
    case Kind::kHeading:
      close(kHeadings[node.value - 1]);
      out_ += '\n';
      return;
    case Kind::kCodeBlock:
      end_code();
      return;
    case Kind::kTable:
      out_ += "</table>\n";
      return;
    case Kind::kHeaderCell:
      out_ += "</th>\n";
      return;
    case Kind::kCell:
      out_ += "</td>\n";
      return;
    case Kind::kFigure:
      fresh_line();
      open(box_name("div"), Part::kCaption, class_for_mail(" class=\"bs-soft\""));
      html::append_escaped(out_, tree_.targets[node.size].title);
      close(box_name("div"));
      break;
    default:
      break;
  }
  const Tag tag = kTags[static_cast<std::size_t>(node.kind)];
  if (!tag.name.empty()) {
    close(box_name(tag.name));
    out_ += '\n';
  }
}

void HtmlWriter::open_cell(const Node& node) {
  constexpr std::string_view kAligned[] = {"", "text-align:left", "text-align:center",
                                           "text-align:right"};
  const bool is_header = node.kind == Kind::kHeaderCell;
  open(is_header ? "th" : "td", is_header ? Part::kHeaderCell : Part::kCell,
       is_header ? class_for_mail(" class=\"bs-panel\"") : "", kAligned[node.value & 3U]);
}

void HtmlWriter::open_span(std::uint32_t at) {
  const Node& node = nodes_[at];
  if (node.kind == Kind::kLink) {
    if ((node.flags & flag::kInBrackets) != 0) {
      out_ += "&lt;";
    }
    const Target& target = tree_.targets[node.size];
    const bool is_embed = (node.flags & flag::kEmbed) != 0;
    open_link((node.flags & flag::kRefused) != 0 ? std::string_view() : target.url, node.place,
              is_embed ? Part::kEmbed : Part::kLink, is_embed ? std::string_view() : target.title);
    out_ += is_embed ? "\xE2\x96\xB6 " : "";  // U+25B6
    return;
  }
  // The block around a displayed formula is styled already.
  if (node.kind == Kind::kDisplayMath && nodes_[at - 1].kind == Kind::kMathBlock) {
    return;
  }
  const Tag tag = kTags[static_cast<std::size_t>(node.kind)];
  if (!tag.name.empty()) {
    open(tag.name, tag.part);
  }
}

void HtmlWriter::close_span(std::uint32_t at) {
  const Node& node = nodes_[at];
  if (node.kind == Kind::kLink) {
    end_link();
    out_ += (node.flags & flag::kInBrackets) != 0 ? "&gt;" : "";
    return;
  }
  if (node.kind == Kind::kDisplayMath && nodes_[at - 1].kind == Kind::kMathBlock) {
    return;
  }
  const Tag tag = kTags[static_cast<std::size_t>(node.kind)];
  if (!tag.name.empty()) {
    close(tag.name);
  }
}

}  // namespace broadsheet::sent
