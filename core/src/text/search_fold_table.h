// The tables behind search_fold.cpp, unpacked from the generated ones when first asked for.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace broadsheet::text {

/// `first` and the `more` letters behind it fold to `target`, or, where it `moves`, to it and those
/// behind it.
struct FoldRun {
  std::uint16_t first;
  std::uint8_t more;
  bool moves;
  std::uint16_t target;
};

/// A letter that folds to up to four; the rest are zero.
struct FoldString {
  std::uint16_t letter;
  std::uint16_t folded[4];
};

/// Sorted by their letters, as what the others return is.
[[nodiscard]] std::span<const FoldRun> fold_runs();
/// Letters from U+10000 on, with that subtracted; their targets are as they are.
[[nodiscard]] std::span<const FoldRun> astral_fold_runs();
[[nodiscard]] std::span<const FoldString> fold_strings();

}  // namespace broadsheet::text
