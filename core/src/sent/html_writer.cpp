#include "sent/html_writer.h"

#include <algorithm>
#include <utility>

#include "document/walk.h"
#include "html/escape.h"
#include "sent/alert_title.h"
#include "sent/whole_columns.h"

namespace broadsheet::sent {
namespace {

using document::Kind;
using document::Node;
using document::Target;
using html::Element;
namespace flag = document::flag;

Element heading(const Node& node) {
  return static_cast<Element>(static_cast<unsigned>(Element::kH1) + node.value - 1);
}

}  // namespace

HtmlWriter::HtmlWriter(const document::Tree& tree, Destination destination, Styles styles,
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

void HtmlWriter::open(Tag tag, std::string_view attributes, std::string_view more) {
  out_ += '<';
  out_ += name_of(tag.element);
  out_ += attributes;
  const bool has_style = styles_.has(tag.part);
  if (has_style || !more.empty()) {
    out_ += " style=\"";
    if (has_style) {
      styles_.append(out_, tag.part);
      out_ += more.empty() ? "" : ";";
    }
    out_ += more;
    out_ += '"';
  }
  out_ += '>';
}

void HtmlWriter::close(Element element) {
  out_ += "</";
  out_ += name_of(element);
  out_ += '>';
}

/// WeChat's editor keeps `section` where it drops `div`.
std::string_view HtmlWriter::name_of(Element element) const {
  const std::string_view name = html::shown_name(element);
  return destination_ == Destination::kWeChat && name == "div" ? "section" : name;
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
      open({Element::kP, Part::kAlertTitle});
      // Where no style says that it is a title.
      out_ += destination_ == Destination::kFeed ? "<strong>" : "";
      out_ += alert_title(node, *tree_.labels);
      out_ += destination_ == Destination::kFeed ? "</strong></p>\n" : "</p>\n";
      return;
    case Kind::kBulletList:
      begin_list(Element::kUl, 0, {}, {});
      out_ += '\n';
      return;
    case Kind::kOrderedList:
      begin_list(Element::kOl, node.size,
                 node.size == 1 ? std::string() : " start=\"" + std::to_string(node.size) + '"',
                 {});
      out_ += '\n';
      return;
    case Kind::kItem:
      begin_item({}, {});
      if (node.end == at + 1 || nodes_[at + 1].kind != Kind::kParagraph) {
        write_box(node);
      }
      return;
    case Kind::kParagraph: {
      // What ends a box ends with its padding.
      const std::uint32_t above = stack_.empty() ? at : stack_.back();
      const Node& parent = nodes_[above];
      open(Element::kP, {},
           parent.kind == Kind::kAlert && parent.end == node.end &&
                   destination_ != Destination::kFeed
               ? "margin:0"
               : "");
      if (parent.kind == Kind::kItem && above + 1 == at) {
        write_box(parent);
      }
      return;
    }
    case Kind::kRule:
      open({Element::kHr, Part::kRule});
      out_ += '\n';
      return;
    case Kind::kHeading:
      if (stack_.size() <= 1 && !in_notes_) {
        cuts_.push_back({out_.size(), at});
      }
      open(heading(node));
      return;
    case Kind::kCodeBlock:
      begin_code(node.view());
      return;
    case Kind::kTable:
      begin_table(at);
      return;
    case Kind::kTableRow:
      column_ = 0;
      open_pair(at);
      return;
    case Kind::kHeaderCell:
    case Kind::kCell:
      open_cell(node);
      return;
    default:
      open_pair(at);
  }
}

void HtmlWriter::close_block(std::uint32_t at) {
  const Node& node = nodes_[at];
  switch (node.kind) {
    case Kind::kAlert:
      end_box(Part::kAlert);
      return;
    case Kind::kBulletList:
      end_list(Element::kUl);
      return;
    case Kind::kOrderedList:
      end_list(Element::kOl);
      return;
    case Kind::kItem:
      end_item();
      return;
    case Kind::kRule:
      return;
    case Kind::kCodeBlock:
      end_code();
      return;
    case Kind::kHeading:
      close(heading(node));
      break;
    case Kind::kTable:
      close(Element::kTable);
      break;
    case Kind::kHeaderCell:
      close(Element::kTh);
      break;
    case Kind::kCell:
      close(Element::kTd);
      break;
    case Kind::kFigure:
      fresh_line();
      open(Element::kFigcaption, class_for_mail(" class=\"bs-soft\""));
      html::append_escaped(out_, tree_.targets[node.size].title);
      close(sent::tag_of(Element::kFigcaption, destination_));
      close_pair(at);
      break;
    default:
      if (!close_pair(at)) {
        return;
      }
  }
  out_ += '\n';
}

/// The box of a task, in front of its text.
void HtmlWriter::write_box(const Node& item) {
  if ((item.flags & flag::kTask) != 0) {
    // U+2611, U+2610
    out_ += (item.flags & flag::kChecked) != 0 ? "\xE2\x98\x91 " : "\xE2\x98\x90 ";
  }
}

void HtmlWriter::begin_table(std::uint32_t at) {
  if (destination_ == Destination::kMail) {
    whole_columns_ = whole_columns(nodes_, at);
  }
  open(Element::kTable, class_for_mail(" cellpadding=\"0\" cellspacing=\"0\" border=\"0\""));
  out_ += '\n';
}

void HtmlWriter::open_cell(const Node& node) {
  constexpr std::string_view kAligned[] = {"", "text-align:left", "text-align:center",
                                           "text-align:right"};
  constexpr std::string_view kAlign[] = {"", " align=\"left\"", " align=\"center\"",
                                         " align=\"right\""};
  const bool is_header = node.kind == Kind::kHeaderCell;
  if (destination_ == Destination::kFeed) {
    open(is_header ? Element::kTh : Element::kTd, kAlign[node.value & 3U]);
    return;
  }
  text::Buffer style;
  style += kAligned[node.value & 3U];
  const std::string_view words = sent::words_of(whole_columns_, column_++);
  style += style.empty() || words.empty() ? "" : ";";
  style += words;
  open(is_header ? Element::kTh : Element::kTd,
       is_header ? class_for_mail(" class=\"bs-panel\"") : "", style.view());
}

/// Tags of nodes that need no more.
void HtmlWriter::open_pair(std::uint32_t at) {
  const Tag tag = sent::tag_of(nodes_[at].kind, destination_);
  if (tag.element != Element::kUnknown) {
    open(tag);
  }
}

bool HtmlWriter::close_pair(std::uint32_t at) {
  const Tag tag = sent::tag_of(nodes_[at].kind, destination_);
  if (tag.element != Element::kUnknown) {
    close(tag);
  }
  return tag.element != Element::kUnknown;
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
  if (node.kind != Kind::kDisplayMath || nodes_[at - 1].kind != Kind::kMathBlock) {
    open_pair(at);
  }
}

void HtmlWriter::close_span(std::uint32_t at) {
  const Node& node = nodes_[at];
  if (node.kind == Kind::kLink) {
    end_link();
    out_ += (node.flags & flag::kInBrackets) != 0 ? "&gt;" : "";
  } else if (node.kind != Kind::kDisplayMath || nodes_[at - 1].kind != Kind::kMathBlock) {
    close_pair(at);
  }
}

}  // namespace broadsheet::sent
