#include "front_matter/front_matter.h"

#include <optional>
#include <string>
#include <utility>

#include "broadsheet/render.h"
#include "front_matter/addresses.h"
#include "front_matter/delimiters.h"
#include "front_matter/flat_yaml.h"
#include "front_matter/json_tree.h"
#include "front_matter/key_lines.h"
#include "front_matter/metadata.h"
#include "front_matter/salvage.h"
#include "front_matter/toml_tree.h"
#include "front_matter/yaml_tree.h"

namespace broadsheet::front_matter {
namespace {

using Kind = Node::Kind;

void report_problem(const YamlProblem& problem, std::size_t block_offset, Reporter& reporter) {
  const std::size_t at = block_offset + problem.offset;
  switch (problem.kind) {
    case YamlProblem::Kind::kSyntax:
      reporter.report("yaml-syntax", Severity::kError, at,
                      "the front matter is not YAML here: " + problem.message,
                      "quote values that hold `: `, ` #`, quotes or brackets; lines that can be "
                      "read alone are taken");
      return;
    case YamlProblem::Kind::kTooDeep:
      reporter.report("yaml-too-deep", Severity::kError, at,
                      "lists and maps of the front matter nest deeper than " +
                          std::to_string(kMaxYamlDepth) + " levels",
                      "keep front matter flat");
      return;
    case YamlProblem::Kind::kTooManyNodes:
      reporter.report("yaml-too-large", Severity::kError, at,
                      "the front matter holds more than " + std::to_string(kMaxYamlNodes) +
                          " values; the rest is left out",
                      "move data to a file of its own");
      return;
    case YamlProblem::Kind::kAlias:
      reporter.report("yaml-alias", Severity::kError, at,
                      "YAML aliases (`*name`) are not read in front matter", "write the value out");
      return;
  }
}

/// Where metadata goes to.
struct Target {
  bool any_address;
  std::size_t block_offset;
  Reporter& reporter;
  PostData& data;

  void take(Tree tree) const {
    if (!any_address) {
      leave_out_addresses(tree.root, block_offset, reporter);
    }
    read_metadata(tree.root, block_offset, reporter, data);
  }
};

/// Reads a block of YAML. False if it is no metadata but text between two thematic breaks.
bool read_yaml(std::string_view block, const Target& target) {
  const std::size_t block_offset = target.block_offset;
  if (std::optional<Tree> flat = parse_flat_yaml(block)) {
    if (flat->root.kind == Kind::kMap) {
      target.take(*std::move(flat));
    }
    return true;
  }
  YamlResult yaml = parse_yaml(block);
  if (yaml.problem) {
    // What was read before a limit is whole; what was read before an error may not be.
    Tree readable = yaml.problem->kind == YamlProblem::Kind::kTooManyNodes ? std::move(yaml.tree)
                                                                           : salvage(block);
    if (readable.root.children.empty()) {
      return false;
    }
    report_problem(*yaml.problem, block_offset, target.reporter);
    target.take(std::move(readable));
    return true;
  }
  const Node& root = yaml.tree.root;
  if (root.kind != Kind::kMap) {
    return root.kind == Kind::kNull;
  }
  if (const std::optional<std::size_t> at = find_swallowed_key(block, root)) {
    target.reporter.report(
        "quote-unclosed", Severity::kError, block_offset + *at,
        "a quote above this line is not closed and would swallow it; lines that can "
        "be read alone are taken",
        "close the quote at the end of its line");
    target.take(salvage(block));
  } else {
    target.take(std::move(yaml.tree));
  }
  return true;
}

/// Reads a block of TOML or JSON.
void read_values(Dialect dialect, std::string_view block, const Target& target) {
  const bool toml = dialect == Dialect::kToml;
  ValuesResult values = toml ? parse_toml(block) : parse_json(block);
  for (const ValueProblem& problem : values.problems) {
    target.reporter.report(
        toml ? "toml-syntax" : "json-syntax", Severity::kError,
        target.block_offset + problem.offset,
        (toml ? "the front matter is not TOML here: " : "the front matter is not JSON here: ") +
            std::string(problem.message),
        toml ? "write `key = \"text\"`, numbers, dates, true, false or lists"
             : "write `\"key\": \"text\"` with a comma between members");
  }
  target.take(std::move(values.tree));
}

}  // namespace

std::string_view read(std::string_view source, bool any_address, Reporter& reporter,
                      PostData& data) {
  const Split parts = split(source);
  const auto offset_of = [&](std::string_view part) {
    return static_cast<std::size_t>(part.data() - source.data());
  };
  if (parts.unclosed) {
    reporter.report("front-matter-unclosed", Severity::kError, offset_of(parts.body),
                    "the front matter has no closing line; all of the file is shown as text",
                    "add a line `---` (`+++` for TOML, `}` for JSON) behind the last entry");
  }
  if (parts.dialect == Dialect::kNone) {
    return parts.body;
  }
  const std::size_t block_offset = offset_of(parts.block);
  if (parts.block.size() > kMaxFrontMatterBytes) {
    reporter.report("front-matter-too-large", Severity::kError, block_offset,
                    "the front matter has " + std::to_string(parts.block.size()) +
                        " bytes, more than " + std::to_string(kMaxFrontMatterBytes) +
                        "; it is not read",
                    "move long texts to the body");
    return parts.body;
  }
  const Target target{any_address, block_offset, reporter, data};
  switch (parts.dialect) {
    case Dialect::kYaml:
      if (!read_yaml(parts.block, target)) {
        reporter.report("front-matter-not-a-map", Severity::kWarning, block_offset,
                        "what stands between the first two `---` lines is not front matter; it is "
                        "shown as text",
                        "write `key: value` lines, or `***` for a thematic break");
        return source.substr(source.find("---"));
      }
      break;
    case Dialect::kKeyLines:
      target.take(parse_key_lines(parts.block));
      break;
    default:
      read_values(parts.dialect, parts.block, target);
      break;
  }
  return parts.body;
}

}  // namespace broadsheet::front_matter
