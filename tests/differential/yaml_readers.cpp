#include "differential/yaml_readers.h"

#include <optional>

#include "front_matter/flat_yaml.h"
#include "front_matter/yaml_tree.h"

namespace broadsheet {
namespace {

using front_matter::Node;
using front_matter::Tree;
using front_matter::YamlResult;

void print(const Node& node, std::size_t depth, std::string& out) {
  constexpr const char* kKinds[] = {"null", "scalar", "sequence", "map"};
  out.append(depth * 2, ' ');
  out += kKinds[static_cast<int>(node.kind)];
  out += node.plain ? " plain" : "";
  out += " at " + std::to_string(node.offset) + ": ";
  out += node.scalar;
  out += '\n';
  for (const Node& child : node.children) {
    print(child, depth + 1, out);
  }
}

}  // namespace

ReadersCompared compare_yaml_readers(std::string_view block) {
  const std::optional<Tree> flat = front_matter::parse_flat_yaml(block);
  if (!flat) {
    return {};
  }
  std::string read_flat;
  print(flat->root, 0, read_flat);
  const YamlResult yaml = front_matter::parse_yaml(block);
  std::string read_by_yaml_cpp;
  print(yaml.tree.root, 0, read_by_yaml_cpp);
  if (yaml.problem) {
    read_by_yaml_cpp +=
        "problem at " + std::to_string(yaml.problem->offset) + ": " + yaml.problem->message + "\n";
  }
  ReadersCompared result{true, {}};
  if (read_flat != read_by_yaml_cpp) {
    result.difference = "of the block\n" + std::string(block) + "\nthe flat reader makes\n" +
                        read_flat + "and yaml-cpp\n" + read_by_yaml_cpp;
  }
  return result;
}

}  // namespace broadsheet
