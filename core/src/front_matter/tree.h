// Front matter of any dialect as a tree: positions for every value, duplicate keys kept.
#pragma once

#include <cstddef>
#include <cstdint>
#include <forward_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace broadsheet::front_matter {

struct Node {
  enum class Kind : std::uint8_t { kNull, kScalar, kSequence, kMap };

  Kind kind = Kind::kNull;
  /// A scalar without quotes and tag, so a schema may read it as a number or truth value.
  bool plain = false;
  /// A scalar that is a number or truth value in JSON as it stands.
  bool literal = false;
  /// Byte offset in the block.
  std::size_t offset = 0;
  /// In the block itself where it stands there as it is, else in the tree's texts.
  std::string_view scalar;
  /// Items of a sequence; keys and values in turn of a map.
  std::vector<Node> children;
};

/// The block must outlive it.
struct Tree {
  Node root;
  /// Scalars that are not written in the block as they read; their addresses never change.
  std::forward_list<std::string> texts;

  [[nodiscard]] std::string_view keep(std::string text) {
    return texts.emplace_front(std::move(text));
  }
};

}  // namespace broadsheet::front_matter
