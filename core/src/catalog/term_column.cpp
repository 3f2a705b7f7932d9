#include "catalog/term_column.h"

#include <algorithm>

#include "catalog/text_order.h"
#include "text/fold.h"

namespace broadsheet::catalog {
namespace {

/// Further spellings of one term are not counted.
constexpr std::size_t kMostSpellings = 64;

}  // namespace

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
    auto& known = spellings_[term];
    auto same = known.begin();
    while (same != known.end() && same->first != shown) {
      ++same;
    }
    if (same != known.end()) {
      ++same->second;
    } else if (known.size() < kMostSpellings) {
      known.emplace_back(shown, 1);
    }
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
    // The order in which they came must not show: the smallest of the most frequent wins.
    const auto* best = spellings.data();
    for (const auto& one : spellings) {
      if (one.second > best->second || (one.second == best->second && one.first < best->first)) {
        best = &one;
      }
    }
    values_.push_back(best->first);
  }
  spellings_.clear();
  by_value_ = order_of(values_);
}

std::optional<std::uint32_t> TermColumn::find(std::string_view spelling) const {
  const auto found = numbers_.find(text::fold(spelling));
  return found == numbers_.end() ? std::nullopt : std::optional(found->second);
}

}  // namespace broadsheet::catalog
