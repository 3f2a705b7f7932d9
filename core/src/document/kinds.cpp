#include "document/kinds.h"

namespace broadsheet::document {

std::uint32_t next_of(const std::vector<Node>& nodes, std::uint32_t from, Kinds kinds) {
  const auto size = static_cast<std::uint32_t>(nodes.size());
  const Node* const first = nodes.data();
  while (from < size && !kinds.has(first[from].kind)) {
    ++from;
  }
  return from;
}

}  // namespace broadsheet::document
