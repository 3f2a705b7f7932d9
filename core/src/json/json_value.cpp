// The only file that includes nlohmann_json.
#include "json/json_value.h"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <utility>

namespace broadsheet::json {
namespace {

using Kind = JsonValue::Kind;

using Json = nlohmann::json;
using Adapter = decltype(nlohmann::detail::input_adapter(static_cast<const char*>(nullptr),
                                                         static_cast<const char*>(nullptr)));
using Lexer = nlohmann::detail::lexer<Json, Adapter>;
using Token = Lexer::token_type;

/// Builds the tree from the library's tokens. Its own parser is twice this, for messages that
/// nobody reads here.
class TreeBuilder {
 public:
  explicit TreeBuilder(std::string_view text)
      : lexer_(nlohmann::detail::input_adapter(text.data(), text.data() + text.size())) {}

  bool whole(JsonValue& root) {
    return value(lexer_.scan(), root, kMaxJsonDepth) && lexer_.scan() == Token::end_of_input;
  }

 private:
  /// Reads the value that begins with `token`.
  bool value(Token token, JsonValue& node, std::size_t depth) {
    switch (token) {
      case Token::literal_null:
        return true;
      case Token::literal_true:
      case Token::literal_false:
        node.kind = Kind::kBoolean;
        node.boolean = token == Token::literal_true;
        return true;
      case Token::value_unsigned:
        return number(node, static_cast<double>(lexer_.get_number_unsigned()));
      case Token::value_integer:
        return number(node, static_cast<double>(lexer_.get_number_integer()));
      case Token::value_float:
        return number(node, lexer_.get_number_float());
      case Token::value_string:
        node.kind = Kind::kString;
        node.string = std::move(lexer_.get_string());
        return true;
      case Token::begin_array:
        node.kind = Kind::kArray;
        return depth > 0 && children(node, Token::end_array, depth - 1);
      case Token::begin_object:
        node.kind = Kind::kObject;
        return depth > 0 && children(node, Token::end_object, depth - 1);
      default:
        return false;
    }
  }

  static bool number(JsonValue& node, double value) {
    node.kind = Kind::kNumber;
    node.number = value;
    return std::isfinite(value);
  }

  bool children(JsonValue& node, Token end, std::size_t depth) {
    Token token = lexer_.scan();
    if (token == end) {
      return true;
    }
    while (true) {
      JsonValue& child = node.children.emplace_back();
      if (end == Token::end_object) {
        if (token != Token::value_string) {
          return false;
        }
        child.key = std::move(lexer_.get_string());
        if (lexer_.scan() != Token::name_separator) {
          return false;
        }
        token = lexer_.scan();
      }
      if (!value(token, child, depth)) {
        return false;
      }
      token = lexer_.scan();
      if (token != Token::value_separator) {
        return token == end;
      }
      token = lexer_.scan();
    }
  }

  Lexer lexer_;
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
  JsonValue root;
  return TreeBuilder(text).whole(root) ? std::optional(std::move(root)) : std::nullopt;
}

}  // namespace broadsheet::json
