#include "catalog/term_column.h"

#include <algorithm>
#include <numeric>

#include "text/fold.h"

namespace broadsheet::catalog {

void TermColumn::add_post(const std::vector<std::string>& spellings) {
  const std::size_t start = starts_.back();
  for (const std::string& spelling : spellings) {
    const std::string_view shown = text::trim(spelling);
    if (shown.empty()) {
      continue;
    }
    const auto [entry, is_new] =
        numbers_.try_emplace(text::fold(shown), static_cast<std::uint32_t>(spellings_.size()));
    if (is_new) {
      spellings_.emplace_back();
    }
    const std::uint32_t term = entry->second;
    ++spellings_[term][std::string(shown)];
    terms_.push_back(term);
  }
  const auto first = terms_.begin() + static_cast<std::ptrdiff_t>(start);
  std::sort(first, terms_.end());
  terms_.erase(std::unique(first, terms_.end()), terms_.end());
  starts_.push_back(terms_.size());
}

void TermColumn::finish() {
  values_.reserve(spellings_.size());
  for (const auto& spellings : spellings_) {
    // The order of a hash table must not show: the smallest of the most frequent wins.
    const auto best =
        std::max_element(spellings.begin(), spellings.end(), [](const auto& a, const auto& b) {
          return a.second != b.second ? a.second < b.second : a.first > b.first;
        });
    values_.push_back(best->first);
  }
  spellings_.clear();
  by_value_.resize(values_.size());
  std::iota(by_value_.begin(), by_value_.end(), 0U);
  std::sort(by_value_.begin(), by_value_.end(),
            [&](std::uint32_t a, std::uint32_t b) { return values_[a] < values_[b]; });
}

std::optional<std::uint32_t> TermColumn::find(std::string_view spelling) const {
  const auto found = numbers_.find(text::fold(spelling));
  return found == numbers_.end() ? std::nullopt : std::optional(found->second);
}

}  // namespace broadsheet::catalog
