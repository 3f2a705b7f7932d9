// Walking a part of a tree.
#pragma once

#include <cstdint>
#include <vector>

#include "document/node.h"

namespace broadsheet::document {

/// Goes through nodes[begin, end), which are whole subtrees. `visitor` has
///   void leaf(std::uint32_t at), for those that hold nothing;
///   bool enter(std::uint32_t at), for the others: false leaves out what it holds, and its end;
///   void leave(std::uint32_t at).
/// The stack is the visitor's, so that walks within walks share it.
template <typename Visitor>
void walk(const std::vector<Node>& nodes, std::uint32_t begin, std::uint32_t end,
          std::vector<std::uint32_t>& stack, Visitor& visitor) {
  const std::size_t bottom = stack.size();
  std::uint32_t open_end = end;  // of the innermost node
  for (std::uint32_t at = begin; at < end;) {
    while (at == open_end) {
      const std::uint32_t open = stack.back();
      stack.pop_back();
      visitor.leave(open);
      open_end = stack.size() > bottom ? nodes[stack.back()].end : end;
    }
    const Node& node = nodes[at];
    if (is_leaf(node.kind)) {
      visitor.leaf(at++);
    } else if (visitor.enter(at)) {
      stack.push_back(at);
      open_end = node.end;
      ++at;
    } else {
      at = node.end;
    }
  }
  while (stack.size() > bottom) {
    const std::uint32_t open = stack.back();
    stack.pop_back();
    visitor.leave(open);
  }
}

}  // namespace broadsheet::document
