#include "search/matcher.h"

#include <algorithm>
#include <bit>
#include <limits>
#include <utility>

#include "search/sort_keys.h"

namespace broadsheet::search {
namespace {

/// So few candidates are read as documents, which are about to be shown anyway, instead of the
/// positions of all documents with their terms.
constexpr std::size_t kFewCandidates = 10;
/// How many chunks the beginning of a word may reach over: beyond, it says too little.
constexpr std::size_t kMostPrefixChunks = 8;

constexpr std::uint32_t kWeightOne = 256;

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

/// BM25's log2(1 + (N - n + 1/2) / (n + 1/2)), in 1/256.
std::uint32_t rarity(std::uint64_t all, std::uint64_t with) {
  constexpr unsigned kScale = 20;
  return log2_fixed(((2 * all + 2) << kScale) / (2 * std::min(with, all) + 1)) -
         kScale * kWeightOne;
}

/// Finds ascending documents among postings: by halving where these are many, else by stepping.
class PostingWalk {
 public:
  PostingWalk(const std::vector<Posting>& postings, std::size_t wanted)
      : at_(postings.data()),
        end_(postings.data() + postings.size()),
        sparse_(postings.size() > wanted * 16) {}

  [[nodiscard]] const Posting* find(std::uint32_t document) {
    if (sparse_) {
      at_ = std::lower_bound(at_, end_, document, [](const Posting& posting, std::uint32_t wanted) {
        return posting.document < wanted;
      });
    } else {
      while (at_ != end_ && at_->document < document) {
        ++at_;
      }
    }
    return at_ != end_ && at_->document == document ? at_ : nullptr;
  }

 private:
  const Posting* at_;
  const Posting* end_;
  bool sparse_;
};

bool is_cjk(std::string_view term) {
  return !term.empty() && static_cast<unsigned char>(term[0]) >= 0xE1;
}

/// Keeps the documents that `postings` has, too.
void keep_common(std::vector<std::uint32_t>& documents, const std::vector<Posting>& postings) {
  std::size_t kept = 0;
  PostingWalk walk(postings, documents.size());
  for (const std::uint32_t document : documents) {
    if (walk.find(document) != nullptr) {
      documents[kept++] = document;
    }
  }
  documents.resize(kept);
}

}  // namespace

/// The documents of a segment that may match, and where the needles stand in them.
struct Matcher::Candidates {
  std::vector<std::uint32_t> documents;
  std::vector<Places> places;  ///< by needle
};

Matcher::Matcher(const Collection& collection, FileCache& files, const ParsedQuery& query)
    : collection_(collection),
      files_(files),
      query_(query),
      found_(collection.segments().size(), std::vector<Found>(query.needles.size())),
      weights_(query.needles.size()) {}

void Matcher::decode(const Segment& segment, Found& found) {
  std::size_t total = 0;
  for (const TermSlice& slice : found.slices) {
    total += std::min<std::size_t>(slice.count, slice.documents.size());
  }
  found.postings.reserve(total);
  for (const TermSlice& slice : found.slices) {
    PostingReader reader(slice.documents);
    Posting posting;
    while (reader.next(posting)) {
      if (posting.document >= segment.count()) {
        segment.damaged(files_, slice.chunk->terms);
        return;
      }
      found.postings.push_back(posting);
    }
    if (!reader.ok()) {
      segment.damaged(files_, slice.chunk->terms);
      return;
    }
  }
  if (found.slices.size() < 2) {
    return;
  }
  std::vector<std::uint64_t> order;
  order.reserve(found.postings.size());
  for (const Posting& posting : found.postings) {
    order.push_back(sort_key(posting.document, static_cast<std::uint32_t>(order.size())));
  }
  sort_keys(order);
  std::vector<Posting> merged;
  for (const std::uint64_t key : order) {
    const Posting& posting = found.postings[static_cast<std::uint32_t>(key)];
    if (!merged.empty() && merged.back().document == posting.document) {
      Posting& same = merged.back();
      same.count += posting.count;
      same.fields |= posting.fields;
      same.title_length = std::max(same.title_length, posting.title_length);
    } else {
      merged.push_back(posting);
    }
  }
  found.postings = std::move(merged);
}

void Matcher::look_up(std::uint32_t needle) {
  const Needle& wanted = query_.needles[needle];
  std::uint64_t with = 0;
  for (std::size_t i = 0; i < found_.size(); ++i) {
    Found& found = found_[i][needle];
    if (!found.looked_up) {
      const Segment& segment = collection_.segments()[i];
      // One character of a Chinese text is a beginning that must not be cut short.
      const std::size_t most =
          is_cjk(wanted.term) ? std::numeric_limits<std::size_t>::max() : kMostPrefixChunks;
      found.looked_up = segment.find(files_, wanted.term, wanted.prefix, most, found.slices);
      if (found.looked_up) {
        decode(segment, found);
      }
    }
    with += found.postings.size();
  }
  weights_[needle] = rarity(collection_.count(), with);
}

std::vector<std::uint32_t> Matcher::documents_of(std::size_t segment, const Unit& unit) const {
  const auto& found = found_[segment];
  // The rarest first.
  std::vector<std::uint64_t> parts;
  for (const UnitPart& part : unit.parts) {
    parts.push_back(
        sort_key(static_cast<std::uint32_t>(found[part.needle].postings.size()), part.needle));
  }
  sort_keys(parts);
  std::vector<std::uint32_t> documents;
  for (const std::uint64_t part : parts) {
    const auto& postings = found[static_cast<std::uint32_t>(part)].postings;
    if (part == parts.front()) {
      for (const Posting& posting : postings) {
        documents.push_back(posting.document);
      }
    } else {
      keep_common(documents, postings);
    }
  }
  return documents;
}

std::vector<std::uint32_t> Matcher::candidates_of(std::size_t segment) const {
  const Segment& one = collection_.segments()[segment];
  // How many clauses each document matches.
  std::vector<std::uint8_t> clauses(one.count());
  std::uint8_t wanted = 0;
  for (const Clause& clause : query_.all) {
    for (const Unit& unit : clause.any) {
      for (const std::uint32_t document : documents_of(segment, unit)) {
        if (clauses[document] == wanted) {
          ++clauses[document];
        }
      }
    }
    ++wanted;
  }
  std::vector<std::uint32_t> documents;
  for (std::uint32_t i = 0; i < one.count(); ++i) {
    if (clauses[i] == wanted && !one.superseded(i)) {
      documents.push_back(i);
    }
  }
  return documents;
}

void Matcher::gather_from_positions(std::size_t segment, std::uint32_t needle,
                                    Candidates& candidates) {
  const Segment& one = collection_.segments()[segment];
  Places& places = candidates.places[needle];
  for (const TermSlice& slice : found_[segment][needle].slices) {
    const auto bytes = one.positions(files_, slice);
    if (!bytes) {
      continue;
    }
    ByteReader reader(*bytes);
    PostingReader postings(slice.documents);
    Posting posting;
    std::size_t candidate = 0;
    const std::size_t before = places.size();
    while (candidate < candidates.documents.size() && postings.next(posting)) {
      while (candidate < candidates.documents.size() &&
             candidates.documents[candidate] < posting.document) {
        ++candidate;
      }
      if (candidate == candidates.documents.size()) {
        break;
      }
      if (candidates.documents[candidate] != posting.document) {
        reader.skip_varints(posting.count);
        continue;
      }
      std::uint32_t position = first_position(posting.fields);
      for (std::uint32_t i = 0; i < posting.count && reader.ok(); ++i) {
        position += reader.varint();
        places.push_back(std::uint64_t{candidate} << 32U | position);
      }
    }
    if (!reader.ok()) {
      one.damaged(files_, slice.chunk->positions);
    }
    if (before > 0) {
      sort_keys(places);
    }
  }
}

void Matcher::gather_from_documents(std::size_t segment, Candidates& candidates) {
  const Segment& one = collection_.segments()[segment];
  for (std::size_t candidate = 0; candidate < candidates.documents.size(); ++candidate) {
    const auto document = one.document(files_, candidates.documents[candidate]);
    if (!document) {
      continue;
    }
    DocumentTokens tokens(*document);
    Token token;
    while (tokens.next(token)) {
      for (std::size_t i = 0; i < query_.needles.size(); ++i) {
        const Needle& needle = query_.needles[i];
        if (token.term.substr(0, needle.prefix ? needle.term.size() : token.term.size()) ==
            needle.term) {
          candidates.places[i].push_back(std::uint64_t{candidate} << 32U | token.position);
        }
      }
    }
  }
}

/// Finds out where the needles stand, if that matters: for phrases, and for words beside each
/// other.
bool Matcher::gather(std::size_t segment, Candidates& candidates) {
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
    ranked += clause.any.front().filter ? 0 : 1;
    for (const Unit& unit : clause.any) {
      if (!unit.filter) {
        take(unit);
      }
    }
  }
  for (const Unit& unit : query_.none) {
    if (unit.parts.size() > 1) {
      take(unit);
    }
  }
  candidates.places.resize(query_.needles.size());
  if ((!phrases && ranked < 2) || candidates.documents.empty()) {
    return false;
  }
  const Segment& one = collection_.segments()[segment];
  const bool readable = std::none_of(
      candidates.documents.begin(), candidates.documents.end(), [&](std::uint32_t document) {
        return files_.missed(one.file_of(document)) != FileFault::kNone;
      });
  if (candidates.documents.size() <= kFewCandidates && readable) {
    gather_from_documents(segment, candidates);
    return true;
  }
  for (const std::uint32_t needle : needles) {
    gather_from_positions(segment, needle, candidates);
  }
  return true;
}

/// Where the whole unit begins.
Matcher::Places Matcher::places_of(const Unit& unit, const Candidates& candidates) {
  Places result = candidates.places[unit.parts.front().needle];
  for (std::size_t i = 1; i < unit.parts.size() && !result.empty(); ++i) {
    const Places& places = candidates.places[unit.parts[i].needle];
    const std::uint32_t offset = unit.parts[i].offset;
    Places both;
    auto at = places.begin();
    for (const std::uint64_t place : result) {
      while (at != places.end() && *at < place + offset) {
        ++at;
      }
      if (at == places.end()) {
        break;
      }
      if (*at == place + offset) {
        both.push_back(place);
      }
    }
    result = std::move(both);
  }
  return result;
}

std::uint32_t Matcher::unit_weight(const Unit& unit) const {
  std::uint32_t weight = 0;
  for (const UnitPart& part : unit.parts) {
    weight = std::max(weight, weights_[part.needle]);
  }
  return weight;
}

/// BM25 with the fields' weights added to the count (BM25F with one length for all fields).
std::uint32_t Matcher::term_score(std::uint32_t weight, std::uint32_t count, std::uint8_t fields,
                                  std::uint32_t document) const {
  constexpr std::uint64_t kK1 = 1'200;  // in 1/1000
  constexpr std::uint64_t kB = 600;
  const std::uint64_t in_title = (fields & kTitle) != 0 ? 4 : 0;
  const std::uint64_t in_tags = (fields & kTags) != 0 ? 2 : 0;
  const std::uint64_t in_heading = (fields & kHeading) != 0 ? 1 : 0;
  const std::uint64_t occurrences = count + in_title + in_tags + in_heading;
  // Length over average length is length * documents / tokens.
  const std::uint64_t relative = collection_.length(document) * kB * collection_.count() /
                                 std::max<std::uint64_t>(collection_.tokens(), 1);
  const std::uint64_t norm = kK1 * (1'000 - kB + relative) / 1'000;
  return static_cast<std::uint32_t>(weight * (kK1 + 1'000) * occurrences /
                                    (1'000 * occurrences + norm));
}

/// Where a unit matches among the candidates: postings whose documents are places in them.
std::vector<Posting> Matcher::hits_of(std::size_t segment, const Unit& unit,
                                      const Candidates& candidates, const Places& places) const {
  std::vector<Posting> hits;
  for (const UnitPart& part : unit.parts) {
    const bool first = &part == unit.parts.data();
    PostingWalk walk(found_[segment][part.needle].postings, candidates.documents.size());
    std::size_t kept = 0;
    // After the first part, only what has matched so far is looked at.
    const std::size_t count = first ? candidates.documents.size() : hits.size();
    for (std::size_t i = 0; i < count; ++i) {
      const auto place = first ? static_cast<std::uint32_t>(i) : hits[i].document;
      const Posting* const posting = walk.find(candidates.documents[place]);
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
  Candidates candidates;
  candidates.documents = candidates_of(segment);
  const bool placed = gather(segment, candidates);
  if (files_.stopped()) {
    return;
  }
  std::vector<State> states(candidates.documents.size());
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
      const Places places = placed && !unit.filter ? places_of(unit, candidates) : Places{};
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
            state.score,
            term_score(weight, hit.count, hit.fields, first + candidates.documents[hit.document]));
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
    const Places places = unit.parts.size() > 1 ? places_of(unit, candidates) : Places{};
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
        {first + candidates.documents[i],
         is_title       ? 2U
         : all_in_title ? 1U
                        : 0U,
         static_cast<std::uint32_t>(std::min<std::uint64_t>(state.score, UINT32_MAX))});
  }
}

std::vector<Match> Matcher::exact() {
  for (const Clause& clause : query_.all) {
    for (const Unit& unit : clause.any) {
      for (const UnitPart& part : unit.parts) {
        look_up(part.needle);
      }
    }
  }
  for (const Unit& unit : query_.none) {
    for (const UnitPart& part : unit.parts) {
      look_up(part.needle);
    }
  }
  std::vector<Match> matches;
  if (files_.stopped()) {
    return matches;
  }
  for (std::size_t i = 0; i < found_.size(); ++i) {
    match_segment(i, matches);
  }
  return matches;
}

std::vector<Match> Matcher::partial(const std::vector<Match>& exact, bool complete) {
  // What may match in part, each once, and what it weighs.
  std::vector<std::uint32_t> needles;
  for (const Clause& clause : query_.all) {
    for (const Unit& unit : clause.any) {
      if (unit.filter || unit.quoted) {
        continue;
      }
      std::vector<std::uint32_t> own = unit.fallback;
      if (own.empty()) {
        own.push_back(unit.parts.front().needle);
      }
      for (const std::uint32_t needle : own) {
        const bool known = found_.empty() || found_.front()[needle].looked_up;
        if ((complete || known || query_.needles[needle].prefix) &&
            std::find(needles.begin(), needles.end(), needle) == needles.end()) {
          needles.push_back(needle);
        }
      }
    }
  }
  for (const std::uint32_t needle : needles) {
    look_up(needle);
  }
  std::vector<Match> matches;
  if (files_.stopped()) {
    return matches;
  }
  std::uint64_t all = 0;
  for (const std::uint32_t needle : needles) {
    all += weights_[needle];
  }
  for (std::size_t segment = 0; segment < found_.size(); ++segment) {
    const Segment& one = collection_.segments()[segment];
    std::vector<std::uint32_t> covered(one.count());
    std::vector<std::uint32_t> scores(one.count());
    for (const std::uint32_t needle : needles) {
      for (const Posting& posting : found_[segment][needle].postings) {
        covered[posting.document] += weights_[needle];
        scores[posting.document] += term_score(weights_[needle], posting.count, posting.fields,
                                               one.first() + posting.document);
      }
    }
    const auto exclude = [&](const Unit& unit, bool missing) {
      std::vector<std::uint8_t> has(one.count());
      for (const std::uint32_t document : documents_of(segment, unit)) {
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
      if (clause.any.size() == 1 && (unit.filter || unit.quoted)) {
        exclude(clause.any.front(), true);
      }
    }
    for (std::uint32_t i = 0; i < one.count(); ++i) {
      // Less than half of the query, by weight, is no answer to it.
      if (covered[i] == 0 || std::uint64_t{covered[i]} * 2 < all || one.superseded(i)) {
        continue;
      }
      const std::uint32_t document = one.first() + i;
      const bool is_exact = std::binary_search(
          exact.begin(), exact.end(), Match{document, 0, 0},
          [](const Match& a, const Match& b) { return a.document < b.document; });
      if (!is_exact) {
        constexpr std::uint64_t kSteps = 64;
        matches.push_back(
            {document, static_cast<std::uint32_t>(kSteps * covered[i] / all), scores[i]});
      }
    }
  }
  return matches;
}

}  // namespace broadsheet::search
