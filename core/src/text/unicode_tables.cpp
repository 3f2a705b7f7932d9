#include "text/unicode_tables.h"

#include <algorithm>
#include <array>

#include "text/packed_numbers.h"
#include "text/unicode_data.h"

namespace broadsheet::unicode {
namespace {

/// Code points as ranges. The generated tables are unpacked when first asked: as they are looked
/// at, they would be twice the size to download.
template <std::size_t Count>
class RangeSet {
 public:
  explicit RangeSet(const std::uint8_t* packed) {
    text::PackedNumbers in(packed);
    std::uint32_t at = 0;
    for (std::size_t i = 0; i < borders_.size(); i += 2) {
      borders_[i] = at += in.next();
      at += in.next();
      borders_[i + 1] = at + 1;
    }
  }

  [[nodiscard]] bool contains(std::uint32_t c) const {
    const auto behind = std::upper_bound(borders_.begin(), borders_.end(), c);
    return (behind - borders_.begin()) % 2 != 0;
  }

 private:
  /// Where a range begins and, next, where it has ended.
  std::array<std::uint32_t, 2 * Count> borders_;
};

/// Every `step`th code point of first..last has its lower case `delta` further on.
struct CaseRun {
  std::uint32_t first;
  std::uint32_t last;
  std::int32_t delta;
  std::uint32_t step;
};

class CaseRuns {
 public:
  CaseRuns() {
    text::PackedNumbers in(kCaseRuns);
    std::uint32_t at = 0;
    for (CaseRun& run : runs_) {
      run.first = at + in.next();
      const std::uint32_t count = in.next();
      run.step = 1 + count % 2;
      run.last = at = run.first + count / 2 * run.step;
      run.delta = in.next_signed();
    }
  }

  [[nodiscard]] char32_t lower(std::uint32_t c) const {
    const auto run = std::lower_bound(
        runs_.begin(), runs_.end(), c,
        [](const CaseRun& each, std::uint32_t wanted) { return each.last < wanted; });
    if (run == runs_.end() || c < run->first || (c - run->first) % run->step != 0) {
      return c;
    }
    return static_cast<char32_t>(static_cast<std::int32_t>(c) + run->delta);
  }

 private:
  std::array<CaseRun, kCaseRunCount> runs_;
};

}  // namespace

bool is_word(char32_t c) {
  if (c < 0x80) {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_';
  }
  if (c >= 0x4E00 && c <= 0x9FFF) {
    return true;
  }
  static const RangeSet<kWordRangeCount> words(kWordRanges);
  return words.contains(c);
}

bool is_ideographic(char32_t c) {
  if (c < 0x2E80) {
    return false;
  }
  if (c >= 0x4E00 && c <= 0x9FFF) {
    return true;
  }
  static const RangeSet<kIdeographicRangeCount> ideographs(kIdeographicRanges);
  return ideographs.contains(c);
}

char32_t to_lower(char32_t c) {
  if (c < 0x80) {
    return c >= 'A' && c <= 'Z' ? c + 32 : c;
  }
  if (c >= 0x2E80 && c <= 0x9FFF) {
    return c;
  }
  static const CaseRuns capitals;
  return capitals.lower(c);
}

}  // namespace broadsheet::unicode
