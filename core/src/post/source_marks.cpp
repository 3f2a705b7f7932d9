#include "post/source_marks.h"

#include <algorithm>
#include <string>

namespace broadsheet {
namespace {

bool is_blank(char c) {
  return c == ' ' || c == '\t';
}

}  // namespace

std::uint32_t SourceMarks::line_begin(std::uint32_t at) const {
  const std::size_t end = at == 0 ? std::string_view::npos : source_.rfind('\n', at - 1);
  return end == std::string_view::npos ? 0 : static_cast<std::uint32_t>(end + 1);
}

std::uint32_t SourceMarks::line_end(std::uint32_t at) const {
  std::size_t end = std::min(source_.find('\n', at), source_.size());
  while (end > at && (is_blank(source_[end - 1]) || source_[end - 1] == '\r')) {
    --end;
  }
  return static_cast<std::uint32_t>(end);
}

bool SourceMarks::place_span(TreeNode& row, std::string_view marks, std::size_t most) const {
  std::uint32_t begin = row.begin;
  std::uint32_t finish = row.finish;
  while (begin > 0 && is_blank(source_[begin - 1])) {
    --begin;
  }
  while (is_blank(char_at(finish))) {
    ++finish;
  }
  const std::uint32_t inner = begin;
  for (std::size_t left = most;
       left > 0 && begin > 0 && marks.find(source_[begin - 1]) != std::string_view::npos; --left) {
    --begin;
  }
  // As many as stand before it.
  for (std::uint32_t left = inner - begin;
       left > 0 && marks.find(char_at(finish)) != std::string_view::npos; --left) {
    ++finish;
  }
  row.begin = begin;
  row.finish = finish;
  return inner > begin;
}

void SourceMarks::place_link(TreeNode& row) const {
  const std::uint32_t label = row.begin;
  if (label > 0 && source_[label - 1] == '<' && char_at(row.finish) == '>') {
    --row.begin;
    ++row.finish;
    return;
  }
  if (label == 0 || source_[label - 1] != '[' || char_at(row.finish) != ']') {
    return;
  }
  --row.begin;
  ++row.finish;
  const char next = char_at(row.finish);
  if (next == '[') {
    const std::size_t end = source_.find(']', row.finish);
    row.finish = end == std::string_view::npos ? row.finish : static_cast<std::uint32_t>(end + 1);
  } else if (next == '(') {
    row.finish = behind_parentheses(row.finish);
  }
}

std::uint32_t SourceMarks::behind_parentheses(std::uint32_t open) const {
  std::uint32_t depth = 0;
  char quote = '\0';
  for (std::uint32_t at = open; at < source_.size(); ++at) {
    const char c = source_[at];
    if (c == '\\') {
      ++at;
    } else if (quote != '\0') {
      quote = c == quote ? '\0' : quote;
    } else if (c == '<' && at == open + 1) {
      quote = '>';
    } else if ((c == '"' || c == '\'') && depth == 1 &&
               (is_blank(source_[at - 1]) || source_[at - 1] == '\n')) {
      quote = c;
    } else if (c == '(') {
      ++depth;
    } else if (c == ')' && --depth == 0) {
      return at + 1;
    }
  }
  return open;
}

void SourceMarks::place_heading(TreeNode& row) const {
  std::uint32_t begin = row.begin;
  while (begin > 0 && is_blank(source_[begin - 1])) {
    --begin;
  }
  const std::uint32_t text = begin;
  while (begin > 0 && source_[begin - 1] == '#') {
    --begin;
  }
  if (begin < text) {
    row.begin = begin;
    row.finish = line_end(row.finish);
    return;
  }
  // The line below underlines it.
  const std::uint32_t end = line_end(row.finish);
  const std::size_t next = source_.find('\n', end);
  const std::size_t underline =
      next == std::string_view::npos ? next : source_.find_first_not_of(" \t>", next + 1);
  row.finish = underline != std::string_view::npos &&
                       (source_[underline] == '=' || source_[underline] == '-')
                   ? line_end(static_cast<std::uint32_t>(underline))
                   : end;
}

void SourceMarks::place_quote(TreeNode& row) const {
  const std::uint32_t begin = line_begin(row.begin);
  for (std::uint32_t at = row.begin; at > begin; --at) {
    if (source_[at - 1] == '>') {
      row.begin = at - 1;
      break;
    }
    if (!is_blank(source_[at - 1])) {
      break;
    }
  }
}

void SourceMarks::place_item(TreeNode& row) const {
  const std::uint32_t begin = line_begin(row.begin);
  std::uint32_t at = row.begin;
  const auto skip_blanks = [&] {
    while (at > begin && is_blank(source_[at - 1])) {
      --at;
    }
  };
  skip_blanks();
  if ((row.flags & node_flag::kTask) != 0 && at >= begin + 3 && source_[at - 1] == ']') {
    at -= 3;
    skip_blanks();
  }
  if (at == begin) {
    return;
  }
  const char mark = source_[at - 1];
  if (mark == '-' || mark == '*' || mark == '+') {
    row.begin = at - 1;
  } else if (mark == '.' || mark == ')') {
    --at;
    while (at > begin && source_[at - 1] >= '0' && source_[at - 1] <= '9') {
      --at;
    }
    row.begin = at;
  }
}

void SourceMarks::place_code(TreeNode& row) const {
  const std::uint32_t line = line_begin(row.begin);
  if (line == 0) {
    return;
  }
  const std::uint32_t above = line_begin(line - 1);
  const std::size_t fence = source_.find_first_of("`~", above);
  if (fence == std::string_view::npos || fence >= line ||
      source_.substr(fence, 3) != std::string(3, source_[fence])) {
    return;
  }
  const char mark = source_[fence];
  row.flags |= node_flag::kFenced;
  row.begin = static_cast<std::uint32_t>(fence);
  const std::uint32_t next = row.finish;
  const std::size_t close = source_.find_first_not_of(" \t>\n", next);
  if (close != std::string_view::npos && source_.substr(close, 3) == std::string(3, mark)) {
    row.finish = line_end(static_cast<std::uint32_t>(close));
  } else if (row.finish > row.begin && source_[row.finish - 1] == '\n') {
    --row.finish;
  }
}

}  // namespace broadsheet
