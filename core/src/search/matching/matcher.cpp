#include "search/matching/matcher.h"

#include <algorithm>
#include <utility>

#include "catalog/sort_keys.h"
#include "search/format/columns.h"
#include "search/matching/candidates.h"
#include "search/matching/posting_walk.h"

namespace broadsheet::search {

namespace {

/// So few candidates are read as documents, which are about to be shown anyway, instead of the
/// positions of all documents with their terms.
/// Ten are a page of results (kDefaultLimit in search.cpp).
constexpr std::size_t kFewCandidates = 10;

/// How many times the weights of two units count that stand one behind the other.
/// Repeating a term gains at most k1 + 1 = 2.2 weights (ranking.cpp): words that stand together say
/// more than either of them as often as you like.
constexpr std::uint32_t kNextTo = 4;

/// What is known of a candidate.
struct Candidate {
  std::uint32_t score = 0;
  std::uint32_t title_tokens = 0;  ///< that the query has
  std::uint32_t title_length = 0;
  std::uint16_t clauses = 0;
  std::uint16_t in_title = 0;  ///< clauses
};

/// No query has so many clauses.
constexpr std::uint16_t kExcluded = UINT16_MAX;

/// Adds what one more clause says, behind `number` others.
void add(Candidate& state, const Candidate& clause, std::uint32_t number) {
  // A clause counts only for what has all before it, so that one number tells at the end whether
  // all were there: no list of candidates is kept for each clause.
  // Only what has matched all clauses so far goes on.
  state.clauses =
      static_cast<std::uint16_t>(state.clauses + (state.clauses == number ? clause.clauses : 0));
  state.score += clause.score;
  state.in_title = static_cast<std::uint16_t>(state.in_title + clause.in_title);
  state.title_tokens += clause.title_tokens;
  state.title_length = std::max(state.title_length, clause.title_length);
}

/// A length is one of 256, so that a posting costs no division for it.
std::array<std::uint32_t, 256> norms_of(const Collection& collection) {
  std::array<std::uint32_t, 256> norms{};
  for (std::size_t packed = 0; packed < norms.size(); ++packed) {
    norms[packed] = length_norm({unpack_length(static_cast<std::uint8_t>(packed)),
                                 collection.tokens(), collection.count()});
  }
  return norms;
}

}  // namespace

Matcher::Matcher(const Collection& collection, FileCache& files, const ParsedQuery& query)
    : collection_(collection),
      files_(files),
      query_(query),
      needles_(collection, files, query),
      norms_(norms_of(collection)),
      put_off_(collection.segments().size()) {}

std::uint32_t Matcher::unit_weight(const Unit& unit) const {
  // A phrase is as rare as its rarest part, at least. Their sum would make a Chinese phrase, which
  // has a part for every other character, outweigh words of other scripts.
  std::uint32_t weight = 0;
  for (const UnitPart& part : unit.parts) {
    weight = std::max(weight, needles_.weight(part.needle));
  }
  return weight;
}

std::uint32_t Matcher::clause_weight(const Clause& clause) const {
  std::uint32_t weight = 0;
  for (const Unit& unit : clause.any) {
    weight = std::max(weight, unit_weight(unit));
  }
  return weight;
}

/// Where a unit matches among the candidates: postings whose documents are places in them.
std::vector<Posting> Matcher::hits_of(std::size_t segment, const Unit& unit,
                                      const std::vector<std::uint32_t>& candidates,
                                      const Positions& places) const {
  std::vector<Posting> hits;
  // Document at a time is not worth it here: postings are in memory as a whole, and the candidates
  // few. So the parts are passed over one after the other, and what remains shrinks.
  for (const UnitPart& part : unit.parts) {
    const bool first = &part == unit.parts.data();
    const std::vector<Posting>& postings = needles_.postings(segment, part.needle);
    PostingWalk walk(postings, candidates.size());
    if (first) {
      hits.reserve(std::min(candidates.size(), postings.size()));
    }
    std::size_t kept = 0;
    // After the first part, only what has matched so far is looked at.
    const std::size_t count = first ? candidates.size() : hits.size();
    for (std::size_t i = 0; i < count; ++i) {
      const auto place = first ? static_cast<std::uint32_t>(i) : hits[i].document;
      const Posting* const posting = walk.find(candidates[place]);
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
    // The parts' own counts say nothing of the phrase. Fields follow from where it stands; that a
    // heading has it is known only of its parts, and taken from there.
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

/// The needles whose places matter: in phrases, and in words beside each other. None: none do.
std::vector<std::uint32_t> Matcher::positioned_needles() const {
  std::vector<std::uint32_t> needles;
  std::size_t ranked = 0;
  bool phrases = false;
  const auto take = [&](const Unit& unit) {
    phrases = phrases || unit.parts.size() > 1;
    for (const UnitPart& part : unit.parts) {
      if (std::find(needles.begin(), needles.end(), part.needle) == needles.end()) {
        needles.push_back(part.needle);
      }
    }
  };
  for (const Clause& clause : query_.all) {
    ranked += clause.any.front().qualifier ? 0 : 1;
    for (const Unit& unit : clause.any) {
      if (!unit.qualifier) {
        take(unit);
      }
    }
  }
  for (const Unit& unit : query_.none) {
    if (unit.parts.size() > 1) {
      take(unit);
    }
  }
  // A single word has no neighbour: its positions, the larger half of an index, are not read.
  if (!phrases && ranked < 2) {
    needles.clear();
  }
  return needles;
}

bool Matcher::prepare_positions(std::size_t segment, const std::vector<std::uint32_t>& candidates,
                                NeedlePositions& places) {
  const std::vector<std::uint32_t> needles = positioned_needles();
  if (needles.empty() || candidates.empty()) {
    return false;
  }
  const Segment& from = collection_.segments()[segment];
  const bool known = std::all_of(needles.begin(), needles.end(), [&](std::uint32_t needle) {
    return places.has_positions(needle);
  });
  const bool few = !known && candidates.size() <= kFewCandidates &&
                   std::none_of(candidates.begin(), candidates.end(), [&](std::uint32_t document) {
                     return files_.missed(from.file_of(document)) != FileFault::kNone;
                   });
  // Titles, tags and text of a document come with its excerpt anyway, unless it cannot be had.
  if (few) {
    places.read_documents();
    return true;
  }
  const auto is_phrase = [](const Unit& unit) { return unit.parts.size() > 1; };
  const bool phrases = std::any_of(query_.none.begin(), query_.none.end(), is_phrase) ||
                       std::any_of(query_.all.begin(), query_.all.end(), [&](const Clause& clause) {
                         return std::any_of(clause.any.begin(), clause.any.end(), is_phrase);
                       });
  // A host answers in rounds, and each is a way to the server.
  // All files are asked for at once.
  for (const std::uint32_t needle : needles) {
    places.want_positions(needle);
  }
  if (phrases) {
    return true;
  }
  // Which documents match is known without the places.
  put_off_[segment] = 1;
  return false;
}

/// By index into the documents that `places` are of.
std::vector<std::uint32_t> Matcher::nearness(NeedlePositions& places, std::size_t documents) const {
  std::vector<std::uint32_t> near(documents);
  std::vector<std::uint32_t> best(documents);  // of the clause's units
  Positions before;  // of the clause before, at the position behind its unit
  std::uint32_t weight_before = 0;
  // Only neighbours as they were typed count: "new york times" gains for "new york" and "york
  // times". A window over all terms would cost all pairs of positions.
  for (const Clause& clause : query_.all) {
    Positions behind;
    for (const Unit& unit : clause.any) {
      if (unit.qualifier) {
        continue;
      }
      const std::uint32_t weight = unit_weight(unit) + weight_before;
      auto at = before.begin();
      for (const std::uint64_t place : places.positions_of(unit)) {
        while (at != before.end() && *at + 1 < place) {
          ++at;
        }
        // With one position between them they count, too, but less.
        for (auto one = at; one != before.end() && *one <= place; ++one) {
          if (*one >> 32U == place >> 32U) {
            std::uint32_t& bonus = best[static_cast<std::size_t>(place >> 32U)];
            bonus = std::max(bonus, weight * (*one == place ? kNextTo : 1));
          }
        }
        behind.push_back(place + unit.span);
      }
    }
    for (std::size_t i = 0; i < documents; ++i) {
      near[i] += std::exchange(best[i], 0);
    }
    if (!clause.any.front().qualifier) {
      if (clause.any.size() > 1) {
        sort_keys(behind);
      }
      before = std::move(behind);
      weight_before = clause_weight(clause);
    }
  }
  return near;
}

void Matcher::add_nearness(std::vector<Match>& matches) {
  auto at = matches.begin();
  for (std::size_t i = 0; i < collection_.segments().size(); ++i) {
    const Segment& segment = collection_.segments()[i];
    const auto begin = at;
    std::vector<std::uint32_t> documents;
    for (; at != matches.end() && at->document < segment.first() + segment.count(); ++at) {
      documents.push_back(at->document - segment.first());
    }
    if (documents.empty() || put_off_[i] == 0) {
      continue;
    }
    NeedlePositions places(collection_, files_, query_, needles_, i, documents);
    auto one = begin;
    for (const std::uint32_t near : nearness(places, documents.size())) {
      one->score += near;
      ++one;
    }
  }
}

void Matcher::match_segment(std::size_t segment, std::vector<Match>& matches) {
  // Three steps, each on what the one before has left: documents that have all terms, by postings
  // alone; phrases and nearness, by positions; scores. Positions are larger than postings,
  // and their files are read for the few documents that are candidates.
  const std::uint32_t first = collection_.segments()[segment].first();
  const std::vector<std::uint32_t> candidates =
      candidates_of(query_, needles_, segment, collection_.segments()[segment]);
  NeedlePositions located(collection_, files_, query_, needles_, segment, candidates);
  const bool placed = prepare_positions(segment, candidates, located);
  if (files_.stopped()) {
    return;
  }
  const Positions nowhere;
  std::vector<Candidate> states(candidates.size());
  std::vector<Candidate> best;  // of the units of a clause, if they are several
  std::uint32_t ranked = 0;
  std::uint32_t number = 0;
  for (const Clause& clause : query_.all) {
    // Of `this OR that` the better one counts, not both: two spellings of a word are one thing.
    const bool several = clause.any.size() > 1;
    best.assign(several ? states.size() : 0, {});
    for (const Unit& unit : clause.any) {
      const std::uint32_t weight = unit_weight(unit);
      const bool phrase = placed && unit.parts.size() > 1;
      for (const Posting& hit :
           hits_of(segment, unit, candidates, phrase ? located.positions_of(unit) : nowhere)) {
        const bool in_title = (hit.fields & kTitle) != 0;
        // `in:title` is about words; `tag:` beside it stays about tags.
        if (query_.title_only && !unit.qualifier && !in_title) {
          continue;
        }
        Candidate single;
        Candidate& state = several ? best[hit.document] : single;
        state.clauses = 1;
        if (!unit.qualifier) {
          state.score = std::max(state.score, score(weight, hit, first + candidates[hit.document]));
          if (in_title && state.in_title == 0) {
            state.in_title = 1;
            state.title_tokens = unit.tokens;
            state.title_length = hit.title_length;
          }
        }
        if (!several) {
          add(states[hit.document], single, number);
        }
      }
    }
    for (std::size_t i = 0; i < best.size(); ++i) {
      add(states[i], best[i], number);
    }
    ++number;
    ranked += clause.any.front().qualifier ? 0 : 1;
  }
  for (const Unit& unit : query_.none) {
    const bool phrase = unit.parts.size() > 1;
    for (const Posting& hit :
         hits_of(segment, unit, candidates, phrase ? located.positions_of(unit) : nowhere)) {
      states[hit.document].clauses = kExcluded;
    }
  }
  const std::vector<std::uint32_t> near =
      placed ? nearness(located, states.size()) : std::vector<std::uint32_t>(states.size());
  matches.reserve(matches.size() + states.size());
  for (std::size_t i = 0; i < states.size(); ++i) {
    const Candidate& state = states[i];
    if (state.clauses != query_.all.size()) {
      continue;
    }
    // Tiers, not a factor in the score: somebody who types a title wants that post, and no sum of
    // frequencies elsewhere may come before it. A title with all words and others besides is the
    // next best (tier 1); the order within a tier is BM25's. Qualifiers rank nothing, so a query of
    // them alone has no tiers.
    const bool all_in_title = ranked > 0 && state.in_title == ranked;
    const bool is_title = all_in_title && state.title_tokens >= state.title_length;
    matches.push_back({first + candidates[i],
                       is_title       ? 2U
                       : all_in_title ? 1U
                                      : 0U,
                       state.score + near[i]});
  }
}

std::vector<Match> Matcher::exact() {
  if (!positioned_needles().empty()) {
    needles_.expect_positions();
  }
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
  // The bound by which best_matches() knows whose positions need not be read, as in MaxScore
  // (Turtle and Flood, 1995), but for the bonus of nearness alone.
  if (std::find(put_off_.begin(), put_off_.end(), 1) != put_off_.end()) {
    const Clause* before = nullptr;
    for (const Clause& clause : query_.all) {
      most_nearness_ +=
          before == nullptr ? 0 : kNextTo * (clause_weight(clause) + clause_weight(*before));
      before = clause.any.front().qualifier ? before : &clause;
    }
  }
  return matches;
}

}  // namespace broadsheet::search
