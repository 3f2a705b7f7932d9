// Settings that cross the C interface as a JSON object.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "broadsheet/broadsheet_c.h"
#include "broadsheet/render.h"
#include "broadsheet/sent_address.h"
#include "c_api/render_options.h"
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

/// A post in a form for readers far from the page.
///
/// @param read_settings fills settings from JSON; the name of one that cannot be read, or an empty
/// one
/// @param reply makes a reply of options and settings
template <typename Settings, typename ReadSettings, typename Reply>
[[nodiscard]] broadsheet_reply* render_sent(const broadsheet_render_options& given,
                                            std::string_view settings_json,
                                            ReadSettings read_settings, Reply reply) {
  RenderOptions options;
  if (broadsheet_reply* const refusal = read_options(given, options)) {
    return refusal;
  }
  std::optional<json::JsonValue> json;
  if (broadsheet_reply* const unreadable = parse_settings(settings_json, json)) {
    return unreadable;
  }
  Settings settings;
  if (json) {
    const std::string_view wrong = read_settings(*json, settings);
    if (!wrong.empty()) {
      return refuse_setting(wrong);
    }
  }
  return reply(options, settings);
}

}  // namespace broadsheet::c_api
