#include "c_api/settings_reader.h"

namespace broadsheet::c_api {

using json::JsonValue;

void SettingsReader::text(std::string_view name, std::string& into) {
  if (const JsonValue* const found = member(name, JsonValue::Kind::kString)) {
    into = found->string;
  }
}

void SettingsReader::flag(std::string_view name, bool& into) {
  if (const JsonValue* const found = member(name, JsonValue::Kind::kBoolean)) {
    into = found->boolean;
  }
}

void SettingsReader::whole_number(std::string_view name, std::uint32_t& into) {
  // No mail and no picture has more.
  constexpr double kMost = 2'000'000'000;
  if (const JsonValue* const found = member(name, JsonValue::Kind::kNumber)) {
    if (found->number >= 0 && found->number <= kMost) {
      into = static_cast<std::uint32_t>(found->number);
    } else {
      wrong_ = name;
    }
  }
}

void SettingsReader::addresses(std::string_view name, std::vector<SentAddress>& into) {
  const JsonValue* const list = member(name, JsonValue::Kind::kArray);
  if (list == nullptr) {
    return;
  }
  into.reserve(list->children.size());
  for (const JsonValue& one : list->children) {
    SettingsReader entry(one);
    SentAddress& address = into.emplace_back();
    entry.text("url", address.url);
    entry.text("address", address.address);
    entry.number("width", address.width);
    entry.number("height", address.height);
    if (one.kind != JsonValue::Kind::kObject || !entry.wrong().empty()) {
      wrong_ = name;
    }
  }
}

const JsonValue* SettingsReader::member(std::string_view name, JsonValue::Kind kind) {
  const JsonValue* const found = object_.member(name);
  if (found != nullptr && found->kind != kind) {
    wrong_ = wrong_.empty() ? name : wrong_;
    return nullptr;
  }
  return found;
}

}  // namespace broadsheet::c_api
