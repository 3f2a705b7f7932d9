#include "front_matter/scalar_schema.h"

#include <gtest/gtest.h>

#include <string>

#include "front_matter/yaml_tree.h"

namespace broadsheet::front_matter {
namespace {

std::string json_of(std::string_view yaml) {
  const YamlResult result = parse_yaml(yaml);
  EXPECT_FALSE(result.problem);
  text::Buffer text;
  json::Writer writer(text);
  write_json(writer, result.tree.root);
  return text.take();
}

TEST(ScalarSchema, ReadsTruthNumbersAndNothing) {
  EXPECT_EQ(json_of("[true, False, 12, -3, 1.5, 0, ~, null]"),
            "[true,false,12,-3,1.5,0,null,null]");
}

TEST(ScalarSchema, KeepsWhatWouldChangeItsLooks) {
  EXPECT_EQ(
      json_of("[no, on, 1.10, 007, 1e3, 0x1F, -0, 1., .5, 12345678901234567890, 1_000]"),
      R"(["no","on","1.10","007","1e3","0x1F","-0","1.",".5","12345678901234567890","1_000"])");
}

TEST(ScalarSchema, QuotedIsText) {
  EXPECT_EQ(json_of(R"(["true", '12', "~"])"), R"(["true","12","~"])");
}

TEST(ScalarSchema, NestsAndLetsTheLastDuplicateWin) {
  EXPECT_EQ(json_of("a: 1\nb: {c: [x, {d: 2}]}\na: 3\n"), R"({"a":3,"b":{"c":["x",{"d":2}]}})");
}

TEST(ScalarSchema, LeavesOutKeysThatAreNotText) {
  std::string deep;
  for (int i = 0; i < 25; ++i) {
    deep += "{? ";
  }
  deep += "a";
  for (int i = 0; i < 25; ++i) {
    deep += " : b}";
  }
  EXPECT_EQ(json_of("x: " + deep + "\ny: {? [k] : 1, z: 2}\n"), R"({"x":{},"y":{"z":2}})");
}

TEST(YamlTree, StopsAtItsLimits) {
  const YamlResult deep = parse_yaml(std::string(33, '[') + std::string(33, ']'));
  ASSERT_TRUE(deep.problem);
  EXPECT_EQ(deep.problem->kind, YamlProblem::Kind::kTooDeep);
  EXPECT_FALSE(parse_yaml(std::string(32, '[') + std::string(32, ']')).problem);

  std::string many = "[";
  for (int i = 0; i < 10'001; ++i) {
    many += "1,";
  }
  const YamlResult large = parse_yaml(many + "]");
  ASSERT_TRUE(large.problem);
  EXPECT_EQ(large.problem->kind, YamlProblem::Kind::kTooManyNodes);

  const YamlResult alias = parse_yaml("a: &x 1\nb: *x\n");
  ASSERT_TRUE(alias.problem);
  EXPECT_EQ(alias.problem->kind, YamlProblem::Kind::kAlias);
}

TEST(YamlTree, KnowsWhereValuesStand) {
  const YamlResult result = parse_yaml("a: 1\n  \nbb:  [x, y]\n");
  ASSERT_EQ(result.tree.root.children.size(), 4U);
  EXPECT_EQ(result.tree.root.children[0].offset, 0U);
  EXPECT_EQ(result.tree.root.children[1].offset, 3U);
  EXPECT_EQ(result.tree.root.children[2].offset, 8U);
  EXPECT_EQ(result.tree.root.children[3].children[1].offset, 17U);
}

TEST(YamlTree, ReadsOnBehindTheByteThatEndsYamlCppsInput) {
  const YamlResult result = parse_yaml("a: x\x04y\nb: 2\n");
  ASSERT_EQ(result.tree.root.children.size(), 4U);
  EXPECT_EQ(result.tree.root.children[1].scalar, "x y");
}

}  // namespace
}  // namespace broadsheet::front_matter
