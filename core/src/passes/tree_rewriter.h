// Nodes of a tree that is written anew, in order.
#pragma once

#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

#include "document/tree.h"

namespace broadsheet::passes {

class TreeRewriter {
 public:
  explicit TreeRewriter(document::Tree& tree) : tree_(tree) {
    nodes_.reserve(tree.nodes.size() + tree.nodes.size() / 8);
  }

  document::Node& open(const document::Node& node);
  document::Node& open(document::Kind kind, std::uint32_t place);
  /// Ends the innermost node that is open.
  void close() {
    nodes_[open_.back()].end = size();
    open_.pop_back();
  }

  document::Node& leaf(document::Kind kind, std::uint32_t place);
  document::Node& copy(const document::Node& node);
  void copy_subtree(const std::vector<document::Node>& from, std::uint32_t begin);

  /// `text` for as long as the tree lives.
  std::string_view kept(std::string_view text) {
    return text.empty() || tree_.holds(text.data()) ? text : tree_.arena.keep(text);
  }

  [[nodiscard]] std::uint32_t size() const { return static_cast<std::uint32_t>(nodes_.size()); }
  [[nodiscard]] std::uint32_t last_place() const { return nodes_.back().place; }
  [[nodiscard]] document::Node& at(std::uint32_t index) { return nodes_[index]; }
  [[nodiscard]] std::vector<document::Node> take() { return std::move(nodes_); }

 private:
  document::Tree& tree_;
  std::vector<document::Node> nodes_;
  std::vector<std::uint32_t> open_;
};

}  // namespace broadsheet::passes
