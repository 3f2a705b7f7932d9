#include "document/plain_text.h"

#include "document/walk.h"

namespace broadsheet::document {
namespace {

/// ASCII whitespace (HTML Standard).
bool is_html_blank(char c) {
  return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f';
}

}  // namespace

/// As a browser shows text: runs of blanks are one, or a break where a line of the source ends.
void PlainTextVisitor::append_collapsed(std::string_view text) {
  while (!text.empty()) {
    std::size_t blanks = 0;
    bool line_feed = false;
    while (blanks < text.size() && is_html_blank(text[blanks])) {
      line_feed = line_feed || text[blanks] == '\n';
      ++blanks;
    }
    if (line_feed) {
      out_.soft_break();
    } else if (blanks > 0) {
      out_.blank();
    }
    text.remove_prefix(blanks);
    std::size_t word = 0;
    while (word < text.size() && !is_html_blank(text[word])) {
      ++word;
    }
    out_.append(text.substr(0, word));
    text.remove_prefix(word);
  }
}

std::string_view PlainTexts::of(std::uint32_t at) {
  const std::vector<Node>& nodes = tree_.nodes;
  const std::uint32_t end = nodes[at].end;
  if (end == at + 2 && nodes[at + 1].kind == Kind::kText && nodes[at + 1].flags == 0) {
    return nodes[at + 1].view();  // Nearly always: no copy.
  }
  out_.clear();
  PlainTextVisitor visitor(tree_, out_);
  walk(nodes, at + 1, end, stack_, visitor);
  return out_.all();
}

}  // namespace broadsheet::document
