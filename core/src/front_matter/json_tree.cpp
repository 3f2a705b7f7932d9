#include "front_matter/json_tree.h"

#include <algorithm>
#include <utility>

namespace broadsheet::front_matter {

ValuesResult parse_json(std::string_view block) {
  ValuesResult result;
  Node& root = result.tree.root;
  root.kind = Node::Kind::kMap;
  ValueReader reader(block, ValueLanguage::kJson, result.tree);
  reader.skip("{");
  for (reader.skip_lines(); !reader.done() && !reader.skip("}") && !reader.full();
       reader.skip_lines()) {
    const std::size_t begin = reader.offset();
    try {
      reader.put(root, 1);
      reader.skip_lines();
      if (reader.skip(",")) {
        reader.skip_lines();
        if (reader.peek() == '}') {
          reader.fail("a key is expected behind the comma");
        }
      } else if (reader.peek() != '}') {
        reader.fail("a comma is missing before this");
      }
    } catch (ValueProblem& problem) {
      result.problems.push_back(std::move(problem));
      while (reader.offset() == begin || (reader.peek() != '"' && reader.peek() != '}')) {
        const std::size_t feed = block.find('\n', reader.offset());
        if (feed == std::string_view::npos) {
          return result;
        }
        reader.move_to(feed);
        reader.skip_lines();
      }
    }
  }
  return result;
}

}  // namespace broadsheet::front_matter
