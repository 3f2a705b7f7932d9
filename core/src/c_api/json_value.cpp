// The only file that includes nlohmann_json.
#include "c_api/json_value.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>

namespace broadsheet::c_api {
namespace {

using Kind = JsonValue::Kind;

/// Builds the tree from the parser's events; the functions return false to stop it.
class TreeHandler {
 public:
  using Json = nlohmann::json;

  TreeHandler() { open_.emplace_back(); }

  bool null() { return add({}); }

  bool boolean(bool value) {
    JsonValue node;
    node.kind = Kind::kBoolean;
    node.boolean = value;
    return add(std::move(node));
  }

  bool number_integer(Json::number_integer_t value) { return number(static_cast<double>(value)); }
  bool number_unsigned(Json::number_unsigned_t value) { return number(static_cast<double>(value)); }
  bool number_float(Json::number_float_t value, const std::string& /*text*/) {
    return number(value);
  }

  bool string(std::string& value) {
    JsonValue node;
    node.kind = Kind::kString;
    node.string = std::move(value);
    return add(std::move(node));
  }

  bool binary(Json::binary_t& /*value*/) { return false; }

  bool key(std::string& value) {
    key_ = std::move(value);
    return true;
  }

  bool start_object(std::size_t /*size*/) { return open(Kind::kObject); }
  bool start_array(std::size_t /*size*/) { return open(Kind::kArray); }
  bool end_object() { return close(); }
  bool end_array() { return close(); }

  bool parse_error(std::size_t /*position*/, const std::string& /*token*/,
                   const nlohmann::detail::exception& /*error*/) {
    return false;
  }

  JsonValue take() { return std::move(open_.front().children.front()); }

 private:
  bool number(double value) {
    JsonValue node;
    node.kind = Kind::kNumber;
    node.number = value;
    return add(std::move(node));
  }

  bool add(JsonValue node) {
    node.key = std::move(key_);
    key_.clear();
    open_.back().children.push_back(std::move(node));
    return true;
  }

  bool open(Kind kind) {
    JsonValue node;
    node.kind = kind;
    node.key = std::move(key_);
    key_.clear();
    open_.push_back(std::move(node));
    // The bottom entry is no value, hence one more.
    return open_.size() <= kMaxJsonDepth + 1;
  }

  bool close() {
    JsonValue node = std::move(open_.back());
    open_.pop_back();
    open_.back().children.push_back(std::move(node));
    return true;
  }

  std::vector<JsonValue> open_;
  std::string key_;
};

}  // namespace

const JsonValue* JsonValue::member(std::string_view name) const {
  if (kind != Kind::kObject) {
    return nullptr;
  }
  const auto last = std::find_if(children.rbegin(), children.rend(),
                                 [&](const JsonValue& child) { return child.key == name; });
  return last == children.rend() || last->kind == Kind::kNull ? nullptr : &*last;
}

std::optional<JsonValue> parse_json(std::string_view text) {
  TreeHandler handler;
  if (!nlohmann::json::sax_parse(text.data(), text.data() + text.size(), &handler)) {
    return std::nullopt;
  }
  return handler.take();
}

}  // namespace broadsheet::c_api
