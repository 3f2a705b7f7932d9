#include "sent/text_page.h"

#include <algorithm>

#include "text/display_width.h"
#include "text/fold.h"

namespace broadsheet::sent {
namespace {

/// Deeply nested text still has room for a few words.
constexpr std::size_t kLeastColumns = 24;
constexpr std::string_view kColumnGap = "  ";

std::string_view without_blanks_at_end(std::string_view line) {
  return line.substr(0, line.find_last_not_of(' ') + 1);
}

}  // namespace

void TextPage::add(std::string_view text) {
  if (text.empty()) {
    return;
  }
  if (blank_ && !block_.empty() && block_.back() != '\n' && block_.back() != ' ') {
    block_ += ' ';
  }
  blank_ = false;
  block_ += text;
}

void TextPage::add_blank() {
  blank_ = true;
}

void TextPage::break_line() {
  if (in_table_) {
    add_blank();
    return;
  }
  blank_ = false;
  block_ += '\n';
}

std::string_view TextPage::since(std::size_t mark) const {
  return std::string_view(block_).substr(std::min(mark, block_.size()));
}

void TextPage::end_block() {
  if (in_table_) {
    add_blank();
    return;
  }
  std::string_view text = text::trim(block_);
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    write_folded(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  block_.clear();
  blank_ = false;
}

void TextPage::end_verbatim() {
  if (in_table_) {
    std::replace(block_.begin(), block_.end(), '\n', ' ');
    add_blank();
    return;
  }
  std::string_view text = block_;
  while (!text.empty() && text.back() == '\n') {
    text.remove_suffix(1);
  }
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    write_line(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  block_.clear();
  blank_ = false;
}

void TextPage::end_underlined(char mark) {
  if (in_table_) {
    end_block();
    return;
  }
  const std::size_t begin = out_.size();
  end_block();
  std::size_t widest = 0;
  std::string_view written = out_.view().substr(std::min(begin, out_.size()));
  while (!written.empty()) {
    const std::size_t end = std::min(written.find('\n'), written.size());
    widest = std::max(widest, text::display_width(written.substr(0, end)));
    written.remove_prefix(std::min(end + 1, written.size()));
  }
  if (widest > indent_columns_) {
    write_line(std::string(std::min(widest - indent_columns_, columns()), mark));
  }
}

void TextPage::rule() {
  if (!in_table_) {
    write_line(std::string(columns(), '-'));
  }
}

void TextPage::indent(std::string_view first, std::string_view others) {
  indents_.push_back({std::string(first), std::string(others)});
  indent_columns_ += others.size();
}

void TextPage::outdent() {
  // An item without text has its mark all the same.
  if (!indents_.back().is_used && !indents_.back().first.empty() &&
      indents_.back().first != indents_.back().others && !in_table_) {
    write_line({});
  }
  indent_columns_ -= indents_.back().others.size();
  indents_.pop_back();
}

std::size_t TextPage::columns() const {
  return indent_columns_ + kLeastColumns < kTextColumns ? kTextColumns - indent_columns_
                                                        : kLeastColumns;
}

std::size_t TextPage::next_block() {
  return out_.size();
}

void TextPage::write_indents(bool is_empty) {
  const std::size_t begin = out_.size();
  for (Indent& indent : indents_) {
    out_ += indent.is_used ? indent.others : indent.first;
    indent.is_used = indent.is_used || !is_empty;
  }
  while (is_empty && out_.size() > begin && out_.back() == ' ') {
    out_.pop_back();
  }
}

void TextPage::write_line(std::string_view line) {
  if (wants_room_ && !out_.empty()) {
    const std::size_t begin = out_.size();
    for (const Indent& indent : indents_) {
      // The line above what begins is of what it stands in.
      if (!indent.is_used && indent.first != indent.others) {
        break;
      }
      out_ += indent.others;
    }
    while (out_.size() > begin && out_.back() == ' ') {
      out_.pop_back();
    }
    out_ += '\n';
  }
  wants_room_ = false;
  write_indents(false);
  out_ += line;
  while (line.empty() && !out_.empty() && out_.back() == ' ') {
    out_.pop_back();
  }
  out_ += '\n';
}

void TextPage::write_folded(std::string_view text) {
  do {
    const text::FoldedLine folded = text::fold_line(text, columns());
    write_line(folded.line);
    text = folded.rest;
  } while (!text::trim(text).empty());
}

void TextPage::begin_table() {
  end_block();
  in_table_ = true;
  rows_.clear();
}

void TextPage::begin_row() {
  rows_.emplace_back();
}

void TextPage::end_cell(document::Alignment alignment) {
  if (rows_.empty()) {
    rows_.emplace_back();
  }
  std::string text(text::trim(block_));
  std::replace(text.begin(), text.end(), '\n', ' ');
  rows_.back().cells.push_back({std::move(text), alignment});
  block_.clear();
  blank_ = false;
}

void TextPage::end_table() {
  // A caption, or what no cell holds.
  const std::string outside(text::trim(block_));
  block_.clear();
  in_table_ = false;
  if (!outside.empty()) {
    write_folded(outside);
  }
  std::vector<std::size_t> widths;
  for (const Row& row : rows_) {
    for (std::size_t at = 0; at < row.cells.size(); ++at) {
      if (at == widths.size()) {
        widths.push_back(0);
      }
      widths[at] = std::max(widths[at], text::display_width(row.cells[at].text));
    }
  }
  std::size_t total = 0;
  for (const std::size_t width : widths) {
    total += width + kColumnGap.size();
  }
  if (total <= columns() + kColumnGap.size()) {
    write_columns(widths);
  } else {
    // What is too wide for columns is read row by row.
    for (const Row& row : rows_) {
      std::string line;
      for (const Cell& cell : row.cells) {
        line += line.empty() ? "" : " | ";
        line += cell.text;
      }
      if (!line.empty()) {
        write_folded(line);
      }
    }
  }
  rows_.clear();
  blank_ = false;
}

void TextPage::write_columns(const std::vector<std::size_t>& widths) {
  for (const Row& row : rows_) {
    std::string line;
    for (std::size_t at = 0; at < row.cells.size(); ++at) {
      const Cell& cell = row.cells[at];
      const std::size_t room = widths[at] - text::display_width(cell.text);
      const std::size_t before = cell.alignment == document::Alignment::kRight    ? room
                                 : cell.alignment == document::Alignment::kCenter ? room / 2
                                                                                  : 0;
      line += at == 0 ? "" : kColumnGap;
      line.append(before, ' ').append(cell.text).append(room - before, ' ');
    }
    if (const std::string_view shown = without_blanks_at_end(line); !shown.empty()) {
      write_line(shown);
    }
    if (&row == &rows_.front() && rows_.size() > 1) {
      std::string rule;
      for (const std::size_t width : widths) {
        rule += rule.empty() ? "" : kColumnGap;
        rule.append(width, '-');
      }
      write_line(rule);
    }
  }
}

}  // namespace broadsheet::sent
