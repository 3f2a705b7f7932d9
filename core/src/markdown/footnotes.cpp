#include "markdown/footnotes.h"

#include <algorithm>
#include <utility>

#include "html/escape.h"
#include "markdown/unique_ids.h"
#include "text/fold.h"

namespace broadsheet::markdown {
namespace {

// Below the prefix that ids of headings keep off (outline.cpp). The colon, which no slug has, keeps
// the second reference to "a" off the first one to "a-2".
constexpr std::string_view kNoteId = "bs-fn-";
constexpr std::string_view kReferenceId = "bs-fnref-";

std::string reference_id(const std::string& id, std::uint32_t reference) {
  std::string out(kReferenceId);
  out += id;
  if (reference > 1) {
    out += ':' + std::to_string(reference);
  }
  return out;
}

/// The label as part of an id: what has a meaning in addresses and markup is escaped, as in
/// GitHub's ids; letters of other scripts are not.
std::string id_of(std::string_view label) {
  std::string id;
  for (const char c : label) {
    if (c == '&' || static_cast<unsigned char>(c) >= 0x80) {
      id += c;
    } else {
      html::append_url(id, {&c, 1});
    }
  }
  return id;
}

}  // namespace

Footnotes::Footnotes(std::vector<FootnoteDefinition> definitions, std::size_t body_offset,
                     Reporter& reporter)
    : body_offset_(body_offset), reporter_(reporter) {
  UniqueIds ids;  // two labels may have one slug
  notes_.reserve(definitions.size());
  for (FootnoteDefinition& definition : definitions) {
    Note note;
    const auto number = static_cast<std::uint32_t>(notes_.size());
    const bool is_first = by_label_.try_emplace(text::fold(definition.label), +number).second;
    if (!is_first) {
      reporter.report("footnote-duplicate", Severity::kWarning, body_offset + definition.offset,
                      "the footnote `" + definition.label + "` is defined a second time",
                      "give it another label, and its references too");
    }
    note.id = ids.take(id_of(definition.label));
    note.definition = std::move(definition);
    notes_.push_back(std::move(note));
  }
}

std::string Footnotes::reference(std::string_view label, bool linked) {
  const auto found = by_label_.find(text::fold(label));
  if (found == by_label_.end()) {
    return {};
  }
  Note& note = notes_[found->second];
  if (note.number == 0) {
    note.number = ++last_number_;
  }
  std::string out = "<sup class=\"footnote-ref\">";
  if (linked) {
    out += "<a href=\"#";
    out += kNoteId;
    html::append_url(out, note.id);
    out += "\" id=\"";
    html::append_escaped(out, reference_id(note.id, ++note.references));
    out += "\" data-footnote-ref>";
  }
  out += std::to_string(note.number);
  out += linked ? "</a></sup>" : "</sup>";
  return out;
}

void Footnotes::append_back_links(std::string& out, const Note& note, const Labels& labels,
                                  std::string_view before) {
  for (std::uint32_t reference = 1; reference <= note.references; ++reference) {
    std::string index = std::to_string(note.number);
    if (reference > 1) {
      index += '-' + std::to_string(reference);
    }
    out += reference > 1 ? " " : before;
    out += "<a href=\"#";
    html::append_url(out, reference_id(note.id, reference));
    out += "\" class=\"footnote-backref\" data-footnote-backref data-footnote-backref-idx=\"";
    out += index;
    out += "\" aria-label=\"";
    out += labels.back;
    out += ' ';
    out += index;
    out += "\">\xE2\x86\xA9";  // U+21A9
    if (reference > 1) {
      out += "<sup class=\"footnote-ref\">" + std::to_string(reference) + "</sup>";
    }
    out += "</a>";
  }
}

void Footnotes::append_note(std::string& out, const Note& note, const Labels& labels) {
  constexpr std::string_view kParagraphEnd = "</p>\n";
  out += "<li id=\"";
  out += kNoteId;
  html::append_escaped(out, note.id);
  out += "\">\n";
  const std::string_view html = note.html;
  const bool in_paragraph = html.size() >= kParagraphEnd.size() &&
                            html.substr(html.size() - kParagraphEnd.size()) == kParagraphEnd;
  if (in_paragraph) {
    out += html.substr(0, html.size() - kParagraphEnd.size());
    append_back_links(out, note, labels, " ");
    out += kParagraphEnd;
  } else {
    out += html;
    append_back_links(out, note, labels, "");
    out += note.references == 0 ? "" : "\n";
  }
  out += "</li>\n";
}

void Footnotes::finish(std::string& html, const Labels& labels) {
  // Very many references make very many links: their text is not to be moved while it grows.
  constexpr std::size_t kBackLinkBytes = 220;
  std::size_t size = html.size();
  for (const Note& note : notes_) {
    size += note.references * (note.id.size() + kBackLinkBytes);
  }
  // What a definition could not hold stays in the article.
  std::string out;
  out.reserve(size);
  std::string_view rest = html;
  for (std::size_t part = 0; !rest.empty(); ++part) {
    const std::size_t end = std::min(rest.find(kFootnoteMark), rest.size());
    const std::string_view text = rest.substr(0, end);
    rest.remove_prefix(std::min(end + kFootnoteMark.size(), rest.size()));
    if (part % 2 == 0) {
      out += text;
    } else if (part / 2 < notes_.size()) {
      notes_[part / 2].html = text;
    }
  }
  std::vector<const Note*> by_number(notes_.size());
  for (Note& note : notes_) {
    if (note.number == 0) {
      reporter_.report("footnote-unused", Severity::kWarning, body_offset_ + note.definition.offset,
                       "nothing refers to the footnote `" + note.definition.label + "`",
                       "write [^" + note.definition.label + "] where it belongs");
      note.number = ++last_number_;
    }
    by_number[note.number - 1] = &note;
  }
  out += "<section class=\"footnotes\" role=\"doc-endnotes\" data-footnotes aria-label=\"";
  out += labels.footnotes;
  out += "\">\n<ol>\n";
  for (const Note* note : by_number) {
    append_note(out, *note, labels);
  }
  out += "</ol>\n</section>\n";
  html = std::move(out);
}

}  // namespace broadsheet::markdown
