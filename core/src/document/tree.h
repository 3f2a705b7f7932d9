// A post's body as a tree: nodes in one vector, in document order.
//
// Each node knows where its subtree ends, so that walking is going through the vector, and leaving
// something out is a jump. Texts are views of what was parsed, or of the arena.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "broadsheet/post.h"
#include "document/arena.h"
#include "document/kinds.h"
#include "document/labels.h"
#include "document/mapped_text.h"
#include "document/node.h"
#include "document/shortcode.h"

namespace broadsheet::document {

/// What a link or an image points to.
struct Target {
  std::string_view url;
  std::string_view title;  ///< may be empty; of a kEmbed link: the video's id
  std::string_view label;  ///< of an image: its plain text; of a kEmbed link: whose video it is;
                           ///< of a kWiki link: the page it names, as written
};

/// An element of the author's HTML, as it passed, or what an author gives one of Markdown.
struct AuthorElement {
  Target target;                ///< of links and images
  std::string_view id;          ///< with its prefix; empty for none
  std::string_view attributes;  ///< all others, ready for HTML: ` width="1"`
  std::uint32_t heading = 0;    ///< 1 + index of its entry in the outline, or 0
  std::string_view container;   ///< the name of a container, `:::name`; empty: it is none
  // Of Markdown:
  bool is_markdown = false;  ///< its id is as chosen, until ids are given
  bool is_heading = false;
  bool is_in_contents = true;
  bool goes_first = false;  ///< its attributes count before those that are written anyway
};

/// In front of a note's id on its page, below the prefix that ids of headings keep off
/// (passes/heading_ids.cpp).
inline constexpr std::string_view kNoteId = "bs-fn-";

/// A footnote.
struct Note {
  std::string_view label;        ///< as it is written
  std::string id;                ///< namespaced by what it is used for
  std::uint32_t node = 0;        ///< where its text is
  std::uint32_t number = 0;      ///< from 1 on; 0: no reference yet
  std::uint32_t references = 0;  ///< with links
  bool is_used = false;          ///< something refers to it, with or without a link
};

struct Tree {
  Tree() = default;
  Tree(const Tree&) = delete;  // Its texts are views of what it holds.
  Tree& operator=(const Tree&) = delete;

  std::vector<Node> nodes;
  Kinds kinds;  ///< which it may have
  std::vector<Target> targets;
  std::vector<AuthorElement> elements;
  /// Words that are explained wherever they stand: the label, with the title.
  std::vector<Target> abbreviations;
  std::vector<Shortcode> shortcodes;
  std::vector<Note> notes;
  std::vector<Heading> outline;
  Arena arena;
  const Labels* labels = nullptr;

  /// What was parsed, and where it was written: a part of the source that begins at `offset`, or
  /// where `prepared` has text, made of pieces of that part.
  std::string_view text;
  MappedText prepared;
  std::size_t offset = 0;

  std::size_t table_bytes = 0;  ///< of HTML that the tags of rows and cells take at least

  bool has_refused = false;  ///< links or images

  // What the parser has left unread.
  bool too_deep = false;
  bool too_many_brackets = false;

  /// The place in the source of the byte at `place` of what was parsed.
  [[nodiscard]] std::size_t source_offset(std::size_t place) const {
    return offset + (prepared.text().empty() ? place : prepared.source_offset(place));
  }
  /// The same of a byte within the text of `node`.
  [[nodiscard]] std::size_t source_offset(const Node& node, std::size_t at) const {
    return source_offset(holds(node.text) ? place_of(node.text) + at : node.place);
  }

  /// Those of a node that has some.
  [[nodiscard]] const AuthorElement& attributes_of(const Node& node) const {
    return elements[node.kind == Kind::kHeading ? node.extra : node.value];
  }

  [[nodiscard]] bool holds(const char* at) const {
    return at >= text.data() && at < text.data() + text.size();
  }
  [[nodiscard]] std::size_t place_of(const char* at) const {
    return static_cast<std::size_t>(at - text.data());
  }
};

}  // namespace broadsheet::document
