// Lines of plain text: folded, indented and set off as blocks are.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "document/node.h"
#include "text/buffer.h"

namespace broadsheet::sent {

/// RFC 3676 recommends at most 78, and quoting needs some.
inline constexpr std::size_t kTextColumns = 72;

class TextPage {
 public:
  /// Goes on in the block that is being written.
  void add(std::string_view text);
  /// A blank that counts only between words.
  void add_blank();
  void break_line();
  /// What was written of the block, from `mark` on.
  [[nodiscard]] std::size_t mark() const { return block_.size(); }
  [[nodiscard]] std::string_view since(std::size_t mark) const;

  /// Ends the block, folded; nothing of one without text.
  void end_block();
  /// The same of one that keeps its lines.
  void end_verbatim();
  /// An empty line before what follows.
  void leave_room() { wants_room_ = true; }
  /// Ends the block with a line of `mark` below it, as wide as its longest line.
  void end_underlined(char mark);
  void rule();

  /// What follows begins with `first` on its first line, and `others` on those below.
  void indent(std::string_view first, std::string_view others);
  void outdent();

  void begin_table();
  void begin_row();
  void end_cell(document::Alignment alignment);
  void end_table();

  /// How long the text of the finished blocks is.
  [[nodiscard]] std::size_t size() const { return out_.size(); }
  [[nodiscard]] std::string take() { return out_.take(); }
  /// Where the next block will begin.
  [[nodiscard]] std::size_t next_block();

 private:
  struct Indent {
    std::string first;
    std::string others;
    bool is_used = false;
  };
  struct Cell {
    std::string text;
    document::Alignment alignment;
  };
  struct Row {
    std::vector<Cell> cells;
  };

  void write_line(std::string_view line);
  void write_folded(std::string_view text);
  void write_indents(bool is_empty);
  [[nodiscard]] std::size_t columns() const;
  void write_columns(const std::vector<std::size_t>& widths);

  text::Buffer out_;
  std::string block_;
  std::vector<Indent> indents_;
  std::size_t indent_columns_ = 0;
  std::vector<Row> rows_;
  bool in_table_ = false;
  bool wants_room_ = false;
  bool blank_ = false;
};

}  // namespace broadsheet::sent
