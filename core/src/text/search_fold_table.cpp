#include "text/search_fold_table.h"

#include <array>

#include "text/packed_numbers.h"
#include "text/search_fold_data.h"

namespace broadsheet::text {
namespace {

template <std::size_t Count>
std::array<FoldRun, Count> unpacked_runs(const std::uint8_t* packed) {
  PackedNumbers in(packed);
  std::array<FoldRun, Count> runs;
  std::uint32_t first = 0;
  std::int32_t target = 0;
  for (FoldRun& run : runs) {
    first += in.next();
    const std::uint32_t more = in.next();
    target += in.next_signed();
    run = {static_cast<std::uint16_t>(first), static_cast<std::uint8_t>(more / 2), more % 2 != 0,
           static_cast<std::uint16_t>(target)};
  }
  return runs;
}

std::array<FoldString, kFoldStringsCount> unpacked_strings() {
  PackedNumbers in(kFoldStrings);
  std::array<FoldString, kFoldStringsCount> strings{};
  std::uint32_t letter = 0;
  for (FoldString& string : strings) {
    letter += in.next();
    string.letter = static_cast<std::uint16_t>(letter);
    const std::uint32_t count = in.next();
    for (std::uint32_t i = 0; i < count; ++i) {
      string.folded[i] = static_cast<std::uint16_t>(in.next());
    }
  }
  return strings;
}

}  // namespace

std::span<const FoldRun> fold_runs() {
  static const auto runs = unpacked_runs<kFoldRunsCount>(kFoldRuns);
  return runs;
}

std::span<const FoldRun> astral_fold_runs() {
  static const auto runs = unpacked_runs<kFoldRunsAstralCount>(kFoldRunsAstral);
  return runs;
}

std::span<const FoldString> fold_strings() {
  static const auto strings = unpacked_strings();
  return strings;
}

}  // namespace broadsheet::text
