// Which documents match a query, and how well.
#pragma once

#include <cstdint>
#include <vector>

#include "search/collection.h"
#include "search/postings.h"
#include "search/query_parser.h"

namespace broadsheet::search {

struct Match {
  std::uint32_t document = 0;  ///< in the collection
  /// 2: the query is the title; 1: all of it is in the title; 0: elsewhere.
  std::uint32_t tier = 0;
  std::uint32_t score = 0;
};

/// Answers one parsed query over all segments of a collection. Each step may lack files: then
/// FileCache::stopped() is true and the result is of no use.
class Matcher {
 public:
  Matcher(const Collection& collection, FileCache& files, const ParsedQuery& query);

  /// Exact matches, by document.
  [[nodiscard]] std::vector<Match> exact();

  /// Documents that match in part, by document, without those of `exact`. With `complete` false
  /// only terms that exact() has looked up count, so that no further files are needed.
  [[nodiscard]] std::vector<Match> partial(const std::vector<Match>& exact, bool complete);

  /// How rare a needle is: log2 of the share of documents, in 1/256.
  [[nodiscard]] std::uint32_t weight(std::uint32_t needle) const { return weights_[needle]; }

 private:
  /// Postings of a needle in a segment.
  struct Found {
    bool looked_up = false;
    std::vector<TermSlice> slices;
    std::vector<Posting> postings;  ///< of all slices, by document
  };
  /// Places in the candidates: candidate << 32 | position.
  using Places = std::vector<std::uint64_t>;
  struct Candidates;

  void look_up(std::uint32_t needle);
  void decode(const Segment& segment, Found& found);
  [[nodiscard]] std::vector<std::uint32_t> documents_of(std::size_t segment,
                                                        const Unit& unit) const;
  [[nodiscard]] std::vector<std::uint32_t> candidates_of(std::size_t segment) const;
  [[nodiscard]] std::vector<Posting> hits_of(std::size_t segment, const Unit& unit,
                                             const Candidates& candidates,
                                             const Places& places) const;
  void match_segment(std::size_t segment, std::vector<Match>& matches);
  bool gather(std::size_t segment, Candidates& candidates);
  void gather_from_positions(std::size_t segment, std::uint32_t needle, Candidates& candidates);
  void gather_from_documents(std::size_t segment, Candidates& candidates);
  [[nodiscard]] static Places places_of(const Unit& unit, const Candidates& candidates);
  [[nodiscard]] std::uint32_t term_score(std::uint32_t weight, std::uint32_t count,
                                         std::uint8_t fields, std::uint32_t document) const;
  [[nodiscard]] std::uint32_t unit_weight(const Unit& unit) const;

  const Collection& collection_;
  FileCache& files_;
  const ParsedQuery& query_;
  std::vector<std::vector<Found>> found_;  ///< by segment, by needle
  std::vector<std::uint32_t> weights_;     ///< by needle
};

}  // namespace broadsheet::search
