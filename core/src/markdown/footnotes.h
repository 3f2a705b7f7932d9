// Footnotes: numbers of the references, and the notes behind the article.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "diagnostics/reporter.h"
#include "markdown/footnote_definitions.h"
#include "markdown/labels.h"
#include "text/fold.h"

namespace broadsheet::markdown {

/// A line that divides the HTML of definitions from the rest until finish(). No HTML holds its
/// byte.
inline constexpr std::string_view kFootnoteMark{"\0\n", 2};

class Footnotes {
 public:
  Footnotes(std::vector<FootnoteDefinition> definitions, std::size_t body_offset,
            Reporter& reporter);

  /// Whether there is a footnote `label`.
  [[nodiscard]] bool has(std::string_view label) const {
    return by_label_.contains(text::fold(label));
  }

  /// The HTML of a reference to the footnote `label` (GitHub's form), counted; without a link where
  /// one cannot be. Empty if there is no such footnote.
  [[nodiscard]] std::string reference(std::string_view label, bool linked);

  /// Moves the definitions into a section of notes at the end of `html`: in the order of their
  /// first references, those without one last, each with links back. In `html` a kFootnoteMark
  /// stands before and behind each of them, and around an item behind the last, which is dropped.
  /// Reports those without references.
  void finish(std::string& html, const Labels& labels);

 private:
  struct Note {
    FootnoteDefinition definition;
    std::string id;                ///< namespaced by what it is used for
    std::uint32_t number = 0;      ///< from 1 on; 0: no reference yet
    std::uint32_t references = 0;  ///< with links
    std::string_view html;         ///< of its text
  };

  /// `before` stands before the first one.
  static void append_back_links(std::string& out, const Note& note, const Labels& labels,
                                std::string_view before);
  static void append_note(std::string& out, const Note& note, const Labels& labels);

  std::vector<Note> notes_;  ///< in the order of the source
  std::map<std::string, std::uint32_t> by_label_;
  std::uint32_t last_number_ = 0;
  std::size_t body_offset_;
  Reporter& reporter_;
};

}  // namespace broadsheet::markdown
