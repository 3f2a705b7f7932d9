#include "passes/notes.h"

#include <algorithm>
#include <string>
#include <string_view>

#include "html/escape.h"
#include "passes/tree_rewriter.h"
#include "passes/unique_ids.h"
#include "text/fold.h"

namespace broadsheet::passes {
namespace {

using document::Kind;
using document::Node;
using document::Note;
namespace flag = document::flag;

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

/// Copies old[begin, end), whole subtrees, but for the notes within: where these begin goes to
/// `found`. (GitHub lets notes stand in notes, too.)
void copy_without_notes(const std::vector<Node>& old, std::uint32_t begin, std::uint32_t end,
                        TreeRewriter& out, std::vector<std::uint32_t>& found) {
  std::vector<std::uint32_t> ends;  // of the nodes that are open, in the old order
  for (std::uint32_t at = begin; at < end;) {
    for (; !ends.empty() && ends.back() == at; ends.pop_back()) {
      out.close();
    }
    const Node& node = old[at];
    if (node.kind == Kind::kNote) {
      found.push_back(at);
      at = node.end;
      continue;
    }
    if (is_leaf(node.kind)) {
      out.copy(node);
    } else {
      out.open(node);
      ends.push_back(node.end);
    }
    ++at;
  }
  for (; !ends.empty(); ends.pop_back()) {
    out.close();
  }
}

void give_note_ids(document::Tree& tree) {
  UniqueIds ids;  // two labels may have one slug
  for (Note& note : tree.notes) {
    note.id = ids.take(id_of(note.label));
  }
}

/// Where the definition of `note` begins in the source.
std::size_t source_offset(const document::Tree& tree, const Note& note) {
  return tree.source_offset(tree.place_of(note.label.data()) - 2);
}

/// The note whose label stands at `place`.
std::uint32_t note_at(const document::Tree& tree, std::uint32_t place) {
  const auto found = std::lower_bound(tree.notes.begin(), tree.notes.end(), place,
                                      [&](const Note& note, std::uint32_t wanted) {
                                        return tree.place_of(note.label.data()) < wanted;
                                      });
  return static_cast<std::uint32_t>(found - tree.notes.begin());
}

void report_undefined(const Context& context, const Node& node, std::size_t at,
                      std::string_view label) {
  if (!kTellsDiagnostics) {
    return;
  }
  context.reporter.report("footnote-undefined", Severity::kWarning,
                          context.tree.source_offset(node, at),
                          "the footnote [^" + std::string(label) + "] has no text",
                          "write it on a line of its own: [^" + std::string(label) + "]: text");
}

/// In a post without footnotes only a number is one that was forgotten; the rest may be anything, a
/// set of characters for one: [^a-z].
void report_undefined_in(const Context& context, const Node& node) {
  constexpr std::size_t kMaxLabel = 200;  // as md4c's
  const std::string_view text = node.view();
  for (std::size_t at = text.find("[^"); at != std::string_view::npos; at = text.find("[^", at)) {
    const std::string_view rest = text.substr(at + 2, kMaxLabel + 1);
    const std::size_t end = rest.find_first_of("] \t[");
    if (end != 0 && end != std::string_view::npos && rest[end] == ']') {
      const std::string_view label = rest.substr(0, end);
      if (!context.tree.notes.empty() ||
          label.find_first_not_of("0123456789") == std::string_view::npos) {
        report_undefined(context, node, at, label);
      }
      at += end;
    }
    at += 2;
  }
}

}  // namespace

void gather_notes(const Context& context) {
  document::Tree& tree = context.tree;
  if (tree.notes.empty()) {
    return;
  }
  TreeRewriter out(tree);
  std::vector<std::uint32_t> found;
  out.open(tree.nodes[0]);
  copy_without_notes(tree.nodes, 1, tree.nodes[0].end, out, found);
  out.open(Kind::kNotes, 0);
  for (std::size_t next = 0; next < found.size(); ++next) {
    const std::uint32_t note = found[next];
    out.open(tree.nodes[note]);
    copy_without_notes(tree.nodes, note + 1, tree.nodes[note].end, out, found);
    out.close();
  }
  out.close();
  out.close();
  tree.nodes = out.take();
}

void number_notes(const Context& context) {
  document::Tree& tree = context.tree;
  if (context.policy.body.find("[^") == std::string_view::npos) {
    return;
  }
  give_note_ids(tree);
  std::uint32_t last_number = 0;
  std::uint32_t link_end = 0;
  constexpr document::Kinds kKinds = {Kind::kImage, Kind::kLink, Kind::kElement,
                                      Kind::kText,  Kind::kNote, Kind::kNoteReference};
  for (std::uint32_t at = 0; (at = next_of(tree.nodes, at, kKinds)) < tree.nodes.size();) {
    Node& node = tree.nodes[at];
    if (node.kind == Kind::kImage) {
      at = node.end;  // Only the text of its label counts.
      continue;
    }
    if (node.kind == Kind::kLink ||
        (node.kind == Kind::kElement && (node.flags & flag::kLinked) != 0)) {
      link_end = std::max(link_end, node.end);
    } else if (kTellsDiagnostics && node.kind == Kind::kText &&
               (node.flags & flag::kLiteral) == 0) {
      report_undefined_in(context, node);
    } else if (node.kind == Kind::kNote) {
      tree.notes[node.size].node = at;
    } else if (node.kind == Kind::kNoteReference) {
      node.size = note_at(tree, node.extra);
      Note& note = tree.notes[node.size];
      note.number = note.number == 0 ? ++last_number : note.number;
      note.is_used = true;
      // A link within a link is none.
      node.extra = at < link_end ? 0 : ++note.references;
    }
    ++at;
  }
  for (Note& note : tree.notes) {
    note.number = note.number == 0 ? ++last_number : note.number;
  }
}

void report_duplicate_notes(const Context& context) {
  UniqueIds labels;  // without regard to case
  for (const Note& note : context.tree.notes) {
    if (!labels.claim(text::fold(note.label))) {
      context.reporter.report(
          "footnote-duplicate", Severity::kWarning, source_offset(context.tree, note),
          "the footnote `" + std::string(note.label) + "` is defined a second time",
          "give it another label, and its references too");
    }
  }
}

void report_unused_notes(const Context& context) {
  for (const Note& note : context.tree.notes) {
    if (!note.is_used) {
      context.reporter.report("footnote-unused", Severity::kWarning,
                              source_offset(context.tree, note),
                              "nothing refers to the footnote `" + std::string(note.label) + "`",
                              "write [^" + std::string(note.label) + "] where it belongs");
    }
  }
}

}  // namespace broadsheet::passes
