#include "front_matter/key_lines.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "front_matter/known_keys.h"
#include "text/fold.h"

namespace broadsheet::front_matter {
namespace {

using Kind = Node::Kind;

struct Line {
  std::string_view text;  ///< without its end and trailing blanks
  std::size_t next = 0;   ///< where the next one begins
};

Line line_at(std::string_view text, std::size_t at) {
  const std::size_t end = std::min(text.find('\n', at), text.size());
  const std::size_t last = text.substr(at, end - at).find_last_not_of(" \t\r");
  return {text.substr(at, last + 1), std::min(end + 1, text.size())};
}

bool is_indented(std::string_view line) {
  return !line.empty() && (line[0] == ' ' || line[0] == '\t');
}

/// The size of the key that a line begins with; 0 if it does not.
std::size_t key_size(std::string_view line) {
  std::size_t at = 0;
  while (at < line.size() &&
         (line[at] == '_' || line[at] == '-' || (line[at] >= '0' && line[at] <= '9') ||
          ((line[at] | 0x20) >= 'a' && (line[at] | 0x20) <= 'z'))) {
    ++at;
  }
  const bool has_value =
      at + 1 < line.size() && line[at] == ':' && (line[at + 1] == ' ' || line[at + 1] == '\t');
  return has_value || (at + 1 == line.size() && line[at] == ':') ? at : 0;
}

Node text_node(std::string_view text, std::size_t offset) {
  Node node;
  node.kind = Kind::kScalar;
  node.offset = offset;
  node.scalar = text;
  return node;
}

Node list_of(std::string_view text, std::size_t offset) {
  Node list;
  list.kind = Kind::kSequence;
  list.offset = offset;
  // With semicolons, the commas are of names: `Doe, Jane; Roe, Richard`.
  const char* const separators = text.find(';') == std::string_view::npos ? "," : ";";
  for (std::size_t at = 0; at <= text.size();) {
    const std::size_t end = std::min(text.find_first_of(separators, at), text.size());
    list.children.push_back(text_node(text.substr(at, end - at), offset + at));
    at = end + 1;
  }
  return list;
}

}  // namespace

std::size_t key_lines_size(std::string_view text) {
  std::size_t at = 0;
  while (at < text.size()) {
    const Line line = line_at(text, at);
    if (line.text.empty()) {
      break;
    }
    const std::size_t key = key_size(line.text);
    // Prose begins with a word and a colon, too, so the first line must be a key that is known.
    const bool fits = at == 0 ? key != 0 && key + 1 < line.text.size() &&
                                    find_key(line.text.substr(0, key)).has_value()
                              : key != 0 || is_indented(line.text);
    if (!fits) {
      return 0;
    }
    at = line.next;
  }
  return at;
}

Tree parse_key_lines(std::string_view block) {
  Tree tree;
  tree.root.kind = Kind::kMap;
  for (std::size_t at = 0; at < block.size();) {
    Line line = line_at(block, at);
    const std::size_t size = key_size(line.text);
    const std::size_t key_at = at;
    std::string_view name = line.text.substr(0, size);
    const std::size_t behind = line.text.substr(size + 1).find_first_not_of(" \t");
    const std::size_t value_at =
        key_at + (behind == std::string_view::npos ? line.text.size() : size + 1 + behind);
    std::string_view value = line.text.substr(value_at - key_at);
    std::optional<std::string> joined;
    for (at = line.next; at < block.size(); at = line.next) {
      line = line_at(block, at);
      if (!is_indented(line.text)) {
        break;
      }
      joined = joined.value_or(std::string(value));
      *joined += joined->empty() ? "" : " ";
      *joined += text::trim(line.text);
    }
    if (joined) {
      value = tree.keep(std::move(*joined));
    }
    const std::string folded = text::fold(name);
    // What MultiMarkdown and Pelican call them.
    if (folded == "summary") {
      name = "description";
    } else if (folded == "modified") {
      name = "lastmod";
    } else if (folded == "status" && text::fold(value) == "draft") {
      name = "draft";
      value = "true";
    }
    const std::optional<Key> known = find_key(name);
    const bool is_list = known == Key::kTags || known == Key::kCategories || known == Key::kAuthors;
    tree.root.children.push_back(text_node(name, key_at));
    tree.root.children.push_back(is_list ? list_of(value, value_at) : text_node(value, value_at));
  }
  return tree;
}

}  // namespace broadsheet::front_matter
