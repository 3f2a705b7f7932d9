#include "post/tree_rows.h"

#include <algorithm>
#include <string>

#include "html/elements.h"
#include "post/row_shapes.h"

namespace broadsheet {
namespace {

using document::Kind;
using document::Node;
namespace flag = document::flag;

class Rows {
 public:
  explicit Rows(document::Tree& tree) : tree_(tree), nodes_(tree.nodes) {}

  TreeRows run() {
    found_.rows.reserve(nodes_.size());
    found_.origins.reserve(nodes_.size());
    for (std::uint32_t at = 0; at < nodes_.size();) {
      close_until(at);
      at = read(at);
    }
    close_until(static_cast<std::uint32_t>(nodes_.size()));
    return std::move(found_);
  }

 private:
  struct Open {
    std::uint32_t end;      ///< behind its last descendant, in the tree
    std::uint32_t row;      ///< of what it holds
    bool is_row;            ///< else what it holds is its parent's
    std::string_view tail;  ///< text behind what it holds
  };

  /// Returns the index of the node to be read next.
  std::uint32_t read(std::uint32_t at) {
    const Node& node = nodes_[at];
    const RowShape as = row_shape_of(node);
    switch (as.shape) {
      case Shape::kNothing:
        return document::is_leaf(node.kind) ? at + 1 : node.end;
      case Shape::kPiece:
        add_piece(node);
        return at + 1;
      case Shape::kFlat: {
        const bool in_brackets = node.kind == Kind::kLink && (node.flags & flag::kInBrackets) != 0;
        if (in_brackets) {
          add_text("<", at);
        }
        open_.push_back({node.end, parent(), false, in_brackets ? ">" : ""});
        return at + 1;
      }
      case Shape::kHolder: {
        const std::uint32_t row = add_row(as.kind, at);
        open_.push_back({node.end, row, true, {}});
        return at + 1;
      }
      case Shape::kVerbatim:
        add_row(node.kind == Kind::kShortcode ? kind_of(tree_.shortcodes[node.size], at) : as.kind,
                at);
        read_verbatim(at);
        return node.end;
      case Shape::kLone:
        add_row(as.kind, at);
        if (node.kind == Kind::kMarkup) {
          found_.origins.back().text = node.view();
          see(node.text, node.size);
        }
        return at + 1;
    }
    return at + 1;
  }

  /// Code that a shortcode holds is code.
  [[nodiscard]] NodeKind kind_of(const document::Shortcode& shortcode, std::uint32_t at) const {
    return shortcode.kind != document::ShortcodeKind::kCode ? NodeKind::kShortcode
           : nodes_[at - 1].kind == Kind::kBare             ? NodeKind::kCode
                                                            : NodeKind::kInlineCode;
  }

  [[nodiscard]] std::uint32_t parent() const { return open_.empty() ? 0 : open_.back().row; }

  std::uint32_t add_row(NodeKind kind, std::uint32_t at) {
    end_text();
    const auto row = static_cast<std::uint32_t>(found_.rows.size());
    TreeNode& added = found_.rows.emplace_back();
    added.kind = static_cast<std::uint32_t>(kind);
    added.parent = parent();
    added.end = row + 1;
    found_.origins.push_back({at, {}});
    describe(added, nodes_[at], at);
    return row;
  }

  void describe(TreeNode& row, const Node& node, std::uint32_t at) const {
    namespace told = node_flag;
    switch (node.kind) {
      case Kind::kOrderedList:
        row.flags = told::kOrdered;
        row.number = node.size;
        break;
      case Kind::kItem:
        row.flags = ((node.flags & flag::kTask) != 0 ? told::kTask : 0) |
                    ((node.flags & flag::kChecked) != 0 ? told::kChecked : 0);
        break;
      case Kind::kHeading:
        row.number = node.value;
        break;
      case Kind::kParagraph:
        row.flags = node.size > 0 ? told::kPseudo : 0;
        break;
      case Kind::kHeaderCell:
        row.flags = told::kHeader;
        [[fallthrough]];
      case Kind::kCell:
        row.number = node.value;
        break;
      case Kind::kDisplayMath:
        row.flags = told::kDisplay;
        row.flags |= at > 0 && nodes_[at - 1].kind == Kind::kMathBlock ? told::kBlock : 0;
        break;
      case Kind::kShortcode:
        row.flags = at > 0 && nodes_[at - 1].kind == Kind::kBare ? told::kBlock : 0;
        break;
      case Kind::kMarkup:
        row.flags = at > 0 && nodes_[at - 1].kind == Kind::kBlockEdge ? told::kBlock : 0;
        break;
      case Kind::kLink:
        row.flags = ((node.flags & flag::kAutolink) != 0 ? told::kAutolink : 0) |
                    ((node.flags & flag::kEmbed) != 0 ? told::kEmbed : 0) |
                    ((node.flags & flag::kWiki) != 0 ? told::kWiki : 0);
        break;
      case Kind::kNote:
      case Kind::kNoteReference:
        row.number = tree_.notes[node.size].number;
        break;
      case Kind::kElement:
        if ((node.flags & flag::kImplied) == 0 && !tree_.elements[node.size].container.empty()) {
          row.kind = static_cast<std::uint32_t>(NodeKind::kContainer);
        } else if (node.value == static_cast<std::uint16_t>(html::Element::kMark)) {
          row.kind = static_cast<std::uint32_t>(NodeKind::kMark);
        }
        break;
      default:
        break;
    }
  }

  void close_until(std::uint32_t at) {
    while (!open_.empty() && open_.back().end <= at) {
      const Open closed = open_.back();
      if (!closed.tail.empty()) {
        // Of what it holds, the last: behind it there may be no node.
        add_text(closed.tail, closed.end - 1);
      }
      open_.pop_back();
      if (closed.is_row) {
        end_text();
        close(closed.row);
      }
    }
  }

  void close(std::uint32_t row) {
    TreeNode& closed = found_.rows[row];
    closed.end = static_cast<std::uint32_t>(found_.rows.size());
    // An item's own text stands in it bare where its list is tight.
    if (closed.kind == static_cast<std::uint32_t>(NodeKind::kParagraph) &&
        found_.rows[closed.parent].kind == static_cast<std::uint32_t>(NodeKind::kItem)) {
      found_.rows[found_.rows[closed.parent].parent].flags |= node_flag::kLoose;
    }
  }

  // --- Texts ---------------------------------------------------------------------------------

  void add_piece(const Node& node) {
    const auto at = static_cast<std::uint32_t>(&node - nodes_.data());
    add_text(node.kind == Kind::kSoftBreak ? std::string_view("\n") : node.view(), at);
  }

  void add_text(std::string_view piece, std::uint32_t at) {
    if (!in_text_ || found_.rows.back().parent != parent()) {
      add_row(NodeKind::kText, at);
      in_text_ = true;
      merged_.clear();
      found_.origins.back().text = piece;
    } else {
      RowOrigin& origin = found_.origins.back();
      if (merged_.empty()) {
        merged_ = origin.text;
      }
      merged_ += piece;
    }
    if (tree_.holds(piece.data())) {
      see(piece.data(), piece.size());
    } else if (nodes_[at].kind == Kind::kText && nodes_[at].place < tree_.text.size() &&
               tree_.text[nodes_[at].place] == '&') {
      // A character reference.
      const std::size_t end = tree_.text.find(';', nodes_[at].place);
      see(tree_.text.data() + nodes_[at].place, end - nodes_[at].place + 1);
    }
  }

  void end_text() {
    if (in_text_ && !merged_.empty()) {
      found_.origins.back().text = tree_.arena.keep(merged_);
    }
    in_text_ = false;
    merged_.clear();
  }

  void see(const char* text, std::size_t size) {
    if (!tree_.holds(text)) {
      return;
    }
    RowOrigin& origin = found_.origins.back();
    const auto begin = static_cast<std::uint32_t>(tree_.place_of(text));
    origin.text_begin = std::min(origin.text_begin, begin);
    const std::uint32_t end = begin + static_cast<std::uint32_t>(size);
    origin.text_end = origin.text_end == TreeNode::kNoPlace ? end : std::max(origin.text_end, end);
  }

  void read_verbatim(std::uint32_t at) {
    const Node& node = nodes_[at];
    if (node.kind == Kind::kShortcode) {
      const std::string_view code = nodes_[at + 1].view();
      const auto kind = static_cast<NodeKind>(found_.rows.back().kind);
      found_.origins.back().text = kind == NodeKind::kShortcode ? tree_.shortcodes[node.size].source
                                   : kind == NodeKind::kCode
                                       ? tree_.arena.keep(std::string(code) + "\n")
                                       : code;
      return;
    }
    std::string text;
    std::uint32_t pieces = 0;
    std::string_view first;
    for (std::uint32_t inner = at + 1; inner < node.end; ++inner) {
      const Node& piece = nodes_[inner];
      if (piece.kind != Kind::kText && piece.kind != Kind::kSoftBreak) {
        continue;
      }
      const std::string_view view = piece.kind == Kind::kText ? piece.view() : "\n";
      see(view.data(), view.size());
      first = pieces == 0 ? view : first;
      text += ++pieces > 1 ? view : "";
    }
    if (node.kind != Kind::kImage) {
      if (pieces > 1) {
        text.insert(0, first);
        first = tree_.arena.keep(text);
      }
      found_.origins.back().text = first;
    }
  }

  document::Tree& tree_;
  const std::vector<Node>& nodes_;
  TreeRows found_;
  std::vector<Open> open_;
  std::string merged_;  ///< of the text that is being read, once it has two pieces
  bool in_text_ = false;
};

}  // namespace

TreeRows read_rows(document::Tree& tree) {
  return Rows(tree).run();
}

TreeRows plain_rows(std::string_view body) {
  TreeRows plain;
  plain.rows.resize(2);
  plain.origins.resize(2);
  plain.rows[0].end = 2;
  plain.rows[1].kind = static_cast<std::uint32_t>(NodeKind::kCode);
  plain.rows[1].end = 2;
  plain.origins[1].text = body;
  return plain;
}

}  // namespace broadsheet
