#include "front_matter/flat_yaml.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "differential/yaml_readers.h"
#include "front_matter/delimiters.h"
#include "shared_folder.h"
#include "spec/example_file.h"
#include "steady_numbers.h"
#include "text/utf8.h"

namespace broadsheet {
namespace {

using Blocks = std::vector<std::string>;

const Blocks& flat_blocks() {
  static const Blocks kBlocks = {
      "",
      "\n  \n# comment\n",
      "title: T\n",
      "title: T",
      "title: \"周报 | 第 12 期\"\ndate: 2023-05-12T15:00:00+08:00\ntags: [\"a\", 'b', c]\n",
      "a : b\nc:   d   \ne: f # g\nh: i#j\nk: l:m\n",
      "a:\nb:\n\n# c\n\nd: e\nf:\n",
      "a: ~\nb: null\nc: [Null, ~, x]\nd: ''\ne: \"\"\n",
      "a:\n- x\n- y\nb:\n  - 'x'\n\n# c\n",
      "a: ! 'b # c' # d\ne: ! \"f\"\ng:\n- ! 'h'\n",
      "a:\n  - x # c\n# d\n  - \"y\" # e\nf: g\n",
      "a: []\nb: [ ]\nc: [ a b , 'c''d' ] # e\n",
      "a: \"b \\\" \\\\ \\/ c\"\nb: 'it''s'\nc: '\\'\nd: \"'\"\n",
      "a: -1\nb: .5\nc: =\nd: <e>\nf: +1\n",
      "a: b\r\nc:\r\n- d\r\n\r\ne: [f, g]\r\n",
      "键: 值\nlast_modified_at: x\nmy-key.x/y z: w\n0: 1\n",
      "a: b\na: c\nA: d\n",
      "a:\n    b: c\n    d: ! 'e: f' # g\n\n    h: [i, 'j']\nk: l\n",
      "a:\n # b\n c : \"d\"\n# e\n c: -1\nf:\n  g: h",
      "a: # b\n",
      "a: \"b\n\"\nc: d\n",
      "a: \"\n  b # c\n# d\n\\\"f  \r\n g\" # h\n",
      "a: ! 'b\n  it''s'\n",
  };
  return kBlocks;
}

const Blocks& other_blocks() {
  static const Blocks kBlocks = {
      "a: \"b\n\n\"\n",
      "a: 'b\n---\n'\n",
      "a: 'b\n...\nc'\n",
      "a: [\"b\nc\"]\n",
      "a:\n  b: \"c\n    d\"\n",
      "a: \"b\\\n  c\"\n",
      "a: \"b\nc\" d\n",
      "a: \"b\nc",
      "a: \"b\nc: d\n\"\n",
      "a: b\n  c\n",
      "a: [b,\n  c]\n",
      "a: |\n  b\n",
      "a: b: c\n",
      "a: {b: c}\n",
      "a:\n  b:\nc: d\n",
      "a:\n  b:\n    c: d\n",
      "a:\n  b: c\n  - d\n",
      "a:\n  - b\n  c: d\n",
      "a:\n  b: c\n d: e\n",
      "a:\n  b: c\n    d: e\n",
      "a:\n  b: c\n  d\n",
      "a: b\n  c: d\n",
      "a: []\n  c: d\n",
      "  a: b\n",
      "a:\n  b: {c: d}\n",
      "a:\n  ~: b\n",
      "a: &x b\n",
      "a: !t b\n",
      "a: !'b'\n",
      "a: *x\n",
      "- a\n- b\n",
      "a\n",
      "? a\n: b\n",
      "\"a\": b\n",
      "a:\tb\n",
      "a: b\t\n",
      "a: [b, [c]]\n",
      "a: [b: c]\n",
      "a: [b?]\n",
      "a: [b,]\n",
      "a: [,b]\n",
      "a: [b] c\n",
      "a: [b\n",
      "a: \"b\" c\n",
      "a: \"\\u00e9\"\n",
      "a: 'b\n",
      "a: b:\n",
      "a: - b\n",
      "a:\n- b\n  - c\n",
      "a:\n  - b\n- c\n",
      "a:\n- b: c\n",
      "a:\n-\n",
      "a:\n- - b\n",
      "a: b\n- c\n",
      "a: @b\n",
      "a: `b`\n",
      "%YAML 1.2\n",
      "--- a\n",
      "a: b\n  # c\n  d\n",
      "a: \x04\n",
      "a: b\rc: d\n",
      "~: a\nnull: b\n",
      "\xEF\xBB\xBF"
      "a: b\n",
      ": a\n",
  };
  return kBlocks;
}

TEST(FlatYaml, ReadsWhatYamlCppReads) {
  for (const std::string& block : flat_blocks()) {
    const ReadersCompared compared = compare_yaml_readers(block);
    EXPECT_TRUE(compared.flat) << block;
    EXPECT_EQ(compared.difference, "");
  }
}

TEST(FlatYaml, LeavesEverythingElseToYamlCpp) {
  for (const std::string& block : other_blocks()) {
    EXPECT_FALSE(front_matter::parse_flat_yaml(block)) << block;
  }
}

std::string mutated(std::string block, const Blocks& others, SteadyNumbers& numbers) {
  static const Blocks kPieces = {":",        ": ",
                                 " ",        "  ",
                                 "#",        " #",
                                 "-",        "- ",
                                 "\n- ",     "\n",
                                 "\r\n",     "'",
                                 "\"",       "''",
                                 "\\",       "\\\"",
                                 "[",        "]",
                                 ",",        "{",
                                 "}",        "?",
                                 "|",        ">",
                                 "&",        "*",
                                 "!",        "%",
                                 "@",        "~",
                                 "null",     "\t",
                                 "\n\n",     "\n#",
                                 "\n  - ",   "a: b\n",
                                 "\n  a: b", "a:\n  b: c\n",
                                 "---",      "周",
                                 "："};
  for (std::size_t changes = 1 + numbers.below(3); changes > 0; --changes) {
    const std::size_t at = numbers.below(block.size() + 1);
    const std::size_t size = numbers.below(4);
    switch (numbers.below(4)) {
      case 0:
        block.erase(at, size);
        break;
      case 1:
        block.insert(at, kPieces[numbers.below(kPieces.size())]);
        break;
      case 2:
        block.replace(at, size, kPieces[numbers.below(kPieces.size())]);
        break;
      default: {
        const std::string& other = others[numbers.below(others.size())];
        const std::size_t from = numbers.below(other.size() + 1);
        block.insert(at, other.substr(from, numbers.below(24)));
        break;
      }
    }
  }
  return utf8::valid(block);
}

/// Compares on every block and on `mutations` mutations of each; returns how many were flat.
std::size_t compare_all(const Blocks& blocks, std::size_t mutations) {
  SteadyNumbers numbers(2023);
  std::size_t flat = 0;
  for (const std::string& block : blocks) {
    for (std::size_t i = 0; i <= mutations; ++i) {
      const ReadersCompared compared =
          compare_yaml_readers(i == 0 ? block : mutated(block, blocks, numbers));
      flat += compared.flat ? 1 : 0;
      EXPECT_EQ(compared.difference, "");
      if (!compared.difference.empty()) {
        return flat;
      }
    }
  }
  return flat;
}

TEST(FlatYaml, AgreesWithYamlCppOnMutations) {
  Blocks blocks = flat_blocks();
  blocks.insert(blocks.end(), other_blocks().begin(), other_blocks().end());
  EXPECT_GT(compare_all(blocks, 500), 2000U);
}

TEST(FlatYaml, AgreesWithYamlCppOnRealPostsAndTheirMutations) {
  const std::filesystem::path folder = shared_folder() / "corpora";
  if (!std::filesystem::exists(folder)) {
    GTEST_SKIP() << folder << " is missing; set BROADSHEET_SHARED to the folder of shared data";
  }
  std::vector<std::string> files;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (entry.is_regular_file()) {
      files.push_back(entry.path().string());
    }
  }
  std::sort(files.begin(), files.end());
  Blocks blocks;
  for (const std::string& file : files) {
    const std::string source = utf8::valid(spec::read_file(file));
    const front_matter::Split parts = front_matter::split(source);
    if (parts.dialect == front_matter::Dialect::kYaml) {
      blocks.emplace_back(parts.block);
    }
  }
  EXPECT_GT(blocks.size(), 1000U);
  // A share of flat blocks that sinks means that the reader has stopped doing its work.
  EXPECT_GT(compare_all(blocks, 0), blocks.size() * 9 / 10);
  EXPECT_GT(compare_all(blocks, 20), blocks.size() * 5);
}

TEST(FlatYaml, AgreesWithYamlCppOnTheYamlTestSuite) {
  const std::string file = (shared_folder() / "suites/yaml/yaml-test-suite.json").string();
  const std::string text = spec::read_file(file);
  if (text.empty()) {
    GTEST_SKIP() << file << " is missing; set BROADSHEET_SHARED to the folder of shared data";
  }
  Blocks blocks;
  for (const auto& item : nlohmann::json::parse(text)) {
    blocks.push_back(utf8::valid(item["yaml"].get<std::string>()));
  }
  EXPECT_GT(blocks.size(), 400U);
  EXPECT_GT(compare_all(blocks, 30), 100U);
}

}  // namespace
}  // namespace broadsheet
