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

/// A number of at most five digits; 0 for anything else.
std::uint32_t pixels(std::string_view text) {
  constexpr std::size_t kMostDigits = 5;
  std::uint32_t number = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') {
      return 0;
    }
    number = number * 10 + static_cast<std::uint32_t>(c - '0');
  }
  return text.size() <= kMostDigits ? number : 0;
}

}  // namespace

HtmlWriter::HtmlWriter(const document::Tree& tree, const Styles& styles, SentAddresses& addresses,
                       std::size_t limit)
    : tree_(tree), nodes_(tree.nodes), styles_(styles), addresses_(addresses), limit_(limit) {
  out_.reserve(tree.text.size() * 2);
}

std::optional<SentHtml> HtmlWriter::run() {
  write(0, static_cast<std::uint32_t>(nodes_.size()));
  if (out_.size() > limit_) {
    return std::nullopt;
  }
  return SentHtml{out_.take(), std::move(cuts_)};
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

/// A background that Outlook's Word draws whole: that of a table's only cell.
void HtmlWriter::begin_box(Part part) {
  out_ +=
      "<table role=\"presentation\" width=\"100%\" cellpadding=\"0\" cellspacing=\"0\" "
      "border=\"0\" style=\"margin:0 0 16px\"><tr>";
  open("td", part, " class=\"bs-panel\"");
}

void HtmlWriter::end_box() {
  out_ += "</td></tr></table>\n";
}

void HtmlWriter::leaf(std::uint32_t at) {
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
    case Kind::kOrderedList:
      open("ol", Part::kOrderedList,
           node.size == 1 ? std::string() : " start=\"" + std::to_string(node.size) + '"');
      out_ += '\n';
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
      begin_box(Part::kCodeBlock);
      open("pre", Part::kCodeText);
      return;
    case Kind::kTable:
      open("table", Part::kTable, " cellpadding=\"0\" cellspacing=\"0\" border=\"0\"");
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
    open(tag.name, tag.part);
  }
  if (node.kind == Kind::kItem && (node.flags & flag::kTask) != 0) {
    out_ +=
        (node.flags & flag::kChecked) != 0 ? "\xE2\x98\x91 " : "\xE2\x98\x90 ";  // U+2611, U+2610
  }
}

void HtmlWriter::close_block(std::uint32_t at) {
  const Node& node = nodes_[at];
  switch (node.kind) {
    case Kind::kAlert:
      end_box();
      return;
    case Kind::kOrderedList:
      out_ += "</ol>\n";
      return;
    case Kind::kRule:
      return;
    case Kind::kHeading:
      close(kHeadings[node.value - 1]);
      out_ += '\n';
      return;
    case Kind::kCodeBlock:
      out_ += "</pre>";
      end_box();
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
      open("div", Part::kCaption, " class=\"bs-soft\"");
      html::append_escaped(out_, tree_.targets[node.size].title);
      out_ += "</div>";
      break;
    default:
      break;
  }
  const Tag tag = kTags[static_cast<std::size_t>(node.kind)];
  if (!tag.name.empty()) {
    close(tag.name);
    out_ += '\n';
  }
}

void HtmlWriter::open_cell(const Node& node) {
  constexpr std::string_view kAligned[] = {"", "text-align:left", "text-align:center",
                                           "text-align:right"};
  const bool is_header = node.kind == Kind::kHeaderCell;
  open(is_header ? "th" : "td", is_header ? Part::kHeaderCell : Part::kCell,
       is_header ? " class=\"bs-panel\"" : "", kAligned[node.value & 3U]);
}

void HtmlWriter::open_span(std::uint32_t at) {
  const Node& node = nodes_[at];
  if (node.kind == Kind::kLink) {
    if ((node.flags & flag::kInBrackets) != 0) {
      out_ += "&lt;";
    }
    const Target& target = tree_.targets[node.size];
    const bool is_embed = (node.flags & flag::kEmbed) != 0;
    const bool has_tag = (node.flags & flag::kRefused) == 0 &&
                         open_link(target.url, node.place, is_embed ? Part::kEmbed : Part::kLink,
                                   is_embed ? std::string_view() : target.title);
    links_.push_back(has_tag);
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
    if (links_.back()) {
      out_ += "</a>";
    }
    links_.pop_back();
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

/// False: the address leads nowhere from here, and no tag was written.
bool HtmlWriter::open_link(std::string_view url, std::uint32_t place, Part part,
                           std::string_view title) {
  const std::string address = addresses_.of_link(url, place);
  if (address.empty()) {
    return false;
  }
  text::Buffer attributes;
  attributes += " href=\"";
  html::append_url(attributes, address);
  attributes += '"';
  if (!title.empty()) {
    attributes += " title=\"";
    html::append_escaped(attributes, title);
    attributes += '"';
  }
  open("a", part, attributes.view());
  return true;
}

/// Whether the image at `at` is all that its paragraph or figure holds, a link around it aside.
bool HtmlWriter::stands_alone(std::uint32_t at) const {
  std::uint32_t end = nodes_[at].end;
  for (std::size_t depth = stack_.size(); depth > 0; --depth) {
    const std::uint32_t parent = stack_[depth - 1];
    const Node& node = nodes_[parent];
    if (node.kind == Kind::kFigure) {
      return true;
    }
    if (parent + 1 != at || node.end != end) {
      return false;
    }
    if (node.kind == Kind::kParagraph) {
      return true;
    }
    if (node.kind != Kind::kLink) {
      return false;
    }
    at = parent;
    end = node.end;
  }
  return false;
}

void HtmlWriter::write_image(const Node& node, bool stands_alone) {
  const Target& target = tree_.targets[node.size];
  if ((node.flags & flag::kRefused) != 0) {
    html::append_escaped(out_, target.label);
    return;
  }
  write_picture(target, node.place, stands_alone);
}

void HtmlWriter::write_picture(const Target& target, std::uint32_t place, bool stands_alone,
                               std::string_view width, std::string_view height) {
  const SentPicture picture = addresses_.of_picture(target.url, place);
  if (picture.address.empty()) {
    html::append_escaped(out_, target.label);
    return;
  }
  text::Buffer attributes;
  attributes += " src=\"";
  html::append_url(attributes, picture.address);
  attributes += "\" alt=\"";
  html::append_escaped(attributes, target.label);
  attributes += '"';
  if (!target.title.empty()) {
    attributes += " title=\"";
    html::append_escaped(attributes, target.title);
    attributes += '"';
  }
  std::uint32_t wide = pixels(width) > 0 ? pixels(width) : picture.width;
  std::uint32_t high = pixels(width) > 0 ? pixels(height) : picture.height;
  std::string_view more;
  if (wide > kTextWidth) {
    high = static_cast<std::uint32_t>(std::uint64_t{high} * kTextWidth / wide);
    wide = kTextWidth;
  } else if (wide == 0 && stands_alone) {
    // Outlook knows no other width than that of the attribute, and a photograph as wide as it is
    // would burst the mail; all others take the picture's own, up to that of the text.
    wide = kTextWidth;
    high = 0;
    more = "width:auto";
  }
  if (wide > 0) {
    attributes += " width=\"" + std::to_string(wide) + '"';
  }
  if (high > 0) {
    attributes += " height=\"" + std::to_string(high) + '"';
  }
  open("img", Part::kImage, attributes.view(), more);
}

void HtmlWriter::write_shortcode(const Node& node, std::string_view text, bool is_block) {
  const document::Shortcode& shortcode = tree_.shortcodes[node.size];
  if (shortcode.kind == document::ShortcodeKind::kCode) {
    if (is_block) {
      fresh_line();
      begin_box(Part::kCodeBlock);
      open("pre", Part::kCodeText);
      html::append_escaped(out_, text);
      out_ += "</pre>";
      end_box();
    } else {
      open("code", Part::kCode);
      html::append_escaped(out_, text);
      out_ += "</code>";
    }
    return;
  }
  if (shortcode.kind != document::ShortcodeKind::kFigure) {
    open("code", Part::kCode);
    html::append_escaped(out_, shortcode.source);
    out_ += "</code>";
    return;
  }
  const std::string_view caption = shortcode.argument("caption", document::kNamed);
  const std::string_view title = shortcode.argument("title", document::kNamed);
  const std::string_view alt = shortcode.argument("alt", document::kNamed);
  if (is_block) {
    fresh_line();
    open("div", Part::kFigure);
  }
  const bool is_linked = !shortcode.link.empty() &&
                         open_link(shortcode.link, node.place, Part::kLink, std::string_view());
  write_picture({shortcode.url, {}, alt.empty() ? caption : alt}, node.place, is_block,
                shortcode.argument("width", document::kNamed),
                shortcode.argument("height", document::kNamed));
  out_ += is_linked ? "</a>" : "";
  if (!is_block) {
    return;
  }
  if (!title.empty() || !caption.empty()) {
    open("div", Part::kCaption, " class=\"bs-soft\"");
    if (!title.empty()) {
      out_ += "<strong>";
      html::append_escaped(out_, title);
      out_ += caption.empty() ? "</strong>" : "</strong> ";
    }
    html::append_escaped(out_, caption);
    out_ += "</div>";
  }
  out_ += "</div>\n";
}

/// Without a link: clients strip ids, or open the browser for them.
void HtmlWriter::write_note_mark(const document::Note& note) {
  open("sup", Part::kNoteMark);
  out_ += '[' + std::to_string(note.number) + "]</sup>";
}

void HtmlWriter::write_notes() {
  std::vector<const document::Note*> by_number(tree_.notes.size());
  for (const document::Note& note : tree_.notes) {
    by_number[note.number - 1] = &note;
  }
  in_notes_ = true;
  fresh_line();
  open("div", Part::kNotes);
  open("p", Part::kNotesTitle);
  out_ += tree_.labels->footnotes;
  out_ += "</p>\n";
  open("ol", Part::kOrderedList);
  out_ += '\n';
  for (const document::Note* const note : by_number) {
    open("li", Part::kItem);
    const Node& node = nodes_[note->node];
    write(note->node + 1, node.end);
    out_ += "</li>\n";
  }
  out_ += "</ol></div>\n";
}

void HtmlWriter::write_contents() {
  fresh_line();
  open("ul", Part::kBulletList);
  out_ += '\n';
  for (std::uint32_t at = 0;
       (at = next_of(nodes_, at, {Kind::kHeading, Kind::kNotes})) < nodes_.size() &&
       nodes_[at].kind == Kind::kHeading;
       ++at) {
    const Node& node = nodes_[at];
    if (node.size == 0 || out_.size() > limit_ ||
        ((node.flags & flag::kAttributed) != 0 && !tree_.attributes_of(node).is_in_contents)) {
      continue;
    }
    const Heading& heading = tree_.outline[node.size - 1];
    open("li", Part::kItem);
    const bool has_tag = open_link("#" + heading.id, node.place, Part::kLink, std::string_view());
    html::append_escaped(out_, heading.text);
    out_ += has_tag ? "</a></li>\n" : "</li>\n";
  }
  out_ += "</ul>\n";
}

}  // namespace broadsheet::sent
