// Settings that cross the C interface as a JSON object.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "broadsheet/sent_address.h"
#include "json/json_value.h"

namespace broadsheet::c_api {

/// Reads the members of an object. What has another type is remembered.
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
  void flag(std::string_view name, bool& into);
  void addresses(std::string_view name, std::vector<SentAddress>& into);
  /// Settings in the settings: `read` fills them from a reader of their own.
  template <typename Settings, typename Read>
  void group(std::string_view name, std::optional<Settings>& into, Read read) {
    if (const json::JsonValue* const found = member(name, json::JsonValue::Kind::kObject)) {
      SettingsReader inner(*found);
      read(inner, into.emplace());
      wrong_ = wrong_.empty() ? inner.wrong() : wrong_;
    }
  }
  /// Says that a member has a value that it cannot have.
  void refuse(std::string_view name) { wrong_ = name; }

  /// The name of a member that has another type; empty if there is none.
  [[nodiscard]] std::string_view wrong() const { return wrong_; }

 private:
  void whole_number(std::string_view name, std::uint32_t& into);
  const json::JsonValue* member(std::string_view name, json::JsonValue::Kind kind);

  const json::JsonValue& object_;
  std::string_view wrong_;
};

}  // namespace broadsheet::c_api
