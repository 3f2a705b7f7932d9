// YAML as a tree of our own, made from yaml-cpp's event stream: no node graph, no aliases, no
// recursion deeper than kMaxYamlDepth, positions for every value, duplicate keys kept.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace broadsheet::front_matter {

struct YamlNode {
  enum class Kind : std::uint8_t { kNull, kScalar, kSequence, kMap };

  Kind kind = Kind::kNull;
  /// A scalar without quotes and tag, so a schema may read it as a number or truth value.
  bool plain = false;
  /// Byte offset in the block.
  std::size_t offset = 0;
  std::string scalar;
  /// Items of a sequence; keys and values in turn of a map.
  std::vector<YamlNode> children;
};

struct YamlProblem {
  enum class Kind : std::uint8_t { kSyntax, kTooDeep, kTooManyNodes, kAlias };

  Kind kind = Kind::kSyntax;
  std::size_t offset = 0;
  std::string message;  ///< the parser's words; empty for our own limits
};

struct YamlResult {
  /// What was read up to the problem, if there is one.
  YamlNode root;
  std::optional<YamlProblem> problem;
};

/// Reads the first document of `block`, valid UTF-8.
[[nodiscard]] YamlResult parse_yaml(std::string_view block);

}  // namespace broadsheet::front_matter
