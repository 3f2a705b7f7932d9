// The table behind search_fold.cpp, generated.
#pragma once

#include <cstddef>
#include <cstdint>
#include <iterator>

namespace broadsheet::text {

/// `first` and the `more` letters behind it fold to `target`, or (step 1) to it and those behind
/// it.
struct FoldRun {
  std::uint16_t first;
  std::uint8_t more;
  std::uint8_t step;
  std::uint16_t target;
};

/// A letter that folds to up to four; the rest are zero.
struct FoldString {
  std::uint16_t letter;
  std::uint16_t folded[4];
};

extern const FoldRun kFoldRuns[];
extern const std::size_t kFoldRunCount;
/// Letters from U+10000 on, with that subtracted; their targets are as they are.
extern const FoldRun kFoldRunsAstral[];
extern const std::size_t kFoldRunAstralCount;
extern const FoldString kFoldStrings[];
extern const std::size_t kFoldStringCount;

}  // namespace broadsheet::text
