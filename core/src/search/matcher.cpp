#include "search/matcher.h"

#include <algorithm>
#include <bit>
#include <limits>

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

bool is_cjk(std::string_view term) {
  return !term.empty() && static_cast<unsigned char>(term[0]) >= 0xE1;
}

template <typename Item, typename Key>
std::vector<std::uint32_t> intersection(const std::vector<std::uint32_t>& documents,
                                        const std::vector<Item>& items, Key key) {
  std::vector<std::uint32_t> result;
  auto at = items.begin();
  for (const std::uint32_t document : documents) {
    // Far ahead by halving, near by stepping.
    if (items.size() > documents.size() * 16) {
      at = std::lower_bound(at, items.end(), document, [&](const Item& item, std::uint32_t wanted) {
        return key(item) < wanted;
      });
    } else {
      while (at != items.end() && key(*at) < document) {
        ++at;
      }
    }
    if (at == items.end()) {
      break;
    }
    if (key(*at) == document) {
      result.push_back(document);
    }
  }
  return result;
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
  std::stable_sort(found.postings.begin(), found.postings.end(),
                   [](const Posting& a, const Posting& b) { return a.document < b.document; });
  std::size_t kept = 0;
  for (const Posting& posting : found.postings) {
    if (kept > 0 && found.postings[kept - 1].document == posting.document) {
      Posting& same = found.postings[kept - 1];
      same.count += posting.count;
      same.fields |= posting.fields;
      same.title_length = std::max(same.title_length, posting.title_length);
    } else {
      found.postings[kept++] = posting;
    }
  }
  found.postings.resize(kept);
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
  std::vector<std::uint32_t> parts;
  for (const UnitPart& part : unit.parts) {
    parts.push_back(part.needle);
  }
  std::sort(parts.begin(), parts.end(), [&](std::uint32_t a, std::uint32_t b) {
    return found[a].postings.size() < found[b].postings.size();
  });
  std::vector<std::uint32_t> documents;
  for (const Posting& posting : found[parts.front()].postings) {
    documents.push_back(posting.document);
  }
  for (std::size_t i = 1; i < parts.size() && !documents.empty(); ++i) {
    documents = intersection(documents, found[parts[i]].postings,
                             [](const Posting& posting) { return posting.document; });
  }
  return documents;
}

std::vector<std::uint32_t> Matcher::candidates_of(std::size_t segment) const {
  std::vector<std::vector<std::uint32_t>> clauses;
  for (const Clause& clause : query_.all) {
    std::vector<std::uint32_t> any = documents_of(segment, clause.any.front());
    for (std::size_t i = 1; i < clause.any.size(); ++i) {
      const std::vector<std::uint32_t> other = documents_of(segment, clause.any[i]);
      std::vector<std::uint32_t> both;
      both.reserve(any.size() + other.size());
      std::set_union(any.begin(), any.end(), other.begin(), other.end(), std::back_inserter(both));
      any = std::move(both);
    }
    clauses.push_back(std::move(any));
  }
  std::sort(clauses.begin(), clauses.end(),
            [](const auto& a, const auto& b) { return a.size() < b.size(); });
  std::vector<std::uint32_t> documents;
  if (clauses.empty()) {
    // Nothing but what must not match.
    for (std::uint32_t i = 0; i < collection_.segments()[segment].count(); ++i) {
      documents.push_back(i);
    }
  } else {
    documents = std::move(clauses.front());
  }
  for (std::size_t i = 1; i < clauses.size(); ++i) {
    documents =
        intersection(documents, clauses[i], [](std::uint32_t document) { return document; });
  }
  const Segment& one = collection_.segments()[segment];
  documents.erase(std::remove_if(documents.begin(), documents.end(),
                                 [&](std::uint32_t document) { return one.superseded(document); }),
                  documents.end());
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
      std::sort(places.begin(), places.end());
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
      candidates.documents.begin(), candidates.documents.end(),
      [&](std::uint32_t document) { return files_.missed(one.file_of(document)) != nullptr; });
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

void Matcher::match_segment(std::size_t segment, std::vector<Match>& matches) {
  const auto& found = found_[segment];
  const std::uint32_t first = collection_.segments()[segment].first();
  Candidates candidates;
  candidates.documents = candidates_of(segment);
  const bool placed = gather(segment, candidates);
  if (files_.stopped()) {
    return;
  }
  struct State {
    std::uint64_t score = 0;
    std::uint32_t clauses = 0;
    std::uint32_t in_title = 0;      ///< clauses
    std::uint32_t title_tokens = 0;  ///< that the query has
    std::uint32_t title_length = 0;
    bool excluded = false;
  };
  std::vector<State> states(candidates.documents.size());
  const auto each_posting = [&](std::uint32_t needle, auto visit) {
    auto at = found[needle].postings.begin();
    const auto end = found[needle].postings.end();
    const bool sparse = found[needle].postings.size() > candidates.documents.size() * 16;
    for (std::size_t i = 0; i < candidates.documents.size(); ++i) {
      const std::uint32_t document = candidates.documents[i];
      if (sparse) {
        at = std::lower_bound(at, end, document, [](const Posting& posting, std::uint32_t wanted) {
          return posting.document < wanted;
        });
      } else {
        while (at != end && at->document < document) {
          ++at;
        }
      }
      if (at != end && at->document == document) {
        visit(i, *at);
      }
    }
  };

  std::uint32_t ranked = 0;
  Places before;  // of the clause before, at the position behind its unit
  std::uint32_t weight_before = 0;
  std::vector<std::uint8_t> seen(states.size());
  std::vector<std::uint64_t> best(states.size());
  for (const Clause& clause : query_.all) {
    std::fill(seen.begin(), seen.end(), 0);
    std::fill(best.begin(), best.end(), 0);
    Places behind;
    std::uint32_t clause_weight = 0;
    std::vector<std::uint8_t> titled(states.size());
    for (const Unit& unit : clause.any) {
      const std::uint32_t weight = unit_weight(unit);
      clause_weight = std::max(clause_weight, weight);
      const auto hit = [&](std::size_t i, std::uint32_t count, std::uint8_t fields,
                           std::uint32_t title_length) {
        if (query_.title_only && !unit.filter && (fields & kTitle) == 0) {
          return;
        }
        seen[i] = 1;
        if (unit.filter) {
          return;
        }
        best[i] = std::max<std::uint64_t>(
            best[i], term_score(weight, count, fields, first + candidates.documents[i]));
        if ((fields & kTitle) != 0 && titled[i] == 0) {
          titled[i] = 1;
          ++states[i].in_title;
          states[i].title_tokens += unit.tokens;
          states[i].title_length = title_length;
        }
      };
      const Places places = placed && !unit.filter ? places_of(unit, candidates) : Places{};
      if (unit.parts.size() == 1) {
        each_posting(unit.parts.front().needle, [&](std::size_t i, const Posting& posting) {
          hit(i, posting.count, posting.fields, posting.title_length);
        });
      } else {
        // Fields by position; a heading is one where every part stands in a heading.
        std::vector<std::uint32_t> counts(states.size());
        std::vector<std::uint8_t> fields(states.size());
        for (const std::uint64_t place : places) {
          const auto i = static_cast<std::size_t>(place >> 32U);
          const auto position = static_cast<std::uint32_t>(place);
          ++counts[i];
          fields[i] |= position < kTagPositions    ? kTitle
                       : position < kBodyPositions ? kTags
                                                   : kBody;
        }
        std::vector<std::uint32_t> title_lengths(states.size());
        std::vector<std::uint32_t> headings(states.size());
        for (const UnitPart& part : unit.parts) {
          each_posting(part.needle, [&](std::size_t i, const Posting& posting) {
            title_lengths[i] = std::max(title_lengths[i], posting.title_length);
            headings[i] += (posting.fields & kHeading) != 0 ? 1 : 0;
          });
        }
        for (std::size_t i = 0; i < states.size(); ++i) {
          if (counts[i] > 0) {
            hit(i, counts[i],
                static_cast<std::uint8_t>(fields[i] |
                                          (headings[i] == unit.parts.size() ? kHeading : kBody)),
                title_lengths[i]);
          }
        }
      }
      // Units that stand one behind the other, as they were typed, outweigh any frequency.
      if (!unit.filter && placed) {
        std::vector<std::uint8_t> nearness(states.size());
        auto at = before.begin();
        for (const std::uint64_t place : places) {
          while (at != before.end() && *at + 1 < place) {
            ++at;
          }
          if (at != before.end() && *at <= place && *at >> 32U == place >> 32U) {
            auto& near = nearness[static_cast<std::size_t>(place >> 32U)];
            near = std::max<std::uint8_t>(near, *at == place ? 4 : 1);
            // The one just before counts, too, but less.
            const auto following = at + 1;
            if (following != before.end() && *following == place) {
              near = 4;
            }
          }
        }
        for (std::size_t i = 0; i < states.size(); ++i) {
          states[i].score += std::uint64_t{nearness[i]} * (weight + weight_before);
        }
        for (const std::uint64_t place : places) {
          behind.push_back(place + unit.span);
        }
      }
    }
    for (std::size_t i = 0; i < states.size(); ++i) {
      states[i].clauses += seen[i];
      states[i].score += best[i];
    }
    if (!clause.any.front().filter) {
      ++ranked;
      std::sort(behind.begin(), behind.end());
      before = std::move(behind);
      weight_before = clause_weight;
    }
  }
  for (const Unit& unit : query_.none) {
    if (unit.parts.size() == 1) {
      each_posting(unit.parts.front().needle,
                   [&](std::size_t i, const Posting& /*posting*/) { states[i].excluded = true; });
    } else {
      for (const std::uint64_t place : places_of(unit, candidates)) {
        states[static_cast<std::size_t>(place >> 32U)].excluded = true;
      }
    }
  }
  for (std::size_t i = 0; i < states.size(); ++i) {
    const State& state = states[i];
    if (state.excluded || state.clauses < query_.all.size()) {
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
