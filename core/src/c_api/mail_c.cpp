// broadsheet_render_mail() of broadsheet_c.h.
#include <optional>
#include <string>

#include "broadsheet/broadsheet_c.h"
#include "broadsheet/mail.h"
#include "c_api/argument.h"
#include "c_api/post_json.h"
#include "c_api/render_options.h"
#include "c_api/reply.h"
#include "json/json_value.h"

namespace broadsheet::c_api {
namespace {

using json::JsonValue;

/// Reads the members of an object of settings. What has another type is remembered.
class SettingsReader {
 public:
  explicit SettingsReader(const JsonValue& object) : object_(object) {}

  void text(std::string_view name, std::string& into) {
    if (const JsonValue* const found = member(name, JsonValue::Kind::kString)) {
      into = found->string;
    }
  }

  template <typename Number>
  void number(std::string_view name, Number& into) {
    // No mail or picture has more; all of it fits into 32 bits.
    constexpr double kMost = 2'000'000'000;
    if (const JsonValue* const found = member(name, JsonValue::Kind::kNumber)) {
      if (found->number >= 0 && found->number <= kMost) {
        into = static_cast<Number>(found->number);
      } else {
        wrong_ = name;
      }
    }
  }

  [[nodiscard]] const JsonValue* array(std::string_view name) {
    return member(name, JsonValue::Kind::kArray);
  }

  /// The first member that has another type; empty if there is none.
  [[nodiscard]] std::string_view wrong() const { return wrong_; }

 private:
  const JsonValue* member(std::string_view name, JsonValue::Kind kind) {
    const JsonValue* const found = object_.member(name);
    if (found != nullptr && found->kind != kind) {
      wrong_ = wrong_.empty() ? name : wrong_;
      return nullptr;
    }
    return found;
  }

  const JsonValue& object_;
  std::string_view wrong_;
};

/// Returns the name of a member that cannot be read; empty if there is none.
std::string_view read_settings(const JsonValue& given, MailSettings& settings) {
  SettingsReader reader(given);
  reader.text("name", settings.name);
  reader.text("home", settings.home);
  reader.text("url", settings.url);
  reader.text("header", settings.header);
  reader.text("footer", settings.footer);
  reader.text("footerText", settings.footer_text);
  reader.text("accent", settings.accent);
  reader.number("mostBytes", settings.most_bytes);
  if (const JsonValue* const addresses = reader.array("addresses")) {
    settings.addresses.reserve(addresses->children.size());
    for (const JsonValue& one : addresses->children) {
      SettingsReader entry(one);
      MailAddress& address = settings.addresses.emplace_back();
      entry.text("url", address.url);
      entry.text("address", address.address);
      entry.number("width", address.width);
      entry.number("height", address.height);
      if (one.kind != JsonValue::Kind::kObject || !entry.wrong().empty()) {
        return "addresses";
      }
    }
  }
  return reader.wrong();
}

broadsheet_reply* render(std::string_view source, const broadsheet_render_options& given,
                         std::string_view settings_json) {
  RenderOptions options;
  broadsheet_reply* const refusal = read_options(given, options);
  if (refusal != nullptr) {
    return refusal;
  }
  MailSettings settings;
  std::optional<JsonValue> json;
  if (!settings_json.empty()) {
    json = json::parse_json(settings_json);
    if (!json || json->kind != JsonValue::Kind::kObject) {
      return make_error(BROADSHEET_INVALID_ARGUMENT, "settings-unreadable",
                        "the settings of the mail are no JSON object",
                        "see broadsheet_c.h for their form");
    }
    const std::string_view wrong = read_settings(*json, settings);
    if (!wrong.empty()) {
      return make_error(BROADSHEET_INVALID_ARGUMENT, "settings-unreadable",
                        "the setting `" + std::string(wrong) + "` of the mail has the wrong type",
                        "see broadsheet_c.h for their form");
    }
  }
  const Mail mail = render_mail(source, options, settings);
  return make_reply(mail.html, mail.text, to_json(mail),
                    static_cast<broadsheet_encoding>(given.encoding));
}

}  // namespace
}  // namespace broadsheet::c_api

extern "C" broadsheet_reply* broadsheet_render_mail(const char* source, uint32_t source_size,
                                                    const broadsheet_render_options* options,
                                                    const char* settings, uint32_t settings_size) {
  return broadsheet::c_api::guarded([&] {
    const broadsheet_render_options defaults = {};
    return broadsheet::c_api::render(broadsheet::c_api::view(source, source_size),
                                     options == nullptr ? defaults : *options,
                                     broadsheet::c_api::view(settings, settings_size));
  });
}
