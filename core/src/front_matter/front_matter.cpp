#include "front_matter/front_matter.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <string>
#include <utility>

#include "broadsheet/render.h"
#include "front_matter/delimiters.h"
#include "front_matter/flat_yaml.h"
#include "front_matter/known_keys.h"
#include "front_matter/metadata.h"
#include "front_matter/yaml_tree.h"
#include "text/fold.h"

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

void shift(Node& node, std::size_t by) {
  node.offset += by;
  for (Node& child : node.children) {
    shift(child, by);
  }
}

/// An entry that is not YAML by itself, taken as it stands: the key, and the text behind the colon
/// without quotes.
void add_verbatim(std::string_view entry, std::size_t offset, Node& map) {
  const std::size_t colon = entry.find(':');
  if (colon == std::string_view::npos || entry.substr(0, colon).find('\n') < colon) {
    return;
  }
  Node key;
  key.kind = Kind::kScalar;
  key.offset = offset;
  key.scalar = text::trim(entry.substr(0, colon));
  std::string_view raw = text::trim(entry.substr(colon + 1));
  for (const char quote : {'"', '\''}) {
    if (!raw.empty() && raw.front() == quote) {
      raw.remove_prefix(1);
      raw = raw.substr(0, raw.size() - (!raw.empty() && raw.back() == quote ? 1 : 0));
      break;
    }
  }
  if (key.scalar.empty() || raw.empty()) {
    return;
  }
  Node value;
  value.kind = Kind::kScalar;
  value.offset = static_cast<std::size_t>(raw.data() - entry.data()) + offset;
  value.scalar = raw;
  map.children.push_back(std::move(key));
  map.children.push_back(std::move(value));
}

/// No author's front matter has more entries, and each one read alone costs a parser.
constexpr std::size_t kMaxSalvagedEntries = 1000;

/// Reads a broken block entry by entry, so that one bad line does not take title and date with it.
/// An entry starts at a line with neither indentation nor a list's dash. A map without children if
/// there is none.
Tree salvage(std::string_view block) {
  Tree whole;
  whole.root.kind = Kind::kMap;
  std::size_t entries = 0;
  for (std::size_t begin = 0; begin < block.size() && entries < kMaxSalvagedEntries; ++entries) {
    std::size_t end = begin;
    do {
      const std::size_t feed = block.find('\n', end);
      end = feed == std::string_view::npos ? block.size() : feed + 1;
    } while (end < block.size() &&
             std::string_view(" \t-\r\n").find(block[end]) != std::string_view::npos);
    const std::string_view text = block.substr(begin, end - begin);
    YamlResult entry = parse_yaml(text);
    if (entry.problem && entry.problem->kind == YamlProblem::Kind::kSyntax) {
      add_verbatim(text, begin, whole.root);
    } else if (!entry.problem && entry.tree.root.kind == Kind::kMap) {
      shift(entry.tree.root, begin);
      std::move(entry.tree.root.children.begin(), entry.tree.root.children.end(),
                std::back_inserter(whole.root.children));
      whole.texts.splice_after(whole.texts.before_begin(), entry.tree.texts);
    }
    begin = end;
  }
  return whole;
}

/// The first key of ours that starts a line within a quoted value of `root`: the quote was not
/// closed and has swallowed it. YAML itself would not let quoted text go on without indentation;
/// yaml-cpp does, and real posts need it to (a closing quote at the start of the next line).
std::optional<std::size_t> find_swallowed_key(std::string_view block, const Node& root) {
  std::size_t next_key = 0;
  for (std::size_t at = 0; at < block.size();) {
    while (next_key < root.children.size() && root.children[next_key].offset <= at) {
      next_key += 2;
    }
    const std::size_t end = std::min(block.find('\n', at), block.size());
    const std::string_view line = block.substr(at, end - at);
    const std::size_t colon = line.find(':');
    if (next_key >= 2 && colon != std::string_view::npos && line.front() != ' ' &&
        line.front() != '\t') {
      const Node& value = root.children[next_key - 1];
      const bool within_quotes = value.kind == Kind::kScalar && !value.plain && value.offset < at;
      if (within_quotes && find_key(line.substr(0, colon))) {
        return at;
      }
    }
    at = end + 1;
  }
  return std::nullopt;
}

}  // namespace

std::string_view read(std::string_view source, Reporter& reporter, PostData& data) {
  const Split parts = split(source);
  const auto offset_of = [&](std::string_view part) {
    return static_cast<std::size_t>(part.data() - source.data());
  };
  if (parts.found == Found::kUnclosed) {
    reporter.report("front-matter-unclosed", Severity::kError, offset_of(parts.body),
                    "the front matter has no closing `---` line; all of the file is shown as text",
                    "add a line `---` behind the last entry");
  } else if (parts.found == Found::kOtherDialect) {
    reporter.report("front-matter-dialect", Severity::kWarning, offset_of(parts.body),
                    "front matter in TOML (`+++`) or JSON (`{`) is not read; it is shown as text",
                    "write it as YAML between `---` lines");
  }
  if (parts.found != Found::kYaml) {
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
  const auto not_front_matter = [&] {
    // Text between two thematic breaks.
    reporter.report("front-matter-not-a-map", Severity::kWarning, block_offset,
                    "what stands between the first two `---` lines is not front matter; it is "
                    "shown as text",
                    "write `key: value` lines, or `***` for a thematic break");
    return source.substr(source.find("---"));
  };
  if (const std::optional<Tree> flat = parse_flat_yaml(parts.block)) {
    if (flat->root.kind == Kind::kMap) {
      read_metadata(flat->root, block_offset, reporter, data);
    }
    return parts.body;
  }
  YamlResult yaml = parse_yaml(parts.block);
  if (yaml.problem) {
    // What was read before a limit is whole; what was read before an error may not be.
    const Tree readable = yaml.problem->kind == YamlProblem::Kind::kTooManyNodes
                              ? std::move(yaml.tree)
                              : salvage(parts.block);
    if (readable.root.children.empty()) {
      return not_front_matter();
    }
    report_problem(*yaml.problem, block_offset, reporter);
    read_metadata(readable.root, block_offset, reporter, data);
    return parts.body;
  }
  if (yaml.tree.root.kind == Kind::kMap) {
    if (const std::optional<std::size_t> at = find_swallowed_key(parts.block, yaml.tree.root)) {
      reporter.report("quote-unclosed", Severity::kError, block_offset + *at,
                      "a quote above this line is not closed and would swallow it; lines that can "
                      "be read alone are taken",
                      "close the quote at the end of its line");
      read_metadata(salvage(parts.block).root, block_offset, reporter, data);
    } else {
      read_metadata(yaml.tree.root, block_offset, reporter, data);
    }
  } else if (yaml.tree.root.kind != Kind::kNull) {
    return not_front_matter();
  }
  return parts.body;
}

}  // namespace broadsheet::front_matter
