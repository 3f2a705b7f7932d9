#include "catalog/facet_terms.h"

#include <algorithm>

#include "catalog/text_order.h"
#include "text/fold.h"

namespace broadsheet::catalog {
namespace {

/// Further spellings of one term are not counted.
constexpr std::size_t kMostSpellings = 64;

/// One text for facet and term, which sorts by facet.
std::string of_facet(std::size_t facet, std::string_view text) {
  std::string key(1, static_cast<char>('0' + facet));
  key += text;
  return key;
}

}  // namespace

std::optional<std::uint32_t> FacetTerms::find(std::size_t facet, std::string_view spelling) const {
  const auto found = numbers_.find(of_facet(facet, text::fold(spelling)));
  return found == numbers_.end() ? std::nullopt : std::optional(found->second);
}

FacetTermsBuilder::Spelling FacetTermsBuilder::spelling_of(std::size_t facet,
                                                           std::string_view text) {
  const std::string_view shown = text::trim(text);
  if (shown.empty()) {
    return {};
  }
  const auto [entry, is_new] = terms_.numbers_.try_emplace(
      of_facet(facet, text::fold(shown)), static_cast<std::uint32_t>(spellings_.size()));
  if (is_new) {
    spellings_.emplace_back();
  }
  auto& known = spellings_[entry->second];
  // Spellings of a term are few; beyond kMostSpellings somebody means to make this slow.
  std::uint32_t number = 0;
  while (number < known.size() && std::string_view(known[number].first).substr(1) != shown) {
    ++number;
  }
  if (number == known.size()) {
    if (number == kMostSpellings) {
      return {entry->second, kNone};
    }
    known.emplace_back(of_facet(facet, shown), 0);
  }
  return {entry->second, number};
}

std::vector<std::uint32_t> FacetTermsBuilder::finish() {
  std::vector<std::string> values;
  values.reserve(spellings_.size());
  for (auto& spellings : spellings_) {
    // The order in which they came must not show: the smallest of the most frequent wins.
    auto* best = spellings.data();
    for (auto& one : spellings) {
      if (one.second > best->second || (one.second == best->second && one.first < best->first)) {
        best = &one;
      }
    }
    values.push_back(std::move(best->first));
  }
  spellings_.clear();
  // Numbers in the order of values, so that who sorts by numbers has sorted by text.
  std::vector<std::uint32_t> renumbered(values.size());
  terms_.values_.reserve(values.size());
  for (const std::uint32_t term : order_of(values)) {
    renumbered[term] = static_cast<std::uint32_t>(terms_.values_.size());
    const auto facet = static_cast<std::size_t>(values[term].front() - '0');
    terms_.values_.push_back(values[term].substr(1));
    ++terms_.first_[facet + 1];
  }
  for (std::size_t facet = 0; facet < kFacetCount; ++facet) {
    terms_.first_[facet + 1] += terms_.first_[facet];
  }
  for (auto& [key, term] : terms_.numbers_) {
    term = renumbered[term];
  }
  return renumbered;
}

}  // namespace broadsheet::catalog
