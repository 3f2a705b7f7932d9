// Documents that match a query in part.
#include <algorithm>

#include "search/matching/matcher.h"

namespace broadsheet::search {

/// What may match in part, each once.
std::vector<std::uint32_t> Matcher::partial_needles(bool complete) const {
  std::vector<std::uint32_t> needles;
  for (const Clause& clause : query_.all) {
    for (const Unit& unit : clause.any) {
      if (unit.qualifier || unit.quoted) {
        continue;
      }
      // A phrase that is not there falls apart into what the reader typed: pairs, words.
      std::vector<std::uint32_t> own = unit.fallback;
      if (own.empty()) {
        own.push_back(unit.parts.front().needle);
      }
      for (const std::uint32_t needle : own) {
        const bool known = needles_.is_known(needle);
        // Where there are exact matches, partial ones are an extra, and not worth another file.
        if ((complete || known || query_.needles[needle].prefix) &&
            std::find(needles.begin(), needles.end(), needle) == needles.end()) {
          needles.push_back(needle);
        }
      }
    }
  }
  return needles;
}

void Matcher::match_partially(std::size_t segment, const std::vector<std::uint32_t>& needles,
                              const std::vector<Match>& exact, std::vector<Match>& matches) const {
  std::uint64_t all = 0;
  for (const std::uint32_t needle : needles) {
    all += needles_.weight(needle);
  }
  const Segment& one = collection_.segments()[segment];
  // Arrays over all documents instead of a heap over postings: a segment has some thousands, and
  // two passes over two numbers each are quicker than merging.
  std::vector<std::uint32_t> covered(one.count());
  std::vector<std::uint32_t> scores(one.count());
  for (const std::uint32_t needle : needles) {
    for (const Posting& posting : needles_.postings(segment, needle)) {
      covered[posting.document] += needles_.weight(needle);
    }
  }
  // Less than half of the query, by weight, is no answer to it.
  const auto is_enough = [&](std::uint32_t document) {
    return covered[document] != 0 && std::uint64_t{covered[document]} * 2 >= all;
  };
  for (const std::uint32_t needle : needles) {
    for (const Posting& posting : needles_.postings(segment, needle)) {
      if (is_enough(posting.document)) {
        scores[posting.document] +=
            score(needles_.weight(needle), posting, one.first() + posting.document);
      }
    }
  }
  const auto exclude = [&](const Unit& unit, bool missing) {
    std::vector<std::uint8_t> has(one.count());
    for (const std::uint32_t document : needles_.documents_of(segment, unit)) {
      has[document] = 1;
    }
    for (std::uint32_t i = 0; i < one.count(); ++i) {
      covered[i] = (has[i] == 0) == missing ? 0 : covered[i];
    }
  };
  for (const Unit& unit : query_.none) {
    exclude(unit, false);
  }
  for (const Clause& clause : query_.all) {
    const Unit& unit = clause.any.front();
    if (clause.any.size() == 1 && (unit.qualifier || unit.quoted)) {
      exclude(clause.any.front(), true);
    }
  }
  for (std::uint32_t i = 0; i < one.count(); ++i) {
    if (!is_enough(i) || one.superseded(i)) {
      continue;
    }
    const std::uint32_t document = one.first() + i;
    const bool is_exact =
        std::binary_search(exact.begin(), exact.end(), Match{document, 0, 0},
                           [](const Match& a, const Match& b) { return a.document < b.document; });
    if (!is_exact) {
      // By how much of the query is there, then by score: two of three words beat one that stands
      // there often. In steps, so that slightly rarer words do not outdo a much better score.
      constexpr std::uint64_t kSteps = 64;
      matches.push_back(
          {document, static_cast<std::uint32_t>(kSteps * covered[i] / all), scores[i]});
    }
  }
}

std::vector<Match> Matcher::partial(const std::vector<Match>& exact, bool complete) {
  const std::vector<std::uint32_t> needles = partial_needles(complete);
  for (const std::uint32_t needle : needles) {
    needles_.look_up(needle);
  }
  std::vector<Match> matches;
  if (!files_.stopped()) {
    for (std::size_t i = 0; i < collection_.segments().size(); ++i) {
      match_partially(i, needles, exact, matches);
    }
  }
  return matches;
}

}  // namespace broadsheet::search
