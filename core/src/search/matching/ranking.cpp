#include "search/matching/ranking.h"

#include <algorithm>
#include <bit>

#include "search/format/stored_document.h"

namespace broadsheet::search {
namespace {

constexpr std::uint32_t kWeightOne = 256;
// Of BM25, in 1/1000.
constexpr std::uint64_t kOne = 1'000;
// Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond" (2009). k1 is
// the customary 1.2; b lies below the customary 0.75: an issue of a newsletter is long because it
// is about many things, and should lose less for that.
constexpr std::uint64_t kK1 = 1'200;
constexpr std::uint64_t kB = 600;

/// log2 in 1/256, by repeated squaring: whole numbers only, the same everywhere.
std::uint32_t log2_fixed(std::uint64_t value) {
  const auto width = static_cast<std::uint32_t>(std::bit_width(value));
  std::uint64_t mantissa = width > 32 ? value >> (width - 32) : value << (32 - width);
  std::uint32_t result = width - 1;
  for (std::uint32_t bit = 0; bit < 8; ++bit) {
    mantissa = mantissa * mantissa >> 31U;
    const std::uint64_t two = mantissa >> 32U;
    mantissa >>= two;
    result = result << 1U | static_cast<std::uint32_t>(two);
  }
  return result;
}

}  // namespace

std::uint32_t rarity(std::uint64_t all, std::uint64_t with) {
  // The quotient with twenty binary digits behind the point, whose logarithm is taken off again. It
  // is above 1 even for a term that all documents have (Lucene's form of the formula), so that no
  // term counts against a document.
  constexpr unsigned kScale = 20;
  return log2_fixed(((2 * all + 2) << kScale) / (2 * std::min(with, all) + 1)) -
         kScale * kWeightOne;
}

std::uint32_t length_norm(const Lengths& lengths) {
  // Length over average length is length * documents / tokens.
  const std::uint64_t relative =
      lengths.document * kB * lengths.documents / std::max<std::uint64_t>(lengths.all, 1);
  return static_cast<std::uint32_t>(
      std::min<std::uint64_t>(kK1 * (kOne - kB + relative) / kOne, UINT32_MAX));
}

std::uint32_t term_score(std::uint32_t weight, const Occurrences& occurrences, std::uint32_t norm) {
  // Added to the count and not to the score (BM25F): what stands in the title saturates with what
  // stands in the text, as it would if the title were there four times.
  const std::uint64_t in_title = (occurrences.fields & kTitle) != 0 ? 4 : 0;
  const std::uint64_t in_tags = (occurrences.fields & kTags) != 0 ? 2 : 0;
  const std::uint64_t in_heading = (occurrences.fields & kHeading) != 0 ? 1 : 0;
  const std::uint64_t count = occurrences.count + in_title + in_tags + in_heading;
  const std::uint64_t dividend = weight * (kK1 + kOne) * count;
  const std::uint64_t divisor = kOne * count + norm;
  // Nearly always the numbers are small, and such are divided several times faster.
  if ((dividend | divisor) >> 32U == 0) {
    return static_cast<std::uint32_t>(dividend) / static_cast<std::uint32_t>(divisor);
  }
  return static_cast<std::uint32_t>(dividend / divisor);
}

}  // namespace broadsheet::search
