#include "passes/paragraph_shapes.h"

#include <algorithm>

namespace broadsheet::passes {
namespace {

using document::Kind;
using document::Node;
namespace flag = document::flag;

/// The one thing that nodes[begin, end) are, links around it aside; `end` if there are several.
std::uint32_t sole_content(const std::vector<Node>& nodes, std::uint32_t begin, std::uint32_t end) {
  std::uint32_t content_end = end;
  while (content_end > begin && nodes[content_end - 1].kind == Kind::kNothing) {
    --content_end;
  }
  std::uint32_t at = begin;
  while (at < end && (nodes[at].kind == Kind::kLink || nodes[at].kind == Kind::kNothing)) {
    ++at;
  }
  std::uint32_t rest = at;
  // Bold text may be in pieces.
  while (rest < content_end && nodes[rest].kind == Kind::kStrong && nodes[rest].end < content_end) {
    rest = nodes[rest].end;
  }
  return rest < content_end && nodes[rest].end >= content_end && nodes[rest].kind == nodes[at].kind
             ? at
             : end;
}

/// What makes bold text more than a heading's.
bool breaks_heading(Kind kind) {
  return kind == Kind::kImage || kind == Kind::kSoftBreak || kind == Kind::kHardBreak ||
         kind == Kind::kHtml || kind == Kind::kShortcode || kind == Kind::kNoteReference;
}

}  // namespace

void shape_paragraphs(const Context& context) {
  document::Tree& tree = context.tree;
  std::vector<Node>& nodes = tree.nodes;
  for (std::uint32_t at = 0; (at = next_of(nodes, at, {Kind::kParagraph})) < nodes.size(); ++at) {
    Node& node = nodes[at];
    const std::uint32_t sole = sole_content(nodes, at + 1, node.end);
    if (sole == node.end) {
      continue;
    }
    switch (nodes[sole].kind) {
      case Kind::kImage:
        if (!tree.targets[nodes[sole].size].title.empty()) {
          node.kind = Kind::kFigure;
          node.size = nodes[sole].size;
        }
        break;
      case Kind::kDisplayMath:
        if (sole == at + 1) {
          node.kind = Kind::kMathBlock;
        }
        break;
      case Kind::kStrong: {
        const bool is_heading =
            std::none_of(nodes.begin() + sole, nodes.begin() + node.end,
                         [](const Node& within) { return breaks_heading(within.kind); });
        node.flags |= is_heading ? flag::kBoldOnly : std::uint8_t{0};
        break;
      }
      case Kind::kShortcode: {
        const document::Shortcode& shortcode = tree.shortcodes[nodes[sole].size];
        if (shortcode.is_block && sole == at + 1) {
          node.kind = Kind::kBare;
        }
        break;
      }
      default:
        break;
    }
  }
}

}  // namespace broadsheet::passes
