// Takes the definitions of footnotes out of a body.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "markdown/mapped_text.h"

namespace broadsheet::markdown {

/// In bytes; what is longer is no label.
constexpr std::size_t kMaxFootnoteLabel = 200;

struct FootnoteDefinition {
  std::string label;        ///< as it is written
  std::size_t bracket = 0;  ///< where it begins in the body
  std::size_t offset = 0;   ///< the same in the source
};

/// A body whose definitions stand at its end, so that one pass of the parser reads all of it and
/// links of either part may refer to definitions of links in the other.
struct FootnoteLayout {
  MappedText text;
  std::vector<FootnoteDefinition> definitions;  ///< in the order of the source
  /// Where in `text` the info string of the code block stands that divides the two: behind it, each
  /// item of the top-level ordered lists is a definition; an item with a rule follows the last,
  /// which makes the list a loose one: all items have paragraphs.
  std::size_t divider = 0;
};

/// Whether `body` may hold footnotes, quickly.
[[nodiscard]] inline bool may_have_footnotes(std::string_view body) {
  return body.find("[^") != std::string_view::npos;
}

/// A definition is a line `[^label]: text`, indented by three blanks at most, with the lines that
/// continue its paragraph, and those indented by four or more behind it, blank lines between them
/// included (cmark-gfm, extension "footnotes"). Lines in fenced code and comments are none. Without
/// definitions the text is empty. What is still open at the end would swallow them: then there are
/// none, and the text shows them as they are written.
[[nodiscard]] FootnoteLayout lay_out_footnotes(const MappedText& body);

}  // namespace broadsheet::markdown
