#include "front_matter/flat_yaml.h"

#include <array>
#include <cstdint>
#include <string>
#include <utility>

#include "broadsheet/render.h"

namespace broadsheet::front_matter {
namespace {

using Kind = Node::Kind;

constexpr std::uint8_t kInKey = 1;       ///< may stand in a key behind its first character
constexpr std::uint8_t kStartsKey = 2;   ///< may start a key
constexpr std::uint8_t kStartsText = 4;  ///< may start a scalar without quotes
constexpr std::uint8_t kInList = 8;      ///< may stand in such a scalar between brackets

/// Narrower than YAML wherever its rules look further than at one character.
constexpr std::array<std::uint8_t, 256> character_table() {
  std::array<std::uint8_t, 256> table{};
  const auto mark = [&](std::size_t c, std::uint8_t kind) {
    table[c] = static_cast<std::uint8_t>(table[c] | kind);
  };
  for (std::size_t i = 0x20; i < table.size(); ++i) {
    const auto c = static_cast<char>(i);
    const auto among = [&](std::string_view some) {
      return some.find(c) != std::string_view::npos;
    };
    if (i >= 0x80 || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
        c == '_') {
      mark(i, kStartsKey | kInKey);
    } else if (among("-./ ")) {
      mark(i, kInKey);
    }
    if (!among(" -?:,[]{}#&*!|>'\"%@`\x7F")) {
      mark(i, kStartsText);
    }
    if (!among("?,[]{}\x7F")) {
      mark(i, kInList);
    }
  }
  return table;
}

constexpr std::array<std::uint8_t, 256> kCharacters = character_table();

bool is(char c, std::uint8_t kind) {
  return (kCharacters[static_cast<unsigned char>(c)] & kind) != 0;
}

std::string_view without_trailing_spaces(std::string_view text) {
  return text.substr(0, text.find_last_not_of(' ') + 1);
}

bool is_null(std::string_view plain) {
  return plain == "~" || plain == "null" || plain == "Null" || plain == "NULL";
}

class FlatReader {
 public:
  explicit FlatReader(std::string_view block) : block_(block) {}

  std::optional<Tree> read() {
    Node& root = tree_.root;
    root.children.reserve(32);
    while (next_line()) {
      if (!entry()) {
        return std::nullopt;
      }
    }
    if (failed_ || nodes_ >= kMaxYamlNodes) {
      return std::nullopt;
    }
    if (!root.children.empty()) {
      end_value(block_.size());
      root.kind = Kind::kMap;
      root.offset = root.children.front().offset;
    }
    return std::move(tree_);
  }

 private:
  /// Moves to the next line that is neither blank nor a comment.
  bool next_line() {
    while (any_line()) {
      if (indent_ != std::string_view::npos && line_[indent_] != '#') {
        return true;
      }
    }
    return false;
  }

  /// Moves to the next line. Any control character but the end of a line ends the reading.
  bool any_line() {
    if (next_ == block_.size()) {
      return false;
    }
    begin_ = next_;
    std::size_t end = begin_;
    while (end < block_.size() && static_cast<unsigned char>(block_[end]) >= 0x20) {
      ++end;
    }
    line_ = block_.substr(begin_, end - begin_);
    if (end < block_.size()) {
      end += block_[end] == '\r' ? 1 : 0;
      if (end == block_.size() || block_[end] != '\n') {
        failed_ = true;
        return false;
      }
      ++end;
    }
    next_ = end;
    indent_ = line_.find_first_not_of(' ');
    return true;
  }

  /// A line is an item of the list above it, or an entry of the map or of the one within it.
  bool entry() {
    if (line_[indent_] == '-') {
      return item(indent_);
    }
    std::size_t colon = indent_;
    if (!is(line_[indent_], kStartsKey)) {
      return false;
    }
    while (colon < line_.size() && is(line_[colon], kInKey)) {
      ++colon;
    }
    if (colon == line_.size() || line_[colon] != ':' || colon > kMaxKeyBytes) {
      return false;
    }
    Node* const map = map_at(indent_);
    if (map == nullptr) {
      return false;
    }
    Node& key = add(*map, Kind::kScalar, indent_);
    key.plain = true;
    key.scalar = without_trailing_spaces(line_.substr(indent_, colon - indent_));
    if (is_null(key.scalar)) {
      return false;
    }
    const std::size_t at = line_.find_first_not_of(' ', colon + 1);
    if (at == colon + 1) {
      return false;
    }
    if (at == std::string_view::npos || line_[at] == '#') {
      awaits_value_ = indent_ == 0;
      return awaits_value_;
    }
    return line_[at] == '[' ? list(at, *map) : scalar(at, *map);
  }

  /// The map that an entry so far to the right belongs to; null for none.
  Node* map_at(std::size_t indent) {
    if (indent == 0) {
      end_value(begin_);
      return &tree_.root;
    }
    if (awaits_value_) {
      awaits_value_ = false;
      map_indent_ = indent;
      return &add(tree_.root, Kind::kMap, indent);
    }
    return map_indent_ == indent ? &tree_.root.children.back() : nullptr;
  }

  /// `- item`
  bool item(std::size_t indent) {
    Node* list = nullptr;
    if (awaits_value_) {
      awaits_value_ = false;
      list = &add(tree_.root, Kind::kSequence, indent);
      in_list_ = true;
      list_indent_ = indent;
    } else if (in_list_ && indent == list_indent_) {
      list = &tree_.root.children.back();
    } else {
      return false;
    }
    const std::size_t at = line_.find_first_not_of(' ', indent + 1);
    return at != std::string_view::npos && at > indent + 1 && scalar(at, *list);
  }

  /// The entry above, if it still waits for a value, has none; yaml-cpp gives the missing value the
  /// place of what comes next.
  void end_value(std::size_t offset) {
    in_list_ = false;
    map_indent_ = 0;
    if (awaits_value_) {
      awaits_value_ = false;
      add(tree_.root, Kind::kNull, 0).offset = offset;
    }
  }

  Node& add(Node& to, Kind kind, std::size_t at) {
    ++nodes_;
    Node& node = to.children.emplace_back();
    node.kind = kind;
    node.offset = begin_ + at;
    return node;
  }

  void add_plain(Node& to, std::size_t at, std::string_view text) {
    const bool null = is_null(text);
    Node& node = add(to, null ? Kind::kNull : Kind::kScalar, at);
    if (!null) {
      node.plain = true;
      node.scalar = text;
    }
  }

  /// The scalar from `at` to the end of the line or a comment.
  bool scalar(std::size_t at, Node& to) {
    if (line_[at] == '"' || line_[at] == '\'') {
      const std::size_t end = quoted(at, at, to);
      return end != kFailed && only_comment_behind(end);
    }
    // `! 'text'`, as a converter of Jekyll's first years wrote it: a tag that says nothing.
    const std::string_view tagged = line_.substr(at, 3);
    if (tagged == "! '" || tagged == "! \"") {
      const std::size_t end = quoted(at + 2, at, to);
      return end != kFailed && only_comment_behind(end);
    }
    if (!starts_text(at)) {
      return false;
    }
    std::size_t end = at;
    for (; end < line_.size(); ++end) {
      const char c = line_[end];
      if (c == ':' && (end + 1 == line_.size() || line_[end + 1] == ' ')) {
        return false;
      }
      if (c == '#' && line_[end - 1] == ' ') {
        break;
      }
    }
    add_plain(to, at, without_trailing_spaces(line_.substr(at, end - at)));
    return true;
  }

  /// `[a, b]`
  bool list(std::size_t at, Node& to) {
    Node& list = add(to, Kind::kSequence, at);
    at = line_.find_first_not_of(' ', at + 1);
    if (at != std::string_view::npos && line_[at] == ']') {
      return only_comment_behind(at + 1);
    }
    while (at != std::string_view::npos) {
      if (line_[at] == '"' || line_[at] == '\'') {
        at = quoted(at, at, list);
        if (at == kFailed) {
          return false;
        }
      } else if (starts_text(at)) {
        const std::size_t begin = at;
        for (; at < line_.size() && is(line_[at], kInList); ++at) {
          const bool lone_colon =
              line_[at] == ':' &&
              (at + 1 == line_.size() || line_[at + 1] == ' ' || !is(line_[at + 1], kInList));
          if (lone_colon || (line_[at] == '#' && line_[at - 1] == ' ')) {
            return false;
          }
        }
        add_plain(list, begin, without_trailing_spaces(line_.substr(begin, at - begin)));
      } else {
        return false;
      }
      at = line_.find_first_not_of(' ', at);
      if (at == std::string_view::npos) {
        return false;
      }
      if (line_[at] == ']') {
        return only_comment_behind(at + 1);
      }
      if (line_[at] != ',') {
        return false;
      }
      at = line_.find_first_not_of(' ', at + 1);
    }
    return false;
  }

  [[nodiscard]] bool starts_text(std::size_t at) const {
    // A sign may start a number: -1, but not `- 1`.
    return is(line_[at], kStartsText) ||
           (line_[at] == '-' && at + 1 < line_.size() && is(line_[at + 1], kStartsText));
  }

  [[nodiscard]] bool only_comment_behind(std::size_t end) const {
    const std::size_t at = line_.find_first_not_of(' ', end);
    return at == std::string_view::npos || (line_[at] == '#' && at > end);
  }

  /// Adds the quoted scalar at `at`, whose tag may stand before it at `place`, and returns where it
  /// ends, or kFailed.
  std::size_t quoted(std::size_t at, std::size_t place, Node& to) {
    const char quote = line_[at];
    std::size_t begin = at + 1;
    const char escape = quote == '"' ? '\\' : '\'';
    Node& node = add(to, Kind::kScalar, place);
    std::string kept;
    bool as_it_stands = true;
    for (std::size_t end = begin;; ++end) {
      if (end == line_.size()) {
        // The line's end is a space, as are those around it. A colon may be that of an entry which
        // a quote swallows that somebody forgot to close.
        append_without_escapes(kept, without_trailing_spaces(line_.substr(begin)), escape);
        kept += ' ';
        as_it_stands = false;
        if (&to != &tree_.root || !any_line() || indent_ == std::string_view::npos ||
            line_.find(':') != std::string_view::npos || line_.starts_with("---") ||
            line_.starts_with("...")) {
          return kFailed;
        }
        begin = indent_;
        end = begin;
      }
      const char c = line_[end];
      if (c == escape && end + 1 < line_.size() && is_escape(line_[end + 1], quote)) {
        as_it_stands = false;
        ++end;
      } else if (c == quote) {
        const std::string_view raw = line_.substr(begin, end - begin);
        if (as_it_stands) {
          node.scalar = raw;
        } else {
          append_without_escapes(kept, raw, escape);
          node.scalar = tree_.keep(std::move(kept));
        }
        return end + 1;
      } else if (c == '\\' && quote == '"') {
        return kFailed;  // One of the rarer escapes.
      }
    }
  }

  static bool is_escape(char c, char quote) {
    return c == quote || (quote == '"' && (c == '\\' || c == '/'));
  }

  static void append_without_escapes(std::string& out, std::string_view raw, char escape) {
    for (std::size_t at = 0; at < raw.size(); ++at) {
      at += raw[at] == escape ? 1 : 0;
      out += raw[at];
    }
  }

  static constexpr std::size_t kFailed = std::string_view::npos;
  /// yaml-cpp's limit is 1,024 bytes.
  static constexpr std::size_t kMaxKeyBytes = 256;

  std::string_view block_;
  Tree tree_;
  std::size_t nodes_ = 1;   ///< with the root
  std::size_t next_ = 0;    ///< where the next line begins
  std::size_t begin_ = 0;   ///< of the line
  std::string_view line_;   ///< without its end
  std::size_t indent_ = 0;  ///< of the line
  bool failed_ = false;
  bool awaits_value_ = false;  ///< the last entry had nothing behind its colon
  bool in_list_ = false;       ///< the last entry's value is a list of `- item` lines
  std::size_t list_indent_ = 0;
  std::size_t map_indent_ = 0;  ///< of the entries of the map within the map; 0: there is none
};

}  // namespace

std::optional<Tree> parse_flat_yaml(std::string_view block) {
  // yaml-cpp passes over a byte order mark; here it would start a key.
  constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
  if (block.substr(0, kByteOrderMark.size()) == kByteOrderMark) {
    return std::nullopt;
  }
  return FlatReader(block).read();
}

}  // namespace broadsheet::front_matter
