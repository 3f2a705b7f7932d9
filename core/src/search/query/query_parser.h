// What a reader types, as something that can be looked up.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "broadsheet/search.h"

namespace broadsheet::search {

/// Further units are passed over, with a notice, as is all behind kMaxQueryBytes.
inline constexpr std::size_t kMaxUnits = kMaxQueryWords;
/// Further terms of one unit are passed over, with a notice.
inline constexpr std::size_t kMaxUnitTerms = 64;

/// A term to look up; all that begin with it, if `prefix`.
struct Needle {
  std::string term;
  bool prefix = false;
};

/// Whether a token's term is one that is looked for.
[[nodiscard]] inline bool matches(const Needle& needle, std::string_view term) {
  const std::size_t size = needle.term.size();
  // The last byte tells most terms apart, and Chinese ones sooner than the first.
  return (needle.prefix ? term.size() >= size : term.size() == size) &&
         (size == 0 || term[size - 1] == needle.term[size - 1]) &&
         term.substr(0, size) == needle.term;
}

/// A needle at its place in a phrase.
struct UnitPart {
  std::uint32_t needle = 0;  ///< index into ParsedQuery::needles
  std::uint32_t offset = 0;  ///< positions behind the first
};

/// What stands between blanks, or between quotation marks.
struct Unit {
  /// The parts that prove the phrase: of a CJK run every other pair, for the pairs overlap.
  std::vector<UnitPart> parts;
  /// What may match where the phrase does not: every pair, and the last word as a beginning.
  std::vector<std::uint32_t> fallback;
  std::uint32_t tokens = 0;  ///< characters of CJK runs, and words
  std::uint32_t span = 0;    ///< positions from the first token to behind the last
  bool qualifier = false;    ///< tag: and its like: no part of ranking
  bool quoted = false;       ///< only the phrase will do
};

/// Units of which one must match: `this OR that`, or two spellings of one word.
struct Clause {
  std::vector<Unit> any;
};

struct ParsedQuery {
  std::vector<Needle> needles;
  std::vector<Clause> all;
  std::vector<Unit> none;
  bool title_only = false;
  std::string from;  ///< days as "2020-06-30"; empty: no bound
  std::string to;
  std::vector<Notice> notices;
};

/// Never fails: what is not understood are words, or noticed. `text` is valid UTF-8.
[[nodiscard]] ParsedQuery parse_query(std::string_view text, bool prefix);

}  // namespace broadsheet::search
