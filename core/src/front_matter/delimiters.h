// Where front matter ends and the body begins.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace broadsheet::front_matter {

enum class Dialect : std::uint8_t {
  kNone,
  kYaml,      ///< between `---` lines
  kToml,      ///< between `+++` lines
  kJson,      ///< an object that begins the file
  kKeyLines,  ///< `Key: value` lines without delimiters
};

struct Split {
  Dialect dialect = Dialect::kNone;
  /// An opening line with metadata behind it, but no closing line or bracket; `dialect` is kNone.
  bool unclosed = false;
  /// Between the delimiter lines; of JSON with its brackets.
  std::string_view block;
  /// Behind the closing line, or all of the source.
  std::string_view body;
};

/// Splits a source as Hugo, Jekyll and Pelican do: a byte order mark and blank lines may stand
/// before the opening line; blanks may stand behind the delimiters; lines end in LF or CRLF; YAML's
/// closing line is `---` or `...`. A byte order mark at the start of the body is left out.
[[nodiscard]] Split split(std::string_view source);

}  // namespace broadsheet::front_matter
