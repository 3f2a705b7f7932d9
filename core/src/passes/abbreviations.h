// Words that are explained wherever they stand.
#pragma once

#include <cstddef>
#include <cstdint>

#include "document/tree.h"
#include "passes/tree_rewriter.h"

namespace broadsheet::passes {

/// More are left as they are: each repeats its meaning.
inline constexpr std::size_t kMaxAbbreviationUses = 10'000;

/// Puts the words of tree.abbreviations into `<abbr title="...">`, as kramdown does: whole words,
/// of several that fit the longest.
class Abbreviations {
 public:
  explicit Abbreviations(document::Tree& tree);

  /// Copies `node`, a text, as the nodes that it becomes.
  void write(const document::Node& node, TreeRewriter& out);

 private:
  [[nodiscard]] std::size_t longest_at(std::string_view text, std::size_t at) const;

  const document::Tree& tree_;
  std::uint32_t first_element_;  ///< their elements stand in the order of their definitions
  std::size_t uses_ = 0;
};

}  // namespace broadsheet::passes
