// Where the needles of a query stand in some documents of a segment.
#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "search/matching/needle_postings.h"
#include "search/query/query_parser.h"

namespace broadsheet::search {

/// Positions in a list of documents: index into the list << 32 | position.
using Positions = std::vector<std::uint64_t>;

class NeedlePositions {
 public:
  /// What it is given must outlive it. `documents` are of the segment of that number, in order.
  NeedlePositions(const Collection& collection, FileCache& files, const ParsedQuery& query,
                  const NeedlePostings& needles, std::size_t segment,
                  const std::vector<std::uint32_t>& documents)
      : segment_(collection.segments()[segment]),
        files_(files),
        query_(query),
        needles_(needles),
        number_(segment),
        documents_(documents) {}

  /// Reads the text of the documents, for all needles: then no positions are looked at.
  void read_documents();

  /// Whether a needle's positions are at hand.
  [[nodiscard]] bool has_positions(std::uint32_t needle) const;
  /// Asks for the files of a needle's positions.
  void want_positions(std::uint32_t needle) const;

  /// Where the whole unit begins. Valid until the next call for another unit.
  [[nodiscard]] const Positions& positions_of(const Unit& unit);

 private:
  [[nodiscard]] Positions all_positions(std::uint32_t needle) const;
  void keep_common(Positions& places, const UnitPart& part) const;
  [[nodiscard]] std::size_t positions_size(std::uint32_t needle) const;

  const Segment& segment_;
  FileCache& files_;
  const ParsedQuery& query_;
  const NeedlePostings& needles_;
  std::size_t number_;
  const std::vector<std::uint32_t>& documents_;
  std::vector<Positions> read_;  ///< by needle, if the documents have been read
  std::vector<std::pair<const Unit*, Positions>> found_;
};

}  // namespace broadsheet::search
