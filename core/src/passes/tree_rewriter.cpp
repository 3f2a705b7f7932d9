#include "passes/tree_rewriter.h"

namespace broadsheet::passes {

using document::Kind;
using document::Node;

Node& TreeRewriter::copy(const Node& node) {
  nodes_.push_back(node);
  nodes_.back().end = size();
  return nodes_.back();
}

Node& TreeRewriter::open(const Node& node) {
  open_.push_back(size());
  return copy(node);
}

Node& TreeRewriter::open(Kind kind, std::uint32_t place) {
  tree_.kinds.add(kind);
  open_.push_back(size());
  return leaf(kind, place);
}

Node& TreeRewriter::leaf(Kind kind, std::uint32_t place) {
  Node node;
  node.kind = kind;
  node.place = place;
  return copy(node);
}

void TreeRewriter::copy_subtree(const std::vector<Node>& from, std::uint32_t begin) {
  const std::uint32_t shift = size() - begin;  // Modulo 2^32, as are the sums.
  for (std::uint32_t at = begin; at < from[begin].end; ++at) {
    const std::uint32_t end = from[at].end + shift;
    copy(from[at]).end = end;
  }
}

}  // namespace broadsheet::passes
