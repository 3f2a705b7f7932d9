#include "writers/page_html.h"

#include <array>
#include <string_view>

#include "document/walk.h"
#include "html/escape.h"
#include "html/start_tag.h"
#include "writers/note_html.h"
#include "writers/page_html_writer.h"
#include "writers/shortcode_html.h"

namespace broadsheet::writers {
namespace {

using document::Kind;
using document::Node;
using document::Target;
namespace flag = document::flag;

constexpr std::string_view kHeadingClose[] = {"</h1>\n", "</h2>\n", "</h3>\n",
                                              "</h4>\n", "</h5>\n", "</h6>\n"};

/// The tags of nodes that need no more. What has more to it is written by code of its own.
struct Tags {
  std::string_view open;
  std::string_view close;
};
constexpr Tags tags_of(Kind kind) {
  switch (kind) {
    case Kind::kQuote:
      return {"<blockquote>\n", "</blockquote>\n"};
    case Kind::kAlert:
      return {{}, "</div>\n"};
    case Kind::kBulletList:
      return {"<ul>\n", "</ul>\n"};
    case Kind::kOrderedList:
      return {{}, "</ol>\n"};
    case Kind::kItem:
      return {{}, "</li>\n"};
    case Kind::kCodeBlock:
      return {{}, "</code></pre>\n"};
    case Kind::kParagraph:
      return {{}, "</p>\n"};
    case Kind::kFigure:
      return {"<figure>", "</figcaption></figure>\n"};
    case Kind::kTable:
      return {"<table>\n", "</table>\n"};
    case Kind::kTableHead:
      return {"<thead>\n", "</thead>\n"};
    case Kind::kTableBody:
      return {"<tbody>\n", "</tbody>\n"};
    case Kind::kTableRow:
      return {"<tr>\n", "</tr>\n"};
    case Kind::kHeaderCell:
      return {"<th", "</th>\n"};
    case Kind::kCell:
      return {"<td", "</td>\n"};
    case Kind::kDefinitionList:
      return {"<dl>\n", "</dl>\n"};
    case Kind::kTerm:
      return {"<dt>", "</dt>\n"};
    case Kind::kDefinition:
      return {"<dd>", "</dd>\n"};
    case Kind::kEmphasis:
      return {"<em>", "</em>"};
    case Kind::kStrong:
      return {"<strong>", "</strong>"};
    case Kind::kStrikethrough:
      return {"<del>", "</del>"};
    case Kind::kCode:
      return {"<code>", "</code>"};
    case Kind::kMath:
      return {"<span class=\"math inline\">", "</span>"};
    case Kind::kDisplayMath:
      return {"<span class=\"math display\">", "</span>"};
    default:
      return {};
  }
}

/// A tag for Buffer::append_padded().
struct PaddedTag {
  std::array<char, 31> bytes{};
  std::uint8_t size = 0;
};
constexpr PaddedTag padded(std::string_view tag) {
  PaddedTag padded;
  padded.size = static_cast<std::uint8_t>(tag.size());
  for (std::size_t i = 0; i < tag.size(); ++i) {
    padded.bytes[i] = tag[i];
  }
  return padded;
}

/// Of what holds something.
using TagTable = std::array<PaddedTag, static_cast<std::size_t>(Kind::kText)>;
constexpr TagTable tag_table(std::string_view Tags::*which) {
  TagTable table{};
  for (std::size_t kind = 0; kind < table.size(); ++kind) {
    table[kind] = padded(tags_of(static_cast<Kind>(kind)).*which);
  }
  return table;
}
constexpr TagTable kOpen = tag_table(&Tags::open);
constexpr TagTable kClose = tag_table(&Tags::close);

void append_tag(text::Buffer& out, const TagTable& table, Kind kind) {
  const PaddedTag& tag = table[static_cast<std::size_t>(kind)];
  out.append_padded(tag.bytes, tag.size);
}

}  // namespace

void PageHtml::write(std::uint32_t begin, std::uint32_t end) {
  document::walk(nodes_, begin, end, stack_, *this);
}

void PageHtml::leaf(std::uint32_t at) {
  const Node& node = nodes_[at];
  switch (node.kind) {
    case Kind::kText:
      if ((node.flags & flag::kNoHtml) == 0) {
        html::append_escaped(out_, node.view());
      }
      break;
    case Kind::kSoftBreak:
    case Kind::kSeparator:
      out_ += '\n';
      break;
    case Kind::kHardBreak:
      out_ += "<br";
      out_ += void_end_;
      out_ += '\n';
      break;
    case Kind::kBlockEdge:
      fresh_line();
      break;
    case Kind::kMarkup:
      out_ += node.view();
      break;
    case Kind::kVoidElement:
      write_void(node);
      break;
    case Kind::kContents:
      write_contents((node.flags & flag::kNumbered) != 0);
      break;
    case Kind::kNoteReference:
      // Four bytes become a hundred: a paragraph of them is beyond the limit long before it ends.
      if (out_.size() <= limit_) {
        append_note_reference(out_, tree_.notes[node.size], node.extra);
      }
      break;
    default:
      break;
  }
}

bool PageHtml::enter(std::uint32_t at) {
  const Node& node = nodes_[at];
  if (node.kind < Kind::kGroup && node.kind != Kind::kHeaderCell && node.kind != Kind::kCell) {
    fresh_line();
    if (out_.size() > limit_) {
      return false;  // What follows is not wanted, either.
    }
  }
  if (node.kind == Kind::kDisplayMath && nodes_[at - 1].kind == Kind::kMathBlock) {
    out_ += "<div class=\"math display\">";
    return true;
  }
  const std::size_t begin = out_.size();
  append_tag(out_, kOpen, node.kind);
  switch (node.kind) {
    case Kind::kAlert:
      open_alert(node);
      break;
    case Kind::kOrderedList:
      open_list(node);
      break;
    case Kind::kItem:
      open_item(node);
      break;
    case Kind::kRule:
      out_ += "<hr";
      out_ += void_end_;
      out_ += '\n';
      break;
    case Kind::kHeading:
      open_heading(node);
      break;
    case Kind::kCodeBlock:
      open_code(node);
      break;
    case Kind::kParagraph:
      open_with_id("<p", node);
      break;
    case Kind::kHeaderCell:
    case Kind::kCell:
      open_cell(node);
      break;
    case Kind::kNotes:
      write_notes();
      return false;
    case Kind::kLink:
      open_link(node);
      break;
    case Kind::kImage:
      write_image(node);
      add_attributes(node, begin);
      return false;
    case Kind::kShortcode:
      append_shortcode(out_, tree_.shortcodes[node.size], nodes_[at + 1].view(),
                       nodes_[at - 1].kind == Kind::kBare);
      return false;
    case Kind::kElement:
      open_element(node);
      break;
    default:
      break;
  }
  add_attributes(node, begin);
  return true;
}

void PageHtml::leave(std::uint32_t at) {
  const Node& node = nodes_[at];
  switch (node.kind) {
    case Kind::kDocument:
    case Kind::kQuote:
    case Kind::kAlert:
      fresh_line();
      break;
    case Kind::kHeading:
      out_ += kHeadingClose[node.value - 1];
      break;
    case Kind::kParagraph:
      end_paragraph(at);
      break;
    case Kind::kFigure:
      out_ += "<figcaption>";
      html::append_escaped(out_, tree_.targets[node.size].title);
      break;
    case Kind::kDisplayMath:
      if (nodes_[at - 1].kind == Kind::kMathBlock) {
        out_ += "</div>\n";
        return;
      }
      break;
    case Kind::kLink:
      if ((node.flags & flag::kInBrackets) != 0) {
        html::append_escaped(out_, ">");
      } else if ((node.flags & flag::kRefused) == 0) {
        out_.append_literal("</a>");
      }
      break;
    case Kind::kElement:
      end_paragraph(at);
      html::append_end_tag(out_, static_cast<html::Element>(node.value),
                           (node.flags & flag::kAsDiv) != 0, (node.flags & flag::kImplied) != 0);
      break;
    default:
      break;
  }
  append_tag(out_, kClose, node.kind);
}

void PageHtml::open_link(const Node& node) {
  if ((node.flags & flag::kInBrackets) != 0) {
    html::append_escaped(out_, "<");
  }
  if ((node.flags & flag::kRefused) != 0) {
    return;
  }
  const Target& target = tree_.targets[node.size];
  out_.append_literal("<a href=\"");
  html::append_url(out_, target.url);
  if ((node.flags & flag::kEmbed) != 0) {
    out_ += "\" class=\"embed-card\" data-embed=\"";
    html::append_escaped(out_, target.label);
    out_ += "\" data-embed-id=\"";
    html::append_escaped(out_, target.title);
  } else if (!target.title.empty()) {
    out_ += "\" title=\"";
    html::append_escaped(out_, target.title);
  }
  out_.append_literal("\">");
}

void PageHtml::open_with_id(std::string_view tag, const Node& node) {
  out_ += tag;
  if (node.size > 0) {
    out_ += " id=\"";
    out_ += tree_.outline[node.size - 1].id;  // A slug needs no escaping.
    out_ += '"';
  }
  out_ += '>';
}

void PageHtml::end_paragraph(std::uint32_t at) {
  if (at == last_paragraph_ && at != 0) {
    append_back_links(out_, *note_, *tree_.labels, " ", limit_);
  }
}

std::optional<std::string> write_page_html(const document::Tree& tree, HtmlStyle style,
                                           std::size_t limit) {
  return PageHtml(tree, style, limit).run();
}

}  // namespace broadsheet::writers
