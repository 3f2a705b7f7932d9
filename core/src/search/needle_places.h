// Where the needles of a query stand in some documents of a segment.
#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "search/needle_postings.h"
#include "search/query_parser.h"

namespace broadsheet::search {

/// Places in a list of documents: index into the list << 32 | position.
using Places = std::vector<std::uint64_t>;

class NeedlePlaces {
 public:
  /// What it is given must outlive it. `documents` are of the segment of that number, in order.
  NeedlePlaces(const Collection& collection, FileCache& files, const ParsedQuery& query,
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

  /// Asks for the files of a needle's positions.
  void want_positions(std::uint32_t needle) const;

  /// Where the whole unit begins. Valid until the next call for another unit.
  [[nodiscard]] const Places& places_of(const Unit& unit);

 private:
  [[nodiscard]] Places all_places(std::uint32_t needle) const;
  void keep_common(Places& places, const UnitPart& part) const;
  [[nodiscard]] std::size_t positions_size(std::uint32_t needle) const;

  const Segment& segment_;
  FileCache& files_;
  const ParsedQuery& query_;
  const NeedlePostings& needles_;
  std::size_t number_;
  const std::vector<std::uint32_t>& documents_;
  std::vector<Places> read_;  ///< by needle, if the documents have been read
  std::vector<std::pair<const Unit*, Places>> found_;
};

}  // namespace broadsheet::search
