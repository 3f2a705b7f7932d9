// Which documents match a query, and how well.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "search/format/postings.h"
#include "search/matching/needle_positions.h"
#include "search/matching/needle_postings.h"
#include "search/matching/ranking.h"
#include "search/query/query_parser.h"
#include "search/reading/collection.h"

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

  /// Exact matches, by document. Their scores may lack nearness().
  [[nodiscard]] std::vector<Match> exact();

  /// More than this nearness() adds to no score; 0: exact() has added it to all.
  [[nodiscard]] std::uint32_t most_nearness() const { return most_nearness_; }

  /// Adds to the scores of some of the exact matches, by document, what units that stand one behind
  /// the other, as they were typed, weigh more: that takes their positions, and is done only for
  /// what may come in front.
  void add_nearness(std::vector<Match>& matches);

  /// Documents that match in part, by document, without those of `exact`. With `complete` false
  /// only terms that exact() has looked up count, so that no further files are needed.
  [[nodiscard]] std::vector<Match> partial(const std::vector<Match>& exact, bool complete);

  /// How rare a needle is: see rarity().
  [[nodiscard]] std::uint32_t weight(std::uint32_t needle) const { return needles_.weight(needle); }

 private:
  [[nodiscard]] std::vector<Posting> hits_of(std::size_t segment, const Unit& unit,
                                             const std::vector<std::uint32_t>& candidates,
                                             const Positions& places) const;
  void match_segment(std::size_t segment, std::vector<Match>& matches);
  /// Whether the places of the candidates matter now.
  [[nodiscard]] bool prepare_positions(std::size_t segment,
                                       const std::vector<std::uint32_t>& candidates,
                                       NeedlePositions& places);
  [[nodiscard]] std::vector<std::uint32_t> positioned_needles() const;
  [[nodiscard]] std::vector<std::uint32_t> nearness(NeedlePositions& places,
                                                    std::size_t documents) const;
  [[nodiscard]] std::vector<std::uint32_t> partial_needles(bool complete) const;
  void match_partially(std::size_t segment, const std::vector<std::uint32_t>& needles,
                       const std::vector<Match>& exact, std::vector<Match>& matches) const;
  [[nodiscard]] std::uint32_t score(std::uint32_t weight, const Posting& posting,
                                    std::uint32_t document) const {
    return term_score(weight, {posting.count, posting.fields},
                      norms_[collection_.packed_length(document)]);
  }
  [[nodiscard]] std::uint32_t unit_weight(const Unit& unit) const;
  [[nodiscard]] std::uint32_t clause_weight(const Clause& clause) const;

  const Collection& collection_;
  FileCache& files_;
  const ParsedQuery& query_;
  NeedlePostings needles_;
  std::array<std::uint32_t, 256> norms_;  ///< length_norm() by packed length
  std::vector<std::uint8_t> put_off_;     ///< by segment: its matches lack nearness()
  std::uint32_t most_nearness_ = 0;
};

}  // namespace broadsheet::search
