// The terms of all facets, under folded keys.
#pragma once

#include <array>
#include <cstdint>
#include <limits>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace broadsheet::catalog {

enum FacetIndex : std::uint8_t { kTags, kCategories, kAuthors, kYears, kLangs, kFacetCount };

/// Terms are numbered facet by facet, and within one in the byte order of their values.
class FacetTerms {
 public:
  /// The first term of a facet, which is behind the last one of the facet before; kFacetCount: the
  /// number of all terms.
  [[nodiscard]] std::uint32_t first(std::size_t facet) const { return first_[facet]; }
  [[nodiscard]] std::uint32_t count() const { return first_[kFacetCount]; }
  /// A term's most frequent spelling.
  [[nodiscard]] const std::string& value(std::uint32_t term) const { return values_[term]; }
  [[nodiscard]] std::optional<std::uint32_t> find(std::size_t facet,
                                                  std::string_view spelling) const;

 private:
  friend class FacetTermsBuilder;

  std::map<std::string, std::uint32_t> numbers_;  ///< by key
  std::vector<std::string> values_;
  std::array<std::uint32_t, kFacetCount + 1> first_ = {};
};

class FacetTermsBuilder {
 public:
  /// Of nothing so far; `terms` must outlive it.
  explicit FacetTermsBuilder(FacetTerms& terms) : terms_(terms) {}

  static constexpr std::uint32_t kNone = std::numeric_limits<std::uint32_t>::max();

  struct Spelling {
    std::uint32_t term = kNone;    ///< kNone: the spelling is empty, and no term
    std::uint32_t number = kNone;  ///< among the term's; kNone: it is not counted
  };

  /// Spellings that fold alike are one term. The numbers of terms are those until finish().
  [[nodiscard]] Spelling spelling_of(std::size_t facet, std::string_view text);

  /// Says that a spelling has come once more.
  void count(const Spelling& spelling) {
    if (spelling.number != kNone) {
      ++spellings_[spelling.term][spelling.number].second;
    }
  }

  /// Numbers the terms; the result says which number each has become.
  [[nodiscard]] std::vector<std::uint32_t> finish();

 private:
  FacetTerms& terms_;
  /// By term: each spelling, behind the facet, and how often it has come. The first ones of a term.
  std::vector<std::vector<std::pair<std::string, std::uint32_t>>> spellings_;
};

}  // namespace broadsheet::catalog
