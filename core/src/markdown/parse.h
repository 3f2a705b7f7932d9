// md4c → tree.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "broadsheet/render.h"
#include "document/tree.h"

namespace broadsheet::markdown {

struct ParseSettings {
  bool commonmark = false;  ///< no extensions
  Emphasis emphasis = Emphasis::kLenient;
  Dialect dialect = Dialect::kGitHub;
  /// More HTML than this makes no tree: what is certain to be written is counted as it is read.
  std::size_t output_limit = 0;
  bool shortcodes = true;  ///< and tags of Liquid; else they are text
  bool wiki = false;       ///< `[[Page]]` is a link
  /// Prepares a body with containers, shortcodes too; false if it has none. Null: nobody asks.
  bool (*separate)(std::string_view body, const ParseSettings& settings,
                   document::Tree& tree) = nullptr;
};

enum class ParseResult : std::uint8_t { kDone, kTooLarge };

/// Parses `body`, valid UTF-8, which must outlive the tree; `offset` is its place in the source.
/// Throws nothing but std::bad_alloc.
[[nodiscard]] ParseResult parse(std::string_view body, std::size_t offset,
                                const ParseSettings& settings, document::Tree& tree);

}  // namespace broadsheet::markdown
