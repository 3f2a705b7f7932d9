#include "search/candidates.h"

#include <algorithm>
#include <utility>

#include "search/sort_keys.h"

namespace broadsheet::search {
namespace {

/// So few candidates are read as documents, which are about to be shown anyway, instead of the
/// positions of all documents with their terms.
constexpr std::size_t kFewCandidates = 10;

}  // namespace

Candidates::Candidates(const Collection& collection, FileCache& files, const ParsedQuery& query,
                       const NeedlePostings& needles, std::size_t segment)
    : files_(files),
      query_(query),
      needles_(needles),
      number_(segment),
      segment_(collection.segments()[segment]) {
  // How many clauses each document matches.
  std::vector<std::uint8_t> clauses(segment_.count());
  std::uint8_t wanted = 0;
  for (const Clause& clause : query_.all) {
    for (const Unit& unit : clause.any) {
      for (const std::uint32_t document : needles_.documents_of(number_, unit)) {
        if (clauses[document] == wanted) {
          ++clauses[document];
        }
      }
    }
    ++wanted;
  }
  for (std::uint32_t i = 0; i < segment_.count(); ++i) {
    if (clauses[i] == wanted && !segment_.superseded(i)) {
      documents_.push_back(i);
    }
  }
}

void Candidates::gather_from_positions(std::uint32_t needle) {
  Places& places = places_[needle];
  for (const TermSlice& slice : needles_.slices(number_, needle)) {
    const auto bytes = segment_.positions(files_, slice);
    if (!bytes) {
      continue;
    }
    ByteReader reader(*bytes);
    PostingReader postings(slice.documents);
    Posting posting;
    std::size_t candidate = 0;
    const std::size_t before = places.size();
    while (candidate < documents_.size() && postings.next(posting)) {
      while (candidate < documents_.size() && documents_[candidate] < posting.document) {
        ++candidate;
      }
      if (candidate == documents_.size()) {
        break;
      }
      if (documents_[candidate] != posting.document) {
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
      segment_.damaged(files_, slice.chunk->positions);
    }
    if (before > 0) {
      sort_keys(places);
    }
  }
}

void Candidates::gather_from_documents() {
  for (std::size_t candidate = 0; candidate < documents_.size(); ++candidate) {
    const auto document = segment_.document(files_, documents_[candidate]);
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
          places_[i].push_back(std::uint64_t{candidate} << 32U | token.position);
        }
      }
    }
  }
}

bool Candidates::gather_places() {
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
  places_.resize(query_.needles.size());
  if ((!phrases && ranked < 2) || documents_.empty()) {
    return false;
  }
  const bool readable =
      std::none_of(documents_.begin(), documents_.end(), [&](std::uint32_t document) {
        return files_.missed(segment_.file_of(document)) != FileFault::kNone;
      });
  if (documents_.size() <= kFewCandidates && readable) {
    gather_from_documents();
    return true;
  }
  for (const std::uint32_t needle : needles) {
    gather_from_positions(needle);
  }
  return true;
}

Places Candidates::places_of(const Unit& unit) const {
  Places result = places_[unit.parts.front().needle];
  for (std::size_t i = 1; i < unit.parts.size() && !result.empty(); ++i) {
    const Places& places = places_[unit.parts[i].needle];
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

}  // namespace broadsheet::search
