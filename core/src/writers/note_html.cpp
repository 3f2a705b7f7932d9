#include "writers/note_html.h"

#include <string>

#include "html/elements.h"
#include "html/escape.h"
#include "text/fold.h"

namespace broadsheet::writers {
namespace {

using document::Kind;
using document::Node;
using document::Note;

using document::kNoteId;
// As kNoteId. The colon, which no slug has, keeps the second reference to "a" off the first one to
// "a-2".
constexpr std::string_view kReferenceId = "bs-fnref-";

std::string reference_id(const Note& note, std::uint32_t reference) {
  std::string out(kReferenceId);
  out += note.id;
  if (reference > 1) {
    out += ':' + std::to_string(reference);
  }
  return out;
}

/// The last child of the node at `at` that a reader sees; 0 for none.
std::uint32_t last_child(const std::vector<Node>& nodes, std::uint32_t at) {
  std::uint32_t last = 0;
  for (std::uint32_t child = at + 1; child < nodes[at].end; child = nodes[child].end) {
    const Node& node = nodes[child];
    const bool is_seen =
        node.kind == Kind::kText
            ? (node.flags & document::flag::kNoHtml) == 0 && !text::trim(node.view()).empty()
            : node.kind != Kind::kBlockEdge && node.kind != Kind::kDivider &&
                  node.kind != Kind::kNothing;
    last = is_seen ? child : last;
  }
  return last;
}

}  // namespace

void append_note_reference(text::Buffer& out, const Note& note, std::uint32_t reference) {
  out += "<sup class=\"footnote-ref\">";
  if (reference > 0) {
    out += "<a href=\"#";
    out += kNoteId;
    html::append_url(out, note.id);
    out += "\" id=\"";
    html::append_escaped(out, reference_id(note, reference));
    out += "\" data-footnote-ref>";
  }
  out += std::to_string(note.number);
  out += reference > 0 ? "</a></sup>" : "</sup>";
}

void append_notes_begin(text::Buffer& out, const document::Labels& labels) {
  out += "<section class=\"footnotes\" role=\"doc-endnotes\" data-footnotes aria-label=\"";
  out += labels.footnotes;
  out += "\">\n<ol>\n";
}

void append_notes_end(text::Buffer& out) {
  out += "</ol>\n</section>\n";
}

void append_note_begin(text::Buffer& out, const Note& note) {
  out += "<li id=\"";
  out += kNoteId;
  html::append_escaped(out, note.id);
  out += "\">\n";
}

void append_note_end(text::Buffer& out) {
  out += "</li>\n";
}

void append_back_links(text::Buffer& out, const Note& note, const document::Labels& labels,
                       std::string_view before, std::size_t limit) {
  for (std::uint32_t reference = 1; reference <= note.references && out.size() <= limit;
       ++reference) {
    std::string index = std::to_string(note.number);
    if (reference > 1) {
      index += '-' + std::to_string(reference);
    }
    out += reference > 1 ? " " : before;
    out += "<a href=\"#";
    html::append_url(out, reference_id(note, reference));
    out += "\" class=\"footnote-backref\" data-footnote-backref data-footnote-backref-idx=\"";
    out += index;
    out += "\" aria-label=\"";
    out += labels.back;
    out += ' ';
    out += index;
    out += "\">\xE2\x86\xA9";  // U+21A9
    if (reference > 1) {
      out += "<sup class=\"footnote-ref\">";
      out += std::to_string(reference);
      out += "</sup>";
    }
    out += "</a>";
  }
}

std::uint32_t last_paragraph_of(const document::Tree& tree, std::uint32_t note) {
  const std::vector<Node>& nodes = tree.nodes;
  const std::uint32_t last = last_child(nodes, note);
  const bool is_paragraph =
      last != 0 &&
      (nodes[last].kind == Kind::kParagraph ||
       (nodes[last].kind == Kind::kElement && (nodes[last].flags & document::flag::kAsDiv) == 0 &&
        nodes[last].value == static_cast<std::uint16_t>(html::Element::kP)));
  return is_paragraph ? last : 0;
}

}  // namespace broadsheet::writers
