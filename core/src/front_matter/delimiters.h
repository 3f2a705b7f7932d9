// Where front matter ends and the body begins.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace broadsheet::front_matter {

enum class Found : std::uint8_t {
  kNone,
  kYaml,
  kUnclosed,      ///< an opening line with metadata behind it and no closing line
  kOtherDialect,  ///< TOML between `+++` lines or a JSON object
};

struct Split {
  Found found = Found::kNone;
  /// Between the delimiter lines; empty unless `found` is kYaml.
  std::string_view block;
  /// Behind the closing line, or all of the source.
  std::string_view body;
};

/// Splits a source as Hugo and Jekyll do: a byte order mark and blank lines may stand before the
/// opening `---`; blanks may stand behind the delimiters; lines end in LF or CRLF; the closing line
/// is `---` or `...`. A byte order mark at the start of the body is left out.
[[nodiscard]] Split split(std::string_view source);

}  // namespace broadsheet::front_matter
