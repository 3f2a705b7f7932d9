// JSON as a small tree, made of nlohmann_json's tokens: its own document type, parser and
// exceptions would be a tenth of the WebAssembly module.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace broadsheet::json {

/// Deeper JSON is refused. A catalog needs four levels; a post's own data may have more.
inline constexpr std::size_t kMaxJsonDepth = 64;

struct JsonValue {
  enum class Kind : std::uint8_t { kNull, kBoolean, kNumber, kString, kArray, kObject };

  Kind kind = Kind::kNull;
  bool boolean = false;
  double number = 0;
  std::string string;
  std::string key;  ///< of a member of an object
  std::vector<JsonValue> children;

  /// The last member of that name that is not null; nullptr if there is none or this is no object.
  [[nodiscard]] const JsonValue* member(std::string_view name) const;
};

/// Parses JSON text (RFC 8259). Nothing for what is not JSON, or is nested deeper than
/// kMaxJsonDepth.
[[nodiscard]] std::optional<JsonValue> parse_json(std::string_view text);

}  // namespace broadsheet::json
