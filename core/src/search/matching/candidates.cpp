#include "search/matching/candidates.h"

#include <algorithm>
#include <utility>

namespace broadsheet::search {
namespace {

using Documents = std::vector<std::uint32_t>;

Documents documents_of(const Clause& clause, const NeedlePostings& needles, std::size_t number,
                       std::uint32_t count) {
  if (clause.any.size() == 1) {
    return needles.documents_of(number, clause.any.front());
  }
  // A mark a document: a union of lists that are long, as those of "OR" are, needs no sorting so.
  std::vector<std::uint8_t> has(count);
  for (const Unit& unit : clause.any) {
    for (const std::uint32_t document : needles.documents_of(number, unit)) {
      has[document] = 1;
    }
  }
  Documents documents;
  for (std::uint32_t i = 0; i < count; ++i) {
    if (has[i] != 0) {
      documents.push_back(i);
    }
  }
  return documents;
}

void keep_common(Documents& documents, const Documents& others) {
  std::size_t kept = 0;
  auto at = others.begin();
  for (const std::uint32_t document : documents) {
    while (at != others.end() && *at < document) {
      ++at;
    }
    if (at == others.end()) {
      break;
    }
    if (*at == document) {
      documents[kept++] = document;
    }
  }
  documents.resize(kept);
}

}  // namespace

std::vector<std::uint32_t> candidates_of(const ParsedQuery& query, const NeedlePostings& needles,
                                         std::size_t number, const Segment& segment) {
  Documents candidates;
  // Nothing but `-word` or dates: everything is a candidate.
  if (query.all.empty()) {
    for (std::uint32_t i = 0; i < segment.count(); ++i) {
      candidates.push_back(i);
    }
  }
  for (const Clause& clause : query.all) {
    Documents documents = documents_of(clause, needles, number, segment.count());
    if (&clause == query.all.data()) {
      candidates = std::move(documents);
    } else {
      keep_common(candidates, documents);
    }
  }
  // Here and not in the postings: an addition changes no file of its base.
  if (segment.any_superseded()) {
    candidates.erase(std::remove_if(candidates.begin(), candidates.end(),
                                    [&](std::uint32_t i) { return segment.superseded(i); }),
                     candidates.end());
  }
  return candidates;
}

}  // namespace broadsheet::search
