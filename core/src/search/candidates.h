// The documents of a segment that may match a query, and where its needles stand in them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "search/needle_postings.h"
#include "search/query_parser.h"

namespace broadsheet::search {

/// Places in the candidates: candidate << 32 | position.
using Places = std::vector<std::uint64_t>;

class Candidates {
 public:
  /// Those that have a unit of every clause. What it is given must outlive it.
  Candidates(const Collection& collection, FileCache& files, const ParsedQuery& query,
             const NeedlePostings& needles, std::size_t segment);

  /// Finds out where the needles stand, if that matters: for phrases, and for words beside each
  /// other. Whether it does.
  bool gather_places();

  [[nodiscard]] const std::vector<std::uint32_t>& documents() const { return documents_; }
  /// Where the whole unit begins, if gather_places() found out.
  [[nodiscard]] Places places_of(const Unit& unit) const;

 private:
  void gather_from_positions(std::uint32_t needle);
  void gather_from_documents();

  FileCache& files_;
  const ParsedQuery& query_;
  const NeedlePostings& needles_;
  std::size_t number_;
  const Segment& segment_;
  std::vector<std::uint32_t> documents_;  ///< of the segment
  std::vector<Places> places_;            ///< by needle
};

}  // namespace broadsheet::search
