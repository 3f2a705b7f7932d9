// The postings of a query's needles, read once each.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "search/format/postings.h"
#include "search/query/query_parser.h"
#include "search/reading/collection.h"

namespace broadsheet::search {

/// Appends the postings of a slice; whether they are sound.
[[nodiscard]] bool read_postings(const TermSlice& slice, std::uint32_t documents,
                                 std::vector<Posting>& postings);

class NeedlePostings {
 public:
  /// All three must outlive it.
  NeedlePostings(const Collection& collection, FileCache& files, const ParsedQuery& query);

  /// From now on, what look_up() asks for comes with its positions.
  void expect_positions() { placed_ = true; }

  /// Reads a needle's postings in all segments, as far as their files are there.
  void look_up(std::uint32_t needle);
  /// Those of a unit's parts.
  void look_up(const Unit& unit);

  /// Whether they are all there, by look_up().
  [[nodiscard]] bool is_known(std::uint32_t needle) const {
    return hits_.empty() || hits_.front()[needle].looked_up;
  }
  /// By document.
  [[nodiscard]] const std::vector<Posting>& postings(std::size_t segment,
                                                     std::uint32_t needle) const {
    return hits_[segment][needle].postings;
  }
  [[nodiscard]] const std::vector<TermSlice>& slices(std::size_t segment,
                                                     std::uint32_t needle) const {
    return hits_[segment][needle].slices;
  }
  /// The documents of a segment that have all parts of a unit, in order.
  [[nodiscard]] std::vector<std::uint32_t> documents_of(std::size_t segment,
                                                        const Unit& unit) const;
  /// How rare a needle is: see rarity().
  [[nodiscard]] std::uint32_t weight(std::uint32_t needle) const { return weights_[needle]; }

 private:
  /// Postings of a needle in a segment.
  struct NeedleHits {
    bool looked_up = false;
    std::vector<TermSlice> slices;
    std::vector<Posting> postings;  ///< of all slices, by document
  };

  void decode(const Segment& segment, NeedleHits& found);

  const Collection& collection_;
  FileCache& files_;
  const ParsedQuery& query_;
  bool placed_ = false;
  std::vector<std::vector<NeedleHits>> hits_;  ///< by segment, by needle
  std::vector<std::uint32_t> weights_;         ///< by needle
};

}  // namespace broadsheet::search
