// A node of a post's tree: 24 bytes natively, 20 in WebAssembly.
#pragma once

#include <cstdint>
#include <string_view>

namespace broadsheet::document {

/// Blocks, spans, and from kText on leaves, which hold nothing.
enum class Kind : std::uint8_t {
  kDocument,
  kQuote,
  kAlert,  ///< a quote that is a note, tip ...; value: AlertKind
  kBulletList,
  kOrderedList,  ///< size: number of its first item
  kItem,         ///< flags: kTask, kChecked
  kRule,
  kHeading,    ///< value: level, 1 to 6; size: 1 + index of its entry in the outline, or 0
  kCodeBlock,  ///< text: the language
  kHtmlBlock,  ///< raw HTML that no pass has looked at yet
  kParagraph,  ///< flags: kBoldOnly; size: as of a heading
  kFigure,     ///< a paragraph that is an image with a caption, its title
  kMathBlock,  ///< a paragraph that is one displayed formula
  kBare,       ///< a paragraph that has no markup of its own
  kTable,
  kTableHead,
  kTableBody,
  kTableRow,
  kHeaderCell,  ///< value: Alignment
  kCell,        ///< value: Alignment
  kNotes,       ///< the notes, behind the article
  kNote,        ///< a footnote's text; size: index in notes
  kDefinitionList,
  kTerm,
  kDefinition,

  kGroup,  ///< nothing but what it holds
  kEmphasis,
  kStrong,
  kStrikethrough,
  kCode,
  kMath,
  kDisplayMath,
  kLink,       ///< size: index in targets; flags: those of links
  kImage,      ///< size: index in targets; flags: those of images. It holds its label.
  kShortcode,  ///< size: index in shortcodes. It holds its plain text.
  kElement,    ///< of the author's HTML; value: html::Element; size: index in elements

  kText,         ///< flags: those of texts
  kSoftBreak,    ///< a line ends in the source
  kHardBreak,    ///< a line ends
  kHtml,         ///< a piece of raw HTML that no pass has looked at yet
  kMarkup,       ///< HTML that is written as it is
  kVoidElement,  ///< of the author's HTML, without contents; value: html::Element; size: index
  kBlockEdge,    ///< a block of raw HTML begins or ends: what it opens may hold blocks behind it
  kSeparator,    ///< what the author's HTML holds goes on, on lines of its own
  kDivider,      ///< the author's end of the summary
  /// size: index in notes; extra: which of the links to it, from 1 on, 0: no link; before notes are
  /// numbered, where the label of its definition stands
  kNoteReference,
  kAttributes,  ///< a line of attributes, or of an abbreviation; text: the line; flags: kAfterBlank
  kContents,    ///< the outline, where an author asks for it; flags: kNumbered
  kNothing,     ///< taken out by a pass
};

[[nodiscard]] constexpr bool is_leaf(Kind kind) {
  return kind >= Kind::kText;
}

enum class Alignment : std::uint8_t { kDefault, kLeft, kCenter, kRight };
enum class AlertKind : std::uint8_t { kNote, kTip, kImportant, kWarning, kCaution };

/// Flags of nodes, each valid for the kinds it is listed under.
namespace flag {
// Texts.
inline constexpr std::uint8_t kLiteral = 1;   ///< code or a formula: nothing in it is syntax
inline constexpr std::uint8_t kNoHtml = 2;    ///< for plain text alone
inline constexpr std::uint8_t kNoText = 4;    ///< for HTML alone
inline constexpr std::uint8_t kCollapse = 8;  ///< runs of blanks count as one in plain text
// Blocks and spans but elements and alerts.
inline constexpr std::uint8_t kAttributed = 128;  ///< value (of headings: extra): index in elements
// Lines of attributes.
inline constexpr std::uint8_t kAfterBlank = 1;  ///< nothing stands directly above
// Contents.
inline constexpr std::uint8_t kNumbered = 1;
// Items.
inline constexpr std::uint8_t kTask = 1;
inline constexpr std::uint8_t kChecked = 2;
// Paragraphs.
inline constexpr std::uint8_t kBoldOnly = 1;  ///< it is one bold span
// Links and images.
inline constexpr std::uint8_t kRefused = 1;         ///< not clickable, not loaded
inline constexpr std::uint8_t kUnknownAddress = 2;  ///< a shortcode in it has no meaning here
inline constexpr std::uint8_t kAutolink = 4;        ///< the address itself, in the text
inline constexpr std::uint8_t kInBrackets = 8;      ///< no link after all: `<SOFA:Channel/>`
inline constexpr std::uint8_t kEmbed = 16;          ///< to a video; see Target
inline constexpr std::uint8_t kWiki = 32;           ///< `[[Page]]`; see Target
// Author's elements.
inline constexpr std::uint8_t kImplied = 1;     ///< no tag of the author stands for it
inline constexpr std::uint8_t kAsDiv = 2;       ///< written as `div`
inline constexpr std::uint8_t kBreaksLine = 4;  ///< its text stands on lines of its own
inline constexpr std::uint8_t kBreaksCell = 8;  ///< its text stands apart from the cell before
inline constexpr std::uint8_t kLinked = 16;     ///< a link that is clickable
inline constexpr std::uint8_t kEmbedLink = 32;  ///< a link in place of what is left out
}  // namespace flag

struct Node {
  Kind kind = Kind::kNothing;
  std::uint8_t flags = 0;
  std::uint16_t value = 0;
  std::uint32_t end = 0;    ///< index behind its last descendant
  std::uint32_t place = 0;  ///< where it begins in the text that was parsed
  std::uint32_t size = 0;   ///< of the text, or an index
  union {
    const char* text = nullptr;
    std::uint32_t extra;
  };

  [[nodiscard]] std::string_view view() const { return {text, size}; }
  void set_text(std::string_view view) {
    text = view.data();
    size = static_cast<std::uint32_t>(view.size());
  }
};

}  // namespace broadsheet::document
