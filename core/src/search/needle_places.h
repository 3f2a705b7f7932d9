// Where the needles of a query stand in some documents of a segment.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "search/needle_postings.h"
#include "search/query_parser.h"

namespace broadsheet::search {

/// Places in a list of documents: index into the list << 32 | position.
using Places = std::vector<std::uint64_t>;

class NeedlePlaces {
 public:
  /// What it is given must outlive it.
  NeedlePlaces(FileCache& files, const ParsedQuery& query, const NeedlePostings& needles,
               const std::vector<std::uint32_t>& documents)
      : files_(files),
        query_(query),
        needles_(needles),
        documents_(documents),
        places_(query.needles.size()) {}

  /// Finds out from the positions of a needle.
  void gather_from_positions(std::size_t segment, const Segment& from, std::uint32_t needle);
  /// Finds out for all needles from the documents' text.
  void gather_from_documents(const Segment& from);

  /// Where the whole unit begins, of what has been gathered.
  [[nodiscard]] Places places_of(const Unit& unit) const;

 private:
  FileCache& files_;
  const ParsedQuery& query_;
  const NeedlePostings& needles_;
  const std::vector<std::uint32_t>& documents_;  ///< of the segment, in order
  std::vector<Places> places_;                   ///< by needle
};

}  // namespace broadsheet::search
