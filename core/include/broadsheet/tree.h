/// A post with its tree, for programs that want more than HTML.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "broadsheet/diagnostic.h"
#include "broadsheet/export.h"
#include "broadsheet/post.h"
#include "broadsheet/render.h"

namespace broadsheet {
inline namespace BROADSHEET_ABI_NAMESPACE {

/// What a node is. A new one is appended, so that the numbers stay.
enum class NodeKind : std::uint8_t {
  kRoot,
  kParagraph,
  kHeading,  ///< number: its level
  kQuote,
  kAlert,  ///< a quote that is a note, tip ...: its name
  kList,   ///< number: of its first item
  kItem,
  kRule,
  kCode,   ///< a block of code
  kHtml,   ///< raw HTML that is copied through
  kTable,  ///< of rows, the first of which is the head
  kRow,
  kCell,    ///< number: 0, or 1 left, 2 center, 3 right
  kFigure,  ///< an image with a caption, its title
  kNote,    ///< a footnote's text; number: as readers see it. Notes stand behind the article.
  kDefinitionList,
  kTerm,
  kDefinition,
  kContainer,  ///< `:::name`, with its name
  kText,       ///< line ends within are `\n`
  kEmphasis,
  kStrong,
  kStrikethrough,
  kMark,
  kInlineCode,
  kMath,
  kLink,
  kImage,
  kShortcode,      ///< one that has no other meaning, with its name
  kElement,        ///< of the author's HTML, as it passed, with its name
  kBreak,          ///< a line ends
  kNoteReference,  ///< number: of its note
  kContents,       ///< the outline, where an author asks for it
};

/// Flags of nodes.
namespace node_flag {
inline constexpr std::uint32_t kOrdered = 1;  ///< of a list
inline constexpr std::uint32_t kLoose = 2;    ///< of a list: its items hold paragraphs
inline constexpr std::uint32_t kTask = 4;     ///< of an item
inline constexpr std::uint32_t kChecked = 8;  ///< of a task
inline constexpr std::uint32_t kBlock = 16;   ///< it stands on lines of its own
inline constexpr std::uint32_t kHeader = 32;  ///< of a cell
inline constexpr std::uint32_t kAutolink = 64;
inline constexpr std::uint32_t kEmbed = 128;     ///< a link in place of a video
inline constexpr std::uint32_t kPseudo = 256;    ///< a bold paragraph that is in the outline
inline constexpr std::uint32_t kFenced = 512;    ///< of a block of code
inline constexpr std::uint32_t kWiki = 1024;     ///< a link that is written `[[Page]]`
inline constexpr std::uint32_t kDisplay = 2048;  ///< a formula between `$$`
}  // namespace node_flag

/// The tree is a list of these in document order.
struct TreeNode {
  /// A place that is not known.
  static constexpr std::uint32_t kNoPlace = 0xFFFFFFFF;

  std::uint32_t kind = 0;   ///< a NodeKind
  std::uint32_t flags = 0;  ///< of node_flag
  std::uint32_t number = 0;
  std::uint32_t parent = 0;  ///< its index; the root's is its own
  std::uint32_t end = 0;     ///< index behind its last descendant
  /// Where it stands in the source, in bytes, or kNoPlace. Sources that are not UTF-8, or hold a
  /// zero byte, are counted as they are once repaired.
  std::uint32_t begin = kNoPlace;
  std::uint32_t finish = kNoPlace;
};

/// The texts of a node.
enum class NodeText : std::uint8_t {
  kValue,   ///< of texts, code, formulas, HTML and shortcodes: what they say
  kUrl,     ///< of links, images and elements
  kTitle,   ///< the same; of figures: the caption
  kAlt,     ///< of images
  kLang,    ///< of code: the first word of its info string
  kMeta,    ///< of code: the rest of it
  kId,      ///< of headings and whatever else has one in the HTML
  kName,    ///< of alerts, containers, shortcodes, elements
  kLabel,   ///< of notes and references to them; of a link `[[Page]]`: `Page`
  kMarkup,  ///< of elements: the start tag
};

/// What a program puts in place of a node, or gives it.
struct Answer {
  enum class Kind : std::uint8_t {
    kHtml,  ///< in its place, as it is
    kText,  ///< in its place, as text; a block becomes a paragraph
    /// Each a name and a value with a zero byte behind both. Addresses pass the policy of posts;
    /// what could run or restyle the page does not pass.
    kAttributes,
    kInner,  ///< HTML in place of the code in its element, as it is
  };
  std::uint32_t node = 0;  ///< its index
  Kind kind = Kind::kHtml;
  std::string_view text;
};

/// A parsed post. Owns all it gives; views of it live as long. Not for two threads at once.
class BROADSHEET_API PostTree {
 public:
  /// Throws nothing but std::bad_alloc.
  [[nodiscard]] static PostTree parse(std::string_view source, const RenderOptions& options = {});

  PostTree(PostTree&& other) noexcept;
  PostTree& operator=(PostTree&& other) noexcept;
  ~PostTree();

  /// The first is the root; never empty but after a move.
  [[nodiscard]] std::span<const TreeNode> nodes() const;
  /// The same, which may have no places yet: for those who need none.
  [[nodiscard]] std::span<const TreeNode> unplaced() const;
  /// Empty for what a node does not have.
  [[nodiscard]] std::string_view text(std::uint32_t node, NodeText which) const;
  /// The arguments of a shortcode: keys, empty for one without, and values.
  [[nodiscard]] std::vector<std::pair<std::string_view, std::string_view>> arguments(
      std::uint32_t node) const;
  /// Everything else about it; `html` only if the options ask for it.
  [[nodiscard]] const Post& post() const;
  /// The HTML with these answers, which may be for any nodes; what stands in a node that is
  /// replaced is passed over. What is left out of them goes to `diagnostics`. The tree stays as it
  /// is.
  [[nodiscard]] std::string render(std::span<const Answer> answers,
                                   std::vector<Diagnostic>& diagnostics);

 private:
  struct Parts;
  explicit PostTree(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

}  // namespace BROADSHEET_ABI_NAMESPACE
}  // namespace broadsheet
