#include "search/matcher.h"

#include <algorithm>
#include <utility>

#include "search/posting_walk.h"
#include "search/ranking.h"
#include "search/sort_keys.h"

namespace broadsheet::search {

Matcher::Matcher(const Collection& collection, FileCache& files, const ParsedQuery& query)
    : collection_(collection), files_(files), query_(query), needles_(collection, files, query) {}

std::uint32_t Matcher::unit_weight(const Unit& unit) const {
  std::uint32_t weight = 0;
  for (const UnitPart& part : unit.parts) {
    weight = std::max(weight, needles_.weight(part.needle));
  }
  return weight;
}

std::uint32_t Matcher::score(std::uint32_t weight, const Posting& posting,
                             std::uint32_t document) const {
  return term_score(weight, {posting.count, posting.fields},
                    {collection_.length(document), collection_.tokens(), collection_.count()});
}

/// Where a unit matches among the candidates: postings whose documents are places in them.
std::vector<Posting> Matcher::hits_of(std::size_t segment, const Unit& unit,
                                      const Candidates& candidates, const Places& places) const {
  std::vector<Posting> hits;
  for (const UnitPart& part : unit.parts) {
    const bool first = &part == unit.parts.data();
    PostingWalk walk(needles_.postings(segment, part.needle), candidates.documents().size());
    std::size_t kept = 0;
    // After the first part, only what has matched so far is looked at.
    const std::size_t count = first ? candidates.documents().size() : hits.size();
    for (std::size_t i = 0; i < count; ++i) {
      const auto place = first ? static_cast<std::uint32_t>(i) : hits[i].document;
      const Posting* const posting = walk.find(candidates.documents()[place]);
      if (posting == nullptr) {
        continue;
      }
      if (first) {
        hits.push_back(*posting);
        hits.back().document = place;
      } else {
        // A heading, or the title, has the unit only if it has every part.
        hits[kept] = hits[i];
        hits[kept].fields &= posting->fields;
        ++kept;
      }
    }
    if (!first) {
      hits.resize(kept);
    }
  }
  if (unit.parts.size() == 1) {
    return hits;
  }
  // What has all parts need not have them beside each other.
  std::size_t kept = 0;
  auto at = places.begin();
  for (Posting hit : hits) {
    hit.count = 0;
    hit.fields &= kHeading;
    for (; at != places.end() && *at >> 32U <= hit.document; ++at) {
      const auto position = static_cast<std::uint32_t>(*at);
      hit.count += 1;
      hit.fields |= position < kTagPositions ? kTitle : position < kBodyPositions ? kTags : kBody;
    }
    if (hit.count > 0) {
      hits[kept++] = hit;
    }
  }
  hits.resize(kept);
  return hits;
}

void Matcher::match_segment(std::size_t segment, std::vector<Match>& matches) {
  struct State {
    std::uint64_t score = 0;
    std::uint32_t clauses = 0;
    std::uint32_t in_title = 0;      ///< clauses
    std::uint32_t title_tokens = 0;  ///< that the query has
    std::uint32_t title_length = 0;
    std::uint32_t near = 0;
  };
  const std::uint32_t first = collection_.segments()[segment].first();
  Candidates candidates(collection_, files_, query_, needles_, segment);
  const bool placed = candidates.gather_places();
  if (files_.stopped()) {
    return;
  }
  std::vector<State> states(candidates.documents().size());
  std::uint32_t ranked = 0;
  std::uint32_t number = 0;
  Places before;  // of the clause before, at the position behind its unit
  std::uint32_t weight_before = 0;
  for (const Clause& clause : query_.all) {
    ++number;
    Places behind;
    std::uint32_t clause_weight = 0;
    std::vector<State> best(states.size());  // of the clause's units
    for (const Unit& unit : clause.any) {
      const std::uint32_t weight = unit_weight(unit);
      clause_weight = std::max(clause_weight, weight);
      const Places places = placed && !unit.filter ? candidates.places_of(unit) : Places{};
      for (const Posting& hit : hits_of(segment, unit, candidates, places)) {
        if (query_.title_only && !unit.filter && (hit.fields & kTitle) == 0) {
          continue;
        }
        State& state = best[hit.document];
        state.clauses = 1;
        if (unit.filter) {
          continue;
        }
        state.score = std::max<std::uint64_t>(
            state.score, score(weight, hit, first + candidates.documents()[hit.document]));
        if ((hit.fields & kTitle) != 0 && state.in_title == 0) {
          state.in_title = 1;
          state.title_tokens = unit.tokens;
          state.title_length = hit.title_length;
        }
      }
      // Units that stand one behind the other, as they were typed, outweigh any frequency.
      auto at = before.begin();
      for (const std::uint64_t place : places) {
        while (at != before.end() && *at + 1 < place) {
          ++at;
        }
        // With one position between them they count, too, but less.
        for (auto near = at; near != before.end() && *near <= place; ++near) {
          if (*near >> 32U == place >> 32U) {
            auto& bonus = best[static_cast<std::size_t>(place >> 32U)].near;
            bonus =
                std::max<std::uint32_t>(bonus, (weight + weight_before) * (*near == place ? 4 : 1));
          }
        }
        behind.push_back(place + unit.span);
      }
    }
    for (std::size_t i = 0; i < states.size(); ++i) {
      State& state = states[i];
      // Only what has matched all clauses so far goes on.
      state.clauses += state.clauses + 1 == number ? best[i].clauses : 0;
      state.score += best[i].score + best[i].near;
      state.in_title += best[i].in_title;
      state.title_tokens += best[i].title_tokens;
      state.title_length = std::max(state.title_length, best[i].title_length);
    }
    if (!clause.any.front().filter) {
      ++ranked;
      sort_keys(behind);
      before = std::move(behind);
      weight_before = clause_weight;
    }
  }
  for (const Unit& unit : query_.none) {
    const Places places = unit.parts.size() > 1 ? candidates.places_of(unit) : Places{};
    for (const Posting& hit : hits_of(segment, unit, candidates, places)) {
      states[hit.document].clauses = UINT32_MAX;
    }
  }
  for (std::size_t i = 0; i < states.size(); ++i) {
    const State& state = states[i];
    if (state.clauses != query_.all.size()) {
      continue;
    }
    const bool all_in_title = ranked > 0 && state.in_title == ranked;
    const bool is_title = all_in_title && state.title_tokens >= state.title_length;
    matches.push_back(
        {first + candidates.documents()[i],
         is_title       ? 2U
         : all_in_title ? 1U
                        : 0U,
         static_cast<std::uint32_t>(std::min<std::uint64_t>(state.score, UINT32_MAX))});
  }
}

std::vector<Match> Matcher::exact() {
  for (const Clause& clause : query_.all) {
    for (const Unit& unit : clause.any) {
      needles_.look_up(unit);
    }
  }
  for (const Unit& unit : query_.none) {
    needles_.look_up(unit);
  }
  std::vector<Match> matches;
  if (files_.stopped()) {
    return matches;
  }
  for (std::size_t i = 0; i < collection_.segments().size(); ++i) {
    match_segment(i, matches);
  }
  return matches;
}

}  // namespace broadsheet::search
