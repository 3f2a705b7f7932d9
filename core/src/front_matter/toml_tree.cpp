#include "front_matter/toml_tree.h"

#include <algorithm>
#include <utility>

#include "broadsheet/render.h"
#include "text/fold.h"

namespace broadsheet::front_matter {
namespace {

using Kind = Node::Kind;

/// `[a.b]` or `[[a.b]]`: returns the table that the entries below it belong to.
Node* open_table(ValueReader& reader, Node& root) {
  const bool of_list = reader.skip("[[");
  if (!of_list) {
    reader.skip("[");
  }
  Node* table = &root;
  std::size_t depth = 0;
  for (;;) {
    reader.skip_blanks();
    Node key = reader.key_part();
    if (++depth > kMaxYamlDepth) {
      reader.fail("tables nest too deep; front matter is flat");
    }
    reader.skip_blanks();
    if (reader.skip(".")) {
      table = &reader.table_under(*table, std::move(key));
      continue;
    }
    if (!reader.skip(of_list ? "]]" : "]")) {
      reader.fail("a table's name ends with `]`");
    }
    if (!of_list) {
      return &reader.table_under(*table, std::move(key));
    }
    Node* list = nullptr;
    for (std::size_t i = 0; i + 1 < table->children.size(); i += 2) {
      if (table->children[i].scalar == key.scalar &&
          table->children[i + 1].kind == Kind::kSequence) {
        list = &table->children[i + 1];
      }
    }
    Node made;
    made.kind = Kind::kMap;
    made.offset = key.offset;
    if (list == nullptr) {
      Node sequence;
      sequence.kind = Kind::kSequence;
      sequence.offset = key.offset;
      table->children.push_back(std::move(key));
      list = &table->children.emplace_back(std::move(sequence));
    }
    return &list->children.emplace_back(std::move(made));
  }
}

/// The key and the text behind the sign of an entry that is not TOML, as they stand.
void add_verbatim(std::string_view line, std::size_t offset, Node& table) {
  const std::size_t sign = line.find('=');
  const std::string_view name = text::trim(line.substr(0, sign));
  if (sign == std::string_view::npos || name.empty()) {
    return;
  }
  std::string_view raw = text::trim(line.substr(sign + 1));
  if (!raw.empty() && (raw.front() == '"' || raw.front() == '\'')) {
    const char quote = raw.front();
    raw.remove_prefix(1);
    raw.remove_suffix(!raw.empty() && raw.back() == quote ? 1 : 0);
  }
  Node key;
  key.kind = Kind::kScalar;
  key.offset = offset;
  key.scalar = name;
  Node value;
  value.kind = Kind::kScalar;
  value.offset = offset + sign + 1;
  value.scalar = raw;
  table.children.push_back(std::move(key));
  table.children.push_back(std::move(value));
}

/// A table for the entries below a header that is not TOML, under the text between its brackets.
Node& add_broken_table(std::string_view line, std::size_t offset, Node& root) {
  const std::size_t name = std::min(line.find_first_not_of("[ \t"), line.size());
  const std::size_t name_end = line.find_last_not_of("] \t\r") + 1;
  Node key;
  key.kind = Kind::kScalar;
  key.offset = offset + name;
  key.scalar = line.substr(name, std::max(name, name_end) - name);
  Node table;
  table.kind = Kind::kMap;
  table.offset = offset;
  root.children.push_back(std::move(key));
  return root.children.emplace_back(std::move(table));
}

/// From the end of a line that could not be read on: what its value had in further lines is passed
/// over.
std::size_t next_entry(std::string_view block, std::size_t at) {
  while (at < block.size()) {
    const std::size_t end = std::min(block.find('\n', at + 1), block.size());
    const std::string_view line = block.substr(at + 1, end - at - 1);
    if (line.find('=') != std::string_view::npos || line.substr(0, 1) == "[") {
      break;
    }
    at = end;
  }
  return at;
}

}  // namespace

ValuesResult parse_toml(std::string_view block) {
  ValuesResult result;
  Node& root = result.tree.root;
  root.kind = Kind::kMap;
  ValueReader reader(block, ValueLanguage::kToml, result.tree);
  Node* table = &root;
  for (reader.skip_lines(); !reader.done() && !reader.full(); reader.skip_lines()) {
    const std::size_t begin = reader.offset();
    const std::size_t entries = table->children.size();
    try {
      if (reader.peek() == '[') {
        table = open_table(reader, root);
      } else {
        reader.put(*table, 1);
      }
      reader.skip_blanks();
      const char behind = reader.peek();
      if (!reader.done() && behind != '#' && behind != '\n' && behind != '\r') {
        reader.fail("there is something behind the value; an entry takes a line");
      }
    } catch (ValueProblem& problem) {
      result.problems.push_back(std::move(problem));
      const std::size_t end = std::min(block.find('\n', begin), block.size());
      const std::string_view line = block.substr(begin, end - begin);
      if (block[begin] == '[') {
        // What was made of its name before it failed may have moved the table that was open.
        table = &add_broken_table(line, begin, root);
      } else {
        table->children.resize(std::min(entries, table->children.size()));
        add_verbatim(line, begin, *table);
      }
      reader.move_to(next_entry(block, end));
    }
  }
  return result;
}

}  // namespace broadsheet::front_matter
