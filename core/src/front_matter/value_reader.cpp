#include "front_matter/value_reader.h"

#include <algorithm>
#include <cstdint>
#include <utility>

#include "broadsheet/render.h"
#include "front_matter/date.h"
#include "front_matter/scalar_schema.h"
#include "text/ascii.h"
#include "text/utf8.h"

namespace broadsheet::front_matter {
namespace {

using Kind = Node::Kind;

constexpr std::string_view kTooDeep = "lists and tables nest too deep; front matter is flat";

/// -1 for what is no digit of any base up to 16.
int digit_value(char c) {
  if (text::is_digit(c)) {
    return c - '0';
  }
  const int letter = (c | 0x20) - 'a';
  return letter >= 0 && letter < 6 ? letter + 10 : -1;
}

/// RFC 8259, section 6.
bool is_json_grammar(std::string_view number) {
  std::size_t at = number.substr(0, 1) == "-" ? 1 : 0;
  const auto digits = [&] {
    const std::size_t begin = at;
    while (at < number.size() && text::is_digit(number[at])) {
      ++at;
    }
    return at - begin;
  };
  const std::size_t whole = at;
  const std::size_t size = digits();
  if (size == 0 || (size > 1 && number[whole] == '0')) {
    return false;
  }
  if (at < number.size() && number[at] == '.') {
    ++at;
    if (digits() == 0) {
      return false;
    }
  }
  if (at < number.size() && (number[at] | 0x20) == 'e') {
    ++at;
    at += at < number.size() && (number[at] == '+' || number[at] == '-') ? 1 : 0;
    if (digits() == 0) {
      return false;
    }
  }
  return at == number.size();
}

/// Whether a number in JSON's grammar may be beyond the largest double, which JSON's readers refuse
/// or take for infinite. Those with more than 308 digits before the point, zeros in front included.
bool may_be_infinite(std::string_view number) {
  constexpr std::int64_t kMostDigits = 308;
  const std::size_t mark = std::min(number.find_first_of("eE"), number.size());
  const auto whole = static_cast<std::int64_t>(std::min(number.find('.'), mark));
  std::int64_t exponent = 0;
  for (const char c : number.substr(mark)) {
    if (text::is_digit(c)) {
      exponent = std::min<std::int64_t>(exponent * 10 + (c - '0'), kMostDigits * 1'000'000);
    }
  }
  const bool shrinks = number.find("e-", mark) == mark || number.find("E-", mark) == mark;
  return whole + (shrinks ? -exponent : exponent) > kMostDigits;
}

/// 1_000, +1, 0xFF as JSON has them: 1000, 1, 255. Empty if it is no number of TOML's.
std::string without_toml_forms(std::string_view number) {
  std::string out;
  for (std::size_t at = 0; at < number.size(); ++at) {
    if (number[at] != '_') {
      out += number[at];
    } else if (at == 0 || at + 1 == number.size() || digit_value(number[at - 1]) < 0 ||
               digit_value(number[at + 1]) < 0) {
      return {};
    }
  }
  if (out.size() > 2 && out[0] == '0' && (out[1] == 'x' || out[1] == 'o' || out[1] == 'b')) {
    const std::uint64_t base = out[1] == 'x' ? 16 : out[1] == 'o' ? 8 : 2;
    std::uint64_t value = 0;
    for (const char c : std::string_view(out).substr(2)) {
      const int digit = digit_value(c);
      if (digit < 0 || static_cast<std::uint64_t>(digit) >= base || value >> 59U != 0) {
        return {};
      }
      value = value * base + static_cast<std::uint64_t>(digit);
    }
    return std::to_string(value);
  }
  if (out.substr(0, 1) == "+") {
    out.erase(0, 1);
    out = out.substr(0, 1) == "-" ? std::string() : out;
  }
  return out;
}

/// 1979-05-27, 1979-05-27T07:32:00Z, 07:32:00. Whether there is such a day is asked where a date
/// is wanted.
bool is_toml_time(std::string_view token) {
  return (token.size() >= 10 && token[4] == '-' && token[7] == '-' && text::is_digit(token[0])) ||
         (token.size() >= 5 && token[2] == ':' && text::is_digit(token[0]));
}

}  // namespace

void ValueReader::fail(std::string_view message) const {
  throw ValueProblem{at_, message};
}

bool ValueReader::skip(std::string_view expected) {
  const bool found = text_.substr(at_, expected.size()) == expected;
  at_ += found ? expected.size() : 0;
  return found;
}

void ValueReader::skip_blanks() {
  while (peek() == ' ' || peek() == '\t') {
    ++at_;
  }
}

void ValueReader::skip_lines() {
  for (;;) {
    skip_blanks();
    if (toml_ && peek() == '#') {
      at_ = std::min(text_.find('\n', at_), text_.size());
    } else if (!skip("\n") && !skip("\r\n")) {
      return;
    }
  }
}

void ValueReader::count() {
  if (++values_ > kMaxYamlNodes) {
    fail("there are too many values; the rest is left out");
  }
}

Node ValueReader::value(std::size_t depth) {
  count();
  if (depth > kMaxYamlDepth) {
    fail(kTooDeep);
  }
  switch (peek()) {
    case '"':
      return text_value();
    case '\'':
      return toml_ ? text_value() : scalar();
    case '[':
      return list(depth);
    case '{':
      return table(depth);
    default:
      return scalar();
  }
}

Node ValueReader::scalar() {
  Node node;
  node.kind = Kind::kScalar;
  node.offset = at_;
  std::size_t end = at_;
  const auto in_token = [&](char c) {
    return digit_value(c) >= 0 || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') || c == '+' ||
           c == '-' || c == '.' || c == ':' || c == '_';
  };
  while (end < text_.size() && in_token(text_[end])) {
    ++end;
  }
  std::string_view token = text_.substr(at_, end - at_);
  if (toml_ && token.size() == 10 && is_toml_time(token) && end + 1 < text_.size() &&
      text_[end] == ' ' && text::is_digit(text_[end + 1])) {
    // A blank may stand between day and time.
    for (++end; end < text_.size() && in_token(text_[end]); ++end) {
    }
    token = text_.substr(at_, end - at_);
  }
  if (token == "true" || token == "false") {
    node.literal = true;
    node.scalar = token;
  } else if (!toml_ && token == "null") {
    node.kind = Kind::kNull;
  } else if (toml_ && (is_toml_time(token) || token == "inf" || token == "nan" || token == "+inf" ||
                       token == "-inf" || token == "+nan" || token == "-nan")) {
    node.scalar = token;
  } else {
    std::string number = toml_ ? without_toml_forms(token) : std::string(token);
    if (!is_json_grammar(number)) {
      fail("a value is expected; texts stand in quotes");
    }
    const bool whole = number.find_first_of(".eE") == std::string::npos;
    // What a double cannot hold, and readers of JSON would round or refuse, goes on as text.
    node.literal =
        (!toml_ || !whole || is_json_number(number) || number == "-0") && !may_be_infinite(number);
    node.scalar = number == token ? token : tree_.keep(std::move(number));
  }
  at_ = end;
  return node;
}

char32_t ValueReader::hexadecimal(std::size_t digits) {
  char32_t c = 0;
  for (; digits > 0; --digits, ++at_) {
    const int digit = digit_value(peek());
    if (digit < 0) {
      fail("an escape is not complete");
    }
    c = c * 16 + static_cast<char32_t>(digit);
  }
  return c;
}

/// Reads an escape from behind its backslash.
void ValueReader::escape(std::string& out) {
  constexpr std::string_view kLetters = "btnfr\"\\/";
  constexpr std::string_view kMeanings = "\b\t\n\f\r\"\\/";
  const char c = peek();
  const std::size_t simple = c == '\0' ? std::string_view::npos : kLetters.find(c);
  if (simple != std::string_view::npos && (c != '/' || !toml_)) {
    ++at_;
    out += kMeanings[simple];
    return;
  }
  if (c != 'u' && (c != 'U' || !toml_)) {
    fail("this is no escape; a backslash is written twice");
  }
  ++at_;
  // RFC 8259, section 7: JSON writes characters beyond U+FFFF as two surrogates; TOML forbids
  // those.
  char32_t code = hexadecimal(c == 'u' ? 4 : 8);
  if (!toml_ && code >= 0xD800 && code <= 0xDBFF && peek() == '\\' && peek(1) == 'u') {
    const std::size_t second = at_;
    at_ += 2;
    const char32_t low = hexadecimal(4);
    if (low >= 0xDC00 && low <= 0xDFFF) {
      code = 0x10000 + ((code - 0xD800) << 10U) + (low - 0xDC00);
    } else {
      at_ = second;
    }
  }
  utf8::append(out, code);
}

Node ValueReader::text_value() {
  Node node;
  node.kind = Kind::kScalar;
  node.offset = at_;
  const char quote = peek();
  const bool escapes = quote == '"';
  const std::string mark(toml_ && peek(1) == quote && peek(2) == quote ? 3 : 1, quote);
  const bool many_lines = mark.size() == 3;
  at_ += mark.size();
  // TOML 1.0, "String": a line end right behind the opening marks is not part of the text.
  if (many_lines && !skip("\n")) {
    skip("\r\n");
  }
  const std::size_t begin = at_;
  std::string changed;
  bool is_changed = false;
  std::size_t copied = begin;
  const auto flush = [&] {
    is_changed = true;
    changed += text_.substr(copied, at_ - copied);
  };
  while (!skip(mark)) {
    const char c = peek();
    if (done() || (c == '\n' && !many_lines)) {
      at_ = node.offset;
      fail("a quoted text is not closed");
    }
    // The same post with other line ends has the same values.
    if (c == '\r' && many_lines && peek(1) == '\n') {
      flush();
      copied = ++at_;
    } else if (c == '\\' && escapes) {
      flush();
      ++at_;
      std::size_t blanks = 0;
      while (peek(blanks) == ' ' || peek(blanks) == '\t' || peek(blanks) == '\r') {
        ++blanks;
      }
      if (many_lines && peek(blanks) == '\n') {
        // A backslash at the end of a line takes the blanks before the next text with it.
        while (!done() && std::string_view(" \t\r\n").find(peek()) != std::string_view::npos) {
          ++at_;
        }
      } else {
        escape(changed);
      }
      copied = at_;
    } else {
      ++at_;
    }
  }
  std::size_t end = at_ - mark.size();
  // Up to two quotes may stand before the closing three.
  for (int i = 0; many_lines && i < 2 && peek() == quote; ++i) {
    ++at_;
    ++end;
  }
  if (is_changed) {
    changed += text_.substr(copied, end - copied);
    node.scalar = tree_.keep(std::move(changed));
  } else {
    node.scalar = text_.substr(begin, end - begin);
  }
  return node;
}

Node ValueReader::list(std::size_t depth) {
  Node node;
  node.kind = Kind::kSequence;
  node.offset = at_++;
  for (skip_lines(); !skip("]"); skip_lines()) {
    node.children.push_back(value(depth + 1));
    skip_lines();
    if (peek() != ']' && !skip(",")) {
      fail("a list goes on with `,` or ends with `]`");
    }
    // JSON has no comma before the bracket.
    skip_lines();
    if (!toml_ && peek() == ']' && text_[text_.find_last_not_of(" \t\r\n", at_ - 1)] == ',') {
      fail("a value is expected");
    }
  }
  return node;
}

Node ValueReader::table(std::size_t depth) {
  Node node;
  node.kind = Kind::kMap;
  node.offset = at_++;
  for (skip_lines(); !skip("}"); skip_lines()) {
    put(node, depth + 1);
    skip_lines();
    if (peek() != '}' && !skip(",")) {
      fail("a table goes on with `,` or ends with `}`");
    }
    skip_lines();
    if (!toml_ && peek() == '}' && text_[text_.find_last_not_of(" \t\r\n", at_ - 1)] == ',') {
      fail("a key is expected");
    }
  }
  return node;
}

Node ValueReader::key_part() {
  count();
  if (peek() == '"' || (toml_ && peek() == '\'')) {
    return text_value();
  }
  Node key;
  key.kind = Kind::kScalar;
  key.offset = at_;
  const std::size_t begin = at_;
  // Bare keys of TOML are ASCII. Authors write `标签 = "…"` all the same, and mean it.
  while (toml_ && (digit_value(peek()) >= 0 || ((peek() | 0x20) >= 'a' && (peek() | 0x20) <= 'z') ||
                   peek() == '_' || peek() == '-' || static_cast<unsigned char>(peek()) >= 0x80)) {
    ++at_;
  }
  if (at_ == begin) {
    fail("a key is expected");
  }
  key.scalar = text_.substr(begin, at_ - begin);
  return key;
}

Node& ValueReader::table_under(Node& table, Node key) {
  for (std::size_t i = 0; i + 1 < table.children.size(); i += 2) {
    if (table.children[i].scalar == key.scalar) {
      Node* found = &table.children[i + 1];
      // TOML 1.0, "Array of Tables": a dotted key below one is of its latest table.
      if (found->kind == Kind::kSequence && !found->children.empty()) {
        found = &found->children.back();
      }
      if (found->kind != Kind::kMap) {
        fail("this key has a value already and can be no table");
      }
      return *found;
    }
  }
  Node made;
  made.kind = Kind::kMap;
  made.offset = key.offset;
  table.children.push_back(std::move(key));
  return table.children.emplace_back(std::move(made));
}

void ValueReader::put(Node& table, std::size_t depth) {
  Node* to = &table;
  Node key = key_part();
  for (skip_blanks(); toml_ && skip("."); skip_blanks()) {
    if (++depth > kMaxYamlDepth) {
      fail(kTooDeep);
    }
    skip_blanks();
    to = &table_under(*to, std::move(key));
    key = key_part();
  }
  if (!toml_) {
    skip_lines();
  }
  if (!skip(toml_ ? "=" : ":")) {
    fail(toml_ ? "`=` is missing behind the key" : "`:` is missing behind the key");
  }
  toml_ ? skip_blanks() : skip_lines();
  Node read = value(depth);
  to->children.push_back(std::move(key));
  to->children.push_back(std::move(read));
}

}  // namespace broadsheet::front_matter
