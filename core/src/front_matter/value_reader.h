// Values as TOML and JSON write them: texts, numbers, truth values, lists and tables.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "broadsheet/render.h"
#include "front_matter/tree.h"

namespace broadsheet::front_matter {

enum class ValueLanguage : std::uint8_t { kToml, kJson };

/// What is wrong with a text in TOML or JSON, and where.
struct ValueProblem {
  std::size_t offset = 0;
  std::string_view message;  ///< a constant
};

struct ValuesResult {
  Tree tree;  ///< its root is a map
  /// One for each entry that could not be read as it should be, in the order of the block.
  std::vector<ValueProblem> problems;
};

/// A cursor over a text. Functions throw a ValueProblem where the text is not what they read; the
/// cursor stands there then.
class ValueReader {
 public:
  /// `text` and `tree` must outlive the reader; scalars that are not written as they read go to the
  /// tree's texts.
  ValueReader(std::string_view text, ValueLanguage language, Tree& tree)
      : text_(text), toml_(language == ValueLanguage::kToml), tree_(tree) {}

  [[nodiscard]] std::size_t offset() const { return at_; }
  void move_to(std::size_t offset) { at_ = offset; }
  [[nodiscard]] bool done() const { return at_ >= text_.size(); }
  /// The character at the cursor; 0 at the end.
  [[nodiscard]] char peek(std::size_t ahead = 0) const {
    return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0';
  }
  /// Steps over `expected` if it stands at the cursor.
  bool skip(std::string_view expected);
  void skip_blanks();
  /// Blanks, ends of lines and, in TOML, comments.
  void skip_lines();

  /// Reads one value (TOML 1.0; RFC 8259). `depth` counts the lists and tables around it. A TOML
  /// integer of more than 15 digits is a text; hexadecimal, octal and binary ones become decimal;
  /// dates and times are texts.
  Node value(std::size_t depth);

  /// Reads a key, dotted in TOML, and puts `value` under it: its last part into `table` or the
  /// table within it that the other parts name; missing ones are made.
  void put(Node& table, std::size_t depth);

  /// Reads one part of a key: a scalar.
  Node key_part();

  /// The table under `key` in `table`, made if there is none. In a list of tables the last one.
  Node& table_under(Node& table, Node key);

  /// Throws a problem at the cursor. `message` must be a constant.
  [[noreturn]] void fail(std::string_view message) const;

  /// Whether there were more values than front matter may hold; every further one fails.
  [[nodiscard]] bool full() const { return values_ > kMaxYamlNodes; }

 private:
  void count();
  Node scalar();
  Node text_value();
  Node list(std::size_t depth);
  Node table(std::size_t depth);
  void escape(std::string& out);
  char32_t hexadecimal(std::size_t digits);

  std::string_view text_;
  bool toml_;
  Tree& tree_;
  std::size_t at_ = 0;
  std::size_t values_ = 0;
};

}  // namespace broadsheet::front_matter
