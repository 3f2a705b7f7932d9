// What filters and orders need of all posts, in a few bytes each.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "broadsheet/catalog.h"
#include "catalog/date_bound.h"
#include "catalog/facet_terms.h"

namespace broadsheet::catalog {

/// Posts one behind the other that have the same day, terms and draft share a row: of the links of
/// an archive, which are posts here, those of one issue do.
class PostTable {
 public:
  struct Row {
    std::uint32_t first = 0;  ///< post
    DayNumber day = 0;        ///< as written; 0: undated
    std::uint32_t terms = 0;  ///< where they begin
    bool draft = false;
  };

  [[nodiscard]] std::uint32_t size() const { return rows_.back().first; }
  [[nodiscard]] const FacetTerms& terms() const { return terms_; }

  /// Rows have numbers; row(n + 1) says where row(n) ends, for the last one, too.
  [[nodiscard]] const Row& row(std::size_t number) const { return rows_[number]; }
  [[nodiscard]] std::size_t rows() const { return rows_.size() - 1; }
  /// The row of a post; `from` is that of one before it.
  [[nodiscard]] std::size_t row_of(std::uint32_t post, std::size_t from) const {
    const Row* const next = rows_.data() + from + 1;
    return post < next->first ? from : post < next[1].first ? from + 1 : later_row_of(post, from);
  }

  /// The terms of a row, as a range.
  [[nodiscard]] std::pair<const std::uint32_t*, const std::uint32_t*> terms_of(
      std::size_t row) const {
    return {numbers_.data() + rows_[row].terms, numbers_.data() + rows_[row + 1].terms};
  }

  /// A post's place among all, newest first; `row` is its own.
  [[nodiscard]] std::uint32_t newness(std::uint32_t post, std::size_t row) const {
    return ranks_[row] + (post - rows_[row].first);
  }
  /// The post with that place.
  [[nodiscard]] std::uint32_t newest(std::uint32_t place) const;

  /// Positions of some of the `posts`, which ascend, in an order: those with the places from
  /// `begin` up to `end`. Undated posts are behind the others.
  [[nodiscard]] std::vector<std::uint32_t> in_order(Sort sort,
                                                    const std::vector<std::uint32_t>& posts,
                                                    std::size_t begin, std::size_t end) const;

 private:
  friend class PostTableBuilder;

  [[nodiscard]] std::size_t later_row_of(std::uint32_t post, std::size_t from) const;
  template <typename Visit>
  void visit_rows(Sort sort, Visit visit) const;

  FacetTerms terms_;
  std::vector<Row> rows_;  ///< and one behind the last
  std::vector<std::uint32_t> numbers_;
  std::vector<std::uint32_t> newest_;    ///< rows
  std::vector<std::uint8_t> tied_;       ///< whether that row is as old as the one before
  std::vector<std::uint32_t> ranks_;     ///< by row: newness() of its first post
  std::vector<std::uint32_t> by_title_;  ///< rows; none: as they are
  std::size_t dated_ = 0;                ///< rows
  std::size_t numbered_ = 0;             ///< rows without a date, with a number; behind the dated
};

/// Fills a table, post by post.
class PostTableBuilder {
 public:
  /// `table` is an empty one and must outlive it.
  explicit PostTableBuilder(PostTable& table) : table_(table), terms_(table.terms_) {}

  using Spelling = FacetTermsBuilder::Spelling;

  [[nodiscard]] Spelling spelling_of(std::size_t facet, std::string_view text) {
    return terms_.spelling_of(facet, text);
  }

  /// Adds a term to those of the next post, once.
  void add_term(const Spelling& spelling);

  /// Ends a post; its year is a term by itself. With `alone` no other shares its row.
  void end_post(DayNumber day, bool draft, bool alone);

  /// What orders posts besides their days, if each is alone. Texts, which may be gone afterwards.
  struct Order {
    std::vector<std::int64_t> instants;               ///< of all posts; undated ones have any
    std::vector<std::optional<std::int64_t>> issues;  ///< their numbers, which order undated ones
    std::vector<std::string> paths;
    std::vector<std::string> titles;
  };

  /// All there is: posts in the order of their days, and within one as they came.
  void finish();
  /// In the order of instants or titles, and of paths, as people count, where these are the same.
  /// The undated come behind: those with a number, the last issue first, and then the others.
  void finish(const Order& order);

 private:
  void order_rows(const std::vector<std::uint32_t>& ages, const std::vector<std::uint32_t>& places);
  void finish_rows();

  PostTable& table_;
  FacetTermsBuilder terms_;
  /// By term: the last post that has it, plus one.
  std::vector<std::uint32_t> last_posts_;
  std::uint32_t posts_ = 0;
  std::size_t begin_ = 0;  ///< of the next post's terms
  Spelling year_;
  DayNumber year_number_ = 0;  ///< of year_
};

}  // namespace broadsheet::catalog
