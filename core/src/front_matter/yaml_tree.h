// YAML as a tree of our own, made from yaml-cpp's event stream: no node graph, no aliases, no
// recursion deeper than kMaxYamlDepth.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "front_matter/tree.h"

namespace broadsheet::front_matter {

struct YamlProblem {
  enum class Kind : std::uint8_t { kSyntax, kTooDeep, kTooManyNodes, kAlias };

  Kind kind = Kind::kSyntax;
  std::size_t offset = 0;
  std::string message;  ///< the parser's words; empty for our own limits
};

struct YamlResult {
  /// What was read up to the problem, if there is one.
  Tree tree;
  std::optional<YamlProblem> problem;
};

/// Reads the first document of `block`, valid UTF-8.
[[nodiscard]] YamlResult parse_yaml(std::string_view block);

}  // namespace broadsheet::front_matter
