// Runs every fuzz target over the inputs that are kept: seeds, and what fuzzing once found.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "targets.h"

namespace broadsheet::fuzz {
namespace {

struct Target {
  const char* name;
  void (*run)(std::string_view);
};

constexpr Target kTargets[] = {
    {"c_abi", c_abi},
    {"catalog", catalog},
    {"date", date},
    {"front_matter", front_matter},
    {"markdown", markdown},
    {"sanitizer", sanitizer},
    {"search_archive", search_archive},
    {"search_index", search_index},
    {"search_query", search_query},
    {"tree", tree},
    {"url", url},
};

struct Input {
  Target target;
  std::filesystem::path path;
};

void PrintTo(const Input& input, std::ostream* out) {
  *out << input.path.string();
}

std::vector<Input> kept_inputs() {
  std::vector<Input> inputs;
  for (const Target& target : kTargets) {
    for (const char* kind : {"seeds", "regressions"}) {
      const auto folder = std::filesystem::path(BROADSHEET_FUZZ_FOLDER) / kind / target.name;
      if (!std::filesystem::is_directory(folder)) {
        continue;
      }
      for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        inputs.push_back({target, entry.path()});
      }
    }
  }
  std::sort(inputs.begin(), inputs.end(),
            [](const Input& a, const Input& b) { return a.path < b.path; });
  return inputs;
}

class FuzzReplay : public testing::TestWithParam<Input> {};

TEST_P(FuzzReplay, KeepsItsPromises) {
  const auto& [target, path] = GetParam();
  std::ifstream file(path, std::ios::binary);
  ASSERT_TRUE(file);
  const std::string input{std::istreambuf_iterator<char>(file), {}};
  target.run(input);
}

INSTANTIATE_TEST_SUITE_P(Kept, FuzzReplay, testing::ValuesIn(kept_inputs()));

TEST(FuzzTargets, HaveSeeds) {
  const std::vector<Input> inputs = kept_inputs();
  for (const Target& target : kTargets) {
    EXPECT_TRUE(std::any_of(inputs.begin(), inputs.end(), [&](const Input& input) {
      return input.target.run == target.run;
    })) << target.name;
  }
}

}  // namespace
}  // namespace broadsheet::fuzz
