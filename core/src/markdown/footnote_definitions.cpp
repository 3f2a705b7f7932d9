#include "markdown/footnote_definitions.h"

#include <algorithm>

#include "markdown/fence_tracker.h"

namespace broadsheet::markdown {
namespace {

constexpr std::size_t kCodeIndent = 4;

struct Line {
  std::string_view text;  ///< without its line end
  std::size_t begin;
  std::size_t next;  ///< where the next line begins
};

Line line_at(std::string_view text, std::size_t begin) {
  const std::size_t end = text.find('\n', begin);
  if (end == std::string_view::npos) {
    return {text.substr(begin), begin, text.size()};
  }
  return {text.substr(begin, end - begin), begin, end + 1};
}

bool is_blank(std::string_view line) {
  return line.find_first_not_of(" \t\r") == std::string_view::npos;
}

std::size_t indent_of(std::string_view line) {
  std::size_t columns = 0;
  for (const char c : line) {
    if (c == '\t') {
      columns += kCodeIndent - columns % kCodeIndent;
    } else if (c == ' ') {
      ++columns;
    } else {
      break;
    }
  }
  return columns;
}

/// The label of the definition that `line` starts, and where the text behind it begins; empty for
/// none.
std::string_view definition_label(std::string_view line, std::size_t& text_begin) {
  const std::size_t open = line.find_first_not_of(' ');
  if (open >= kCodeIndent || line.substr(open, 2) != "[^") {  // A blank line has no `open`.
    return {};
  }
  const std::string_view rest = line.substr(open + 2, kMaxFootnoteLabel + 2);
  const std::size_t end = rest.find_first_of("] \t[");
  if (end == 0 || end == std::string_view::npos || rest.substr(end, 2) != "]:") {
    return {};
  }
  text_begin = open + 2 + end + 2;
  return rest.substr(0, end);
}

/// Whether `line` goes on with the paragraph before it, although it is not indented: it begins no
/// other block.
bool continues_paragraph(std::string_view line) {
  std::size_t unused = 0;
  if (!definition_label(line, unused).empty()) {
    return false;
  }
  const std::string_view text = line.substr(line.find_first_not_of(" \t"));
  if (std::string_view("#><|").find(text.front()) != std::string_view::npos) {
    return false;
  }
  const std::size_t mark_end = text.find_first_not_of("-+*_=`~0123456789.)");
  return mark_end == 0 ||
         (mark_end != std::string_view::npos && text[mark_end] != ' ' && text[mark_end] != '\t' &&
          text.substr(0, 3) != "```" && text.substr(0, 3) != "~~~");
}

/// Behind the last line of the definition whose first line is `first`.
std::size_t definition_end(std::string_view text, const Line& first, bool first_is_empty) {
  std::size_t end = first.next;
  bool after_text = !first_is_empty;
  bool after_blank = false;
  for (std::size_t at = first.next; at < text.size();) {
    const Line line = line_at(text, at);
    at = line.next;
    if (is_blank(line.text)) {
      after_blank = true;
      after_text = false;
      continue;
    }
    const bool indented = indent_of(line.text) >= kCodeIndent;
    if (!indented && (after_blank || !after_text || !continues_paragraph(line.text))) {
      break;
    }
    after_text = true;
    after_blank = false;
    end = at;
  }
  return end;
}

/// The mark of an item. It is so wide that the text of an item begins where that of a definition's
/// further lines does, and that code may stand right behind it, indented once more.
constexpr std::string_view kItemMark = "10. ";

/// Where the text of the definition between `begin` and `end` begins: behind the blanks, but those
/// of code in a line of its own.
std::size_t content_begin(std::string_view text, std::size_t begin, std::size_t end) {
  const std::size_t first = std::min(text.find_first_not_of(" \t\r\n", begin), end);
  const std::size_t line_begin = text.find_last_of('\n', first) + 1;
  if (line_begin < begin ||
      indent_of(text.substr(line_begin, end - line_begin)) < 2 * kCodeIndent) {
    return first;
  }
  const std::size_t tab = text.substr(line_begin, kCodeIndent).find('\t');
  return line_begin + std::min(tab, kCodeIndent - 1) + 1;
}

/// The definition between `begin` and `end` as the next item of a list.
void add_item(MappedText& items, const MappedText& body, std::size_t begin, std::size_t end) {
  items.insert(kItemMark, body.source_offset(begin));
  items.copy(body, content_begin(body.text(), begin, end), end);
  items.insert("\n\n", body.source_offset(begin));
}

/// The body with its definitions as text: without the backslash, some would be taken for those of
/// links and not be shown.
MappedText escaped(const MappedText& body, const std::vector<FootnoteDefinition>& definitions) {
  MappedText text;
  std::size_t copied = 0;
  for (const FootnoteDefinition& definition : definitions) {
    text.copy(body, copied, definition.bracket);
    text.insert("\\", definition.offset);
    copied = definition.bracket;
  }
  text.copy(body, copied, body.text().size());
  return text;
}

}  // namespace

FootnoteLayout lay_out_footnotes(const MappedText& body) {
  const std::string_view text = body.text();
  FootnoteLayout layout;
  MappedText items;
  FenceTracker fences;
  std::size_t copied = 0;
  for (std::size_t at = 0; at < text.size();) {
    const Line line = line_at(text, at);
    at = line.next;
    std::size_t text_begin = 0;
    const std::string_view label =
        fences.holds(line.text) ? std::string_view{} : definition_label(line.text, text_begin);
    if (label.empty()) {
      continue;
    }
    const bool is_empty = is_blank(line.text.substr(text_begin));
    at = definition_end(text, line, is_empty);
    layout.text.copy(body, copied, line.begin);
    layout.text.insert("\n", body.source_offset(line.begin));
    copied = at;
    const std::size_t bracket = line.begin + line.text.find('[');
    layout.definitions.push_back({std::string(label), bracket, body.source_offset(bracket)});
    add_item(items, body, line.begin + text_begin, at);
  }
  if (layout.definitions.empty()) {
    return {};
  }
  if (fences.is_open()) {
    return {escaped(body, layout.definitions), {}, 0};
  }
  layout.text.copy(body, copied, text.size());
  const std::size_t end = body.source_offset(text.size());
  constexpr std::string_view kFence = "\n\n~~~ ";
  layout.text.insert(kFence, end);
  layout.divider = layout.text.text().size();
  layout.text.insert("notes\n~~~\n\n", end);
  layout.text.copy(items, 0, items.text().size());
  layout.text.insert(kItemMark, end);
  layout.text.insert("***\n", end);
  return layout;
}

}  // namespace broadsheet::markdown
