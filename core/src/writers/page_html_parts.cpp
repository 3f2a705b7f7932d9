// What of page HTML is more than a pair of tags: compiled for size.
#include <string>

#include "document/order.h"
#include "html/attribute_list.h"
#include "html/delivery.h"
#include "html/escape.h"
#include "html/start_tag.h"
#include "writers/element_tag.h"
#include "writers/note_html.h"
#include "writers/page_html_writer.h"

namespace broadsheet::writers {
namespace {

using document::Alignment;
using document::Kind;
using document::Node;
using document::Target;
namespace flag = document::flag;

constexpr std::string_view kHeadingOpen[] = {"<h1", "<h2", "<h3", "<h4", "<h5", "<h6"};

std::string_view align_attribute(std::uint16_t alignment) {
  switch (static_cast<Alignment>(alignment)) {
    case Alignment::kLeft:
      return " align=\"left\">";
    case Alignment::kCenter:
      return " align=\"center\">";
    case Alignment::kRight:
      return " align=\"right\">";
    case Alignment::kDefault:
      break;
  }
  return ">";
}

/// The element's name, and the title that readers see.
struct AlertWords {
  std::string_view name;
  std::string_view title;
};
AlertWords words_of(document::AlertKind kind, const document::Labels& labels) {
  switch (kind) {
    case document::AlertKind::kNote:
      break;
    case document::AlertKind::kTip:
      return {"tip", labels.tip};
    case document::AlertKind::kImportant:
      return {"important", labels.important};
    case document::AlertKind::kWarning:
      return {"warning", labels.warning};
    case document::AlertKind::kCaution:
      return {"caution", labels.caution};
  }
  return {"note", labels.note};
}

}  // namespace

html::StartTag tag_of(const document::Tree& tree, const Node& node) {
  html::StartTag tag;
  tag.element = static_cast<html::Element>(node.value);
  tag.as_div = (node.flags & flag::kAsDiv) != 0;
  tag.implied = (node.flags & flag::kImplied) != 0;
  tag.linked = (node.flags & flag::kLinked) != 0;
  tag.is_embed = (node.flags & flag::kEmbedLink) != 0;
  if (!tag.implied) {
    const document::AuthorElement& author = tree.elements[node.size];
    tag.url = author.target.url;
    tag.alt = author.target.label;
    tag.id = author.id;
    tag.attributes = author.attributes;
  }
  return tag;
}

void PageHtml::open_list(const Node& node) {
  out_ += "<ol";
  if (node.size != 1) {
    out_ += " start=\"";
    out_ += std::to_string(node.size);
    out_ += '"';
  }
  out_ += ">\n";
}

void PageHtml::open_item(const Node& node) {
  out_ += "<li>";
  if ((node.flags & flag::kTask) != 0) {
    // As cmark-gfm writes it.
    out_ += "<input type=\"checkbox\"";
    out_ += (node.flags & flag::kChecked) != 0 ? " checked=\"\"" : "";
    out_ += " disabled=\"\"";
    out_ += void_end_;
    out_ += ' ';
  }
}

void PageHtml::open_code(const Node& node) {
  out_ += "<pre><code";
  if (node.size > 0) {
    out_ += " class=\"language-";
    html::append_escaped(out_, node.view());
    out_ += '"';
  }
  out_ += '>';
}

void PageHtml::open_alert(const Node& node) {
  const AlertWords words = words_of(static_cast<document::AlertKind>(node.value), *tree_.labels);
  out_ += "<div class=\"markdown-alert markdown-alert-";
  out_ += words.name;
  out_ += "\" role=\"note\">\n<p class=\"markdown-alert-title\" data-alert=\"";
  out_ += words.name;
  out_ += "\">";
  out_ += words.title;
  out_ += "</p>\n";
}

void PageHtml::write_image(const Node& node) {
  const Target& target = tree_.targets[node.size];
  if ((node.flags & flag::kRefused) != 0) {
    html::append_escaped(out_, target.label);
    return;
  }
  out_ += "<img src=\"";
  html::append_url(out_, target.url);
  out_ += "\" alt=\"";
  html::append_escaped(out_, target.label);
  if (!target.title.empty()) {
    out_ += "\" title=\"";
    html::append_escaped(out_, target.title);
  }
  out_ += '"';
  if (style_ == HtmlStyle::kArticle) {
    html::append_delivery(out_, target.url);
  }
  out_ += void_end_;
}

void PageHtml::open_heading(const Node& node) {
  open_with_id(kHeadingOpen[node.value - 1], node);
}

void PageHtml::open_cell(const Node& node) {
  out_ += align_attribute(node.value);
}

void PageHtml::open_element(const Node& node) {
  html::append_start_tag(out_, tag_of(tree_, node));
}

void PageHtml::insert_attributes(const Node& node, std::size_t begin) {
  const document::AuthorElement& attributes = tree_.attributes_of(node);
  // What is written as text, or as nothing, has no tag.
  std::size_t end = out_.size();
  end -= end > begin && out_.back() == '\n' ? 1 : 0;
  if (end <= begin || out_.view()[end - 1] != '>') {
    return;
  }
  constexpr std::string_view kPre = "<pre";
  if (attributes.goes_first) {
    insert_first(attributes, begin);
    return;
  }
  const std::size_t at = node.kind == Kind::kCodeBlock ? begin + kPre.size() : end - 1;
  // From the last to the first, all in one place.
  out_.insert(at, attributes.attributes);
  if (!attributes.id.empty() && node.kind != Kind::kHeading) {
    out_.insert(at, "\"");
    out_.insert(at, attributes.id);  // As a slug, it needs no escaping.
    out_.insert(at, " id=\"");
  }
}

/// In front of what the tag has, which goes without those of the same names.
void PageHtml::insert_first(const document::AuthorElement& attributes, std::size_t begin) {
  const std::size_t at = out_.view().find_first_of(" >", begin);
  const std::string written(out_.view().substr(at));
  out_.shorten(at);
  // A heading has its id already: links lead to it.
  std::string first;
  if (!attributes.id.empty() && !html::attribute_in(written, "id")) {
    first += " id=\"";
    first += attributes.id;  // As a slug, it needs no escaping.
    first += '"';
  }
  first += attributes.attributes;
  out_ += first;
  out_ += std::string_view(written).substr(html::append_missing(out_, written, first));
}

/// The outline as lists within lists, without headings that are marked for it.
void PageHtml::write_contents(bool is_numbered) {
  const std::string_view open = is_numbered ? "<ol>\n" : "<ul>\n";
  const std::string_view close = is_numbered ? "</li>\n</ol>\n" : "</li>\n</ul>\n";
  constexpr std::size_t kDeepest = 6;
  std::uint16_t levels[kDeepest] = {};  // of the lists that are open, growing
  std::size_t depth = 0;
  for (std::uint32_t at = 0; (at = next_in_contents(tree_, at)) < nodes_.size(); ++at) {
    const Node& node = nodes_[at];
    for (; depth > 1 && levels[depth - 1] > node.value; --depth) {
      out_ += close;
    }
    if (depth == 0 || levels[depth - 1] < node.value) {
      fresh_line();
      out_ += open;
      levels[depth++] = node.value;
    } else {
      out_ += "</li>\n";
    }
    const Heading& heading = tree_.outline[node.size - 1];
    out_ += "<li><a href=\"#";
    html::append_url(out_, heading.id);
    out_ += "\">";
    html::append_escaped(out_, heading.text);
    out_ += "</a>";
  }
  for (; depth > 0; --depth) {
    out_ += close;
  }
}

void PageHtml::write_void(const Node& node) {
  if ((node.flags & flag::kNoHtml) == 0) {
    html::append_start_tag(out_, tag_of(tree_, node));
  }
}

/// The section of notes: in the order of their numbers, whatever order they are written in.
void PageHtml::write_notes() {
  append_notes_begin(out_, *tree_.labels);
  for (const document::Note* const note : document::notes_by_number(tree_)) {
    append_note_begin(out_, *note);
    last_paragraph_ = last_paragraph_of(tree_, note->node);
    note_ = note;
    const Node& node = nodes_[note->node];
    write(note->node + 1, node.end);
    if (last_paragraph_ == 0) {
      fresh_line();
      append_back_links(out_, *note, *tree_.labels, "", limit_);
      out_ += note->references == 0 ? "" : "\n";
    }
    append_note_end(out_);
  }
  last_paragraph_ = 0;
  append_notes_end(out_);
}

}  // namespace broadsheet::writers
