// Settings that cross the C interface as a JSON object.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "broadsheet/broadsheet_c.h"
#include "broadsheet/sent_address.h"
#include "json/json_value.h"

namespace broadsheet::c_api {

/// Reads the members of an object. What has another type is remembered. The texts are the object's.
class SettingsReader {
 public:
  explicit SettingsReader(const json::JsonValue& object) : object_(object) {}

  void text(std::string_view name, std::string& into);
  template <typename Number>
  void number(std::string_view name, Number& into) {
    std::uint32_t read = static_cast<std::uint32_t>(into);
    whole_number(name, read);
    into = static_cast<Number>(read);
  }
  void addresses(std::string_view name, std::vector<SentAddress>& into);

  /// The first member that has another type; empty if there is none.
  [[nodiscard]] std::string_view wrong() const { return wrong_; }

 private:
  void whole_number(std::string_view name, std::uint32_t& into);
  const json::JsonValue* member(std::string_view name, json::JsonValue::Kind kind);

  const json::JsonValue& object_;
  std::string_view wrong_;
};

/// Parses the settings; nothing if there are none. Returns the error for what is no object, or
/// NULL.
[[nodiscard]] broadsheet_reply* parse_settings(std::string_view text,
                                               std::optional<json::JsonValue>& into);

/// The error for a setting of another type.
[[nodiscard]] broadsheet_reply* refuse_setting(std::string_view name);

}  // namespace broadsheet::c_api
