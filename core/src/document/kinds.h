// Sets of kinds, and looking for nodes by them.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <vector>

#include "document/node.h"

namespace broadsheet::document {

class Kinds {
 public:
  constexpr Kinds() = default;
  constexpr Kinds(std::initializer_list<Kind> kinds) {
    for (const Kind kind : kinds) {
      add(kind);
    }
  }

  constexpr void add(Kind kind) { bits_ |= std::uint64_t{1} << static_cast<unsigned>(kind); }
  [[nodiscard]] constexpr bool has(Kind kind) const {
    return ((bits_ >> static_cast<unsigned>(kind)) & 1U) != 0;
  }

 private:
  std::uint64_t bits_ = 0;
};

/// The first node from `from` on that is of one of `kinds`, or nodes.size(). Most passes are about
/// few nodes, and this is what they do for all others.
[[nodiscard]] std::uint32_t next_of(const std::vector<Node>& nodes, std::uint32_t from,
                                    Kinds kinds);

}  // namespace broadsheet::document
