// The plain text of parts of a tree.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "document/text_builder.h"
#include "document/tree.h"

namespace broadsheet::document {

/// Writes the text of what it visits (walk.h). Images have none, and notes stand where they are
/// visited. Its members are in line: they run for every node.
class PlainTextVisitor {
 public:
  PlainTextVisitor(const Tree& tree, TextBuilder& out)
      : nodes_(tree.nodes), targets_(tree.targets), out_(out) {}

  void leaf(std::uint32_t at);
  bool enter(std::uint32_t at);
  void leave(std::uint32_t at);

 private:
  void append_collapsed(std::string_view text);

  const std::vector<Node>& nodes_;
  const std::vector<Target>& targets_;
  TextBuilder& out_;
};

inline void PlainTextVisitor::leaf(std::uint32_t at) {
  const Node& node = nodes_[at];
  switch (node.kind) {
    case Kind::kText:
      if ((node.flags & flag::kNoText) != 0) {
        break;
      }
      if ((node.flags & flag::kCollapse) != 0) {
        append_collapsed(node.view());
      } else {
        out_.append(node.view());
      }
      break;
    case Kind::kSoftBreak:
      out_.soft_break();
      break;
    case Kind::kHardBreak:
      out_.hard_break();
      break;
    case Kind::kVoidElement:
      if ((node.flags & flag::kBreaksLine) != 0) {
        out_.block_break();
      }
      break;
    case Kind::kSeparator:
    case Kind::kBlockEdge:
      out_.block_break();
      break;
    default:
      break;
  }
}

inline bool PlainTextVisitor::enter(std::uint32_t at) {
  const Node& node = nodes_[at];
  switch (node.kind) {
    case Kind::kHeading:
    case Kind::kParagraph:
    case Kind::kFigure:
    case Kind::kMathBlock:
    case Kind::kBare:
      out_.block_break();
      // Where its text begins is asked for, so the break must stand.
      static_cast<void>(out_.mark());
      break;
    case Kind::kHeaderCell:
    case Kind::kCell:
      out_.cell_break();
      break;
    case Kind::kElement:
      if ((node.flags & flag::kBreaksLine) != 0) {
        out_.block_break();
      } else if ((node.flags & flag::kBreaksCell) != 0) {
        out_.cell_break();
      }
      break;
    case Kind::kImage:
      return false;
    case Kind::kLink:
      if ((node.flags & flag::kInBrackets) != 0) {
        out_.append("<");
      }
      break;
    default:
      if (node.kind < Kind::kGroup) {
        out_.block_break();
      }
      break;
  }
  return true;
}

inline void PlainTextVisitor::leave(std::uint32_t at) {
  const Node& node = nodes_[at];
  switch (node.kind) {
    case Kind::kHeaderCell:
    case Kind::kCell:
      break;
    case Kind::kFigure:
      out_.append(targets_[node.size].title);
      out_.block_break();
      break;
    case Kind::kElement:
      if ((node.flags & flag::kBreaksLine) != 0) {
        out_.block_break();
      }
      break;
    case Kind::kLink:
      if ((node.flags & flag::kInBrackets) != 0) {
        out_.append(">");
      }
      break;
    default:
      if (node.kind < Kind::kGroup) {
        out_.block_break();
      }
      break;
  }
}

/// Plain texts of single headings, paragraphs and links, one after the other.
class PlainTexts {
 public:
  explicit PlainTexts(const Tree& tree) : tree_(tree) {}

  /// What the node at `at` holds; valid until the next call.
  std::string_view of(std::uint32_t at);

 private:
  const Tree& tree_;
  TextBuilder out_;
  std::vector<std::uint32_t> stack_;
};

}  // namespace broadsheet::document
