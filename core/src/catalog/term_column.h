// One facet of all posts: which terms each post has, under folded keys.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace broadsheet::catalog {

/// Terms are numbered; each post has a list of distinct numbers.
class TermColumn {
 public:
  /// Adds the next post's terms; spellings that fold alike are one term, empty ones are none.
  void add_post(const std::vector<std::string>& spellings);

  /// Chooses each term's most frequent spelling. Call once, after the last post.
  void finish();

  [[nodiscard]] std::size_t term_count() const { return values_.size(); }
  [[nodiscard]] const std::string& value(std::uint32_t term) const { return values_[term]; }
  /// All terms in the byte order of their values.
  [[nodiscard]] const std::vector<std::uint32_t>& by_value() const { return by_value_; }
  [[nodiscard]] std::optional<std::uint32_t> find(std::string_view spelling) const;

  /// The terms of a post, as a range.
  [[nodiscard]] std::pair<const std::uint32_t*, const std::uint32_t*> terms_of(
      std::size_t post) const {
    return {terms_.data() + starts_[post], terms_.data() + starts_[post + 1]};
  }

 private:
  std::unordered_map<std::string, std::uint32_t> numbers_;  ///< by folded key; only looked up
  /// By term: each spelling and how often it has come. The first ones of a term.
  std::vector<std::vector<std::pair<std::string, std::uint32_t>>> spellings_;
  std::vector<std::string> values_;
  std::vector<std::uint32_t> by_value_;
  std::vector<std::uint32_t> terms_;
  std::vector<std::size_t> starts_ = {0};
};

}  // namespace broadsheet::catalog
