#include "markdown/tree_builder.h"

#include "markdown/attribute.h"
#include "markdown/shortcodes.h"
#include "text/utf8.h"

namespace broadsheet::markdown {
namespace {

using document::Kind;
using document::Node;
namespace flag = document::flag;

/// Definitions are the last blocks of md4c that hold something.
constexpr Kind kBlockKinds[] = {
    Kind::kDocument, Kind::kQuote,     Kind::kBulletList, Kind::kOrderedList, Kind::kItem,
    Kind::kRule,     Kind::kHeading,   Kind::kCodeBlock,  Kind::kHtmlBlock,   Kind::kParagraph,
    Kind::kTable,    Kind::kTableHead, Kind::kTableBody,  Kind::kTableRow,    Kind::kHeaderCell,
    Kind::kCell,     Kind::kNote,      Kind::kTerm,       Kind::kDefinition};
static_assert(kBlockKinds[MD_BLOCK_P] == Kind::kParagraph &&
              kBlockKinds[MD_BLOCK_NOTE] == Kind::kNote &&
              kBlockKinds[MD_BLOCK_DD] == Kind::kDefinition);

Kind kind_of(MD_SPANTYPE type) {
  switch (type) {
    case MD_SPAN_EM:
      return Kind::kEmphasis;
    case MD_SPAN_STRONG:
      return Kind::kStrong;
    case MD_SPAN_A:
      return Kind::kLink;
    case MD_SPAN_IMG:
      return Kind::kImage;
    case MD_SPAN_CODE:
      return Kind::kCode;
    case MD_SPAN_DEL:
      return Kind::kStrikethrough;
    case MD_SPAN_LATEXMATH:
      return Kind::kMath;
    case MD_SPAN_LATEXMATH_DISPLAY:
      return Kind::kDisplayMath;
    default:
      return Kind::kGroup;
  }
}

}  // namespace

TreeBuilder::TreeBuilder(document::Tree& tree, bool commonmark, std::size_t output_limit)
    : tree_(tree), commonmark_(commonmark), output_limit_(output_limit) {
  // Real posts have a node for every fifteen bytes.
  constexpr std::size_t kBytesPerNode = 12;
  tree_.nodes.reserve(tree_.text.size() / kBytesPerNode + kBytesPerNode);
}

/// A vector that grows has two places for a moment; where there are very many nodes, it grows in
/// smaller steps, so that hostile posts stay within their bounds.
void TreeBuilder::grow() {
  constexpr std::size_t kMany = std::size_t{1} << 18U;
  std::vector<Node>& nodes = tree_.nodes;
  nodes.reserve(nodes.size() + (nodes.size() < kMany ? nodes.size() : nodes.size() / 4));
}

inline Node& TreeBuilder::add_node(Kind kind) {
  std::vector<Node>& nodes = tree_.nodes;
  if (nodes.size() == nodes.capacity()) {
    grow();
  }
  Node& node = nodes.emplace_back();
  node.kind = kind;
  node.place = place_;
  return node;
}

Node& TreeBuilder::open(Kind kind) {
  open_.push_back(static_cast<std::uint32_t>(tree_.nodes.size()));
  tree_.kinds.add(kind);
  return add_node(kind);
}

void TreeBuilder::close() {
  closed_ = static_cast<std::uint32_t>(tree_.nodes.size());
  tree_.nodes[open_.back()].end = closed_;
  open_.pop_back();
  if (unplaced_ > open_.size()) {
    unplaced_ = static_cast<std::uint32_t>(open_.size());
  }
}

Node& TreeBuilder::leaf(Kind kind) {
  Node& node = add_node(kind);
  node.end = static_cast<std::uint32_t>(tree_.nodes.size());
  return node;
}

void TreeBuilder::append(Kind kind, std::string_view text, std::uint8_t flags) {
  Node& node = leaf(kind);
  node.flags = flags;
  node.set_text(text);
}

/// md4c gives code and raw HTML line by line; where nothing was taken off their beginnings, the
/// pieces are one in the source.
void TreeBuilder::append_verbatim(Kind kind, std::string_view text) {
  Node& last = tree_.nodes.back();
  if (last.kind == kind && tree_.nodes.size() > closed_ && last.text != nullptr &&
      tree_.holds(last.text)) {
    const char* const next = last.text + last.size;
    const bool is_line_end = text == "\n" && tree_.holds(next) && *next == '\n';
    if (text.data() == next || is_line_end) {
      last.size += static_cast<std::uint32_t>(text.size());
      return;
    }
  }
  append(kind, text, kind == Kind::kText ? flag::kLiteral : std::uint8_t{0});
}

/// Remembers where the parser is. Blocks begin where their first text does.
void TreeBuilder::see(const char* at) {
  if (tree_.holds(at)) {
    place_ = static_cast<std::uint32_t>(tree_.place_of(at));
    for (; unplaced_ < open_.size(); ++unplaced_) {
      tree_.nodes[open_[unplaced_]].place = place_;
    }
  }
}

void TreeBuilder::enter_block(MD_BLOCKTYPE type, const void* detail) {
  if (has_definitions_ || type == MD_BLOCK_DT || type == MD_BLOCK_DD) {
    place_in_list(type);
  }
  if (type == MD_BLOCK_ATTRIBUTES) {
    add_attributes(*static_cast<const MD_BLOCK_ATTRIBUTES_DETAIL*>(detail));
    return;
  }
  Node& node = open(kBlockKinds[type]);
  if (type != MD_BLOCK_P) {
    read_detail(node, type, detail);
  }
}

void TreeBuilder::leave_block(MD_BLOCKTYPE type) {
  in_cell_ = false;
  if (type == MD_BLOCK_HTML) {
    in_raw_block_ = false;
  }
  if (type == MD_BLOCK_ATTRIBUTES) {
    return;
  }
  if (has_definitions_) {
    end_list();
  }
  close();
}

void TreeBuilder::enter_span(MD_SPANTYPE type, const void* detail) {
  if (type == MD_SPAN_NOTE) {
    const auto* reference = static_cast<const MD_SPAN_NOTE_DETAIL*>(detail);
    see(reference->label - 2);
    // Which note that is, the notes' pass knows.
    leaf(Kind::kNoteReference).extra =
        static_cast<std::uint32_t>(tree_.place_of(reference->definition));
    tree_.kinds.add(Kind::kNoteReference);
    return;
  }
  Node& node = open(kind_of(type));
  if (type == MD_SPAN_A) {
    const auto* link = static_cast<const MD_SPAN_A_DETAIL*>(detail);
    node.flags = link->is_autolink != 0 ? flag::kAutolink : std::uint8_t{0};
    add_target(node, link->href, link->title);
  } else if (type == MD_SPAN_IMG) {
    const auto* image = static_cast<const MD_SPAN_IMG_DETAIL*>(detail);
    add_target(node, image->src, image->title);
    ++image_depth_;
  }
}

void TreeBuilder::leave_span(MD_SPANTYPE type) {
  if (type == MD_SPAN_NOTE) {
    return;
  }
  image_depth_ -= type == MD_SPAN_IMG ? 1 : 0;
  close();
}

void TreeBuilder::text(MD_TEXTTYPE type, std::string_view text) {
  constexpr std::string_view kReplacement = "\xEF\xBF\xBD";
  see(text.data());
  if (type == MD_TEXT_HTML || in_raw_block_) {
    tree_.kinds.add(Kind::kHtml);
    append_verbatim(Kind::kHtml, type == MD_TEXT_NULLCHAR ? kReplacement : restored(text));
    return;
  }
  switch (type) {
    case MD_TEXT_NORMAL:
      if (may_have_placeholders(text)) {
        append_normal(text);
      } else {
        append(Kind::kText, text, 0);
      }
      break;
    case MD_TEXT_CODE:
      append_code(restored(text));
      break;
    case MD_TEXT_LATEXMATH:
      append(Kind::kText, restored(text), flag::kLiteral);
      break;
    case MD_TEXT_NULLCHAR:
      append(Kind::kText, kReplacement, flag::kLiteral);
      break;
    case MD_TEXT_ENTITY: {
      buffer_.clear();
      append_entity(buffer_, text);
      append(Kind::kText, tree_.arena.keep(buffer_), flag::kLiteral);
      break;
    }
    case MD_TEXT_BR:
      leaf(Kind::kHardBreak);
      break;
    case MD_TEXT_SOFTBR:
      leaf(Kind::kSoftBreak);
      break;
    case MD_TEXT_HTML:
      break;
  }
}

void TreeBuilder::add_target(Node& node, const MD_ATTRIBUTE& address, const MD_ATTRIBUTE& title) {
  node.size = static_cast<std::uint32_t>(tree_.targets.size());
  node.extra =
      tree_.holds(address.text) ? static_cast<std::uint32_t>(tree_.place_of(address.text)) : place_;
  document::Target target;
  const auto read = [&](const MD_ATTRIBUTE& attribute) {
    const std::string_view text = kept(decode(attribute, buffer_));
    return may_have_placeholders(text) ? expanded(text) : std::pair(text, true);
  };
  const auto [url, is_known] = read(address);
  target.url = url;
  target.title = read(title).first;
  node.flags |= is_known ? std::uint8_t{0} : flag::kUnknownAddress;
  tree_.targets.push_back(target);
}

/// `text`, which md4c may overwrite, for good.
std::string_view TreeBuilder::kept(std::string_view text) {
  return text.empty() || tree_.holds(text.data()) ? text : tree_.arena.keep(text);
}

}  // namespace broadsheet::markdown
