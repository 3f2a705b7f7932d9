#include "catalog/selection.h"

#include <array>
#include <limits>
#include <string>
#include <string_view>
#include <utility>

#include "catalog/sort_keys.h"
#include "text/fold.h"
#include "text/utf8.h"

namespace broadsheet::catalog {
namespace {

Error date_error(std::string_view field, const std::string& value) {
  return {ErrorCode::kQueryDate,
          "`" + std::string(field) + "` is not a date: " + std::string(utf8::prefix(value, 100)),
          "write it like 2020, 2020-06 or 2020-06-30",
          {}};
}

/// The terms that a query asks for.
struct Wanted {
  std::uint32_t facets = 0;         ///< a bit for each facet that filters
  std::vector<std::uint8_t> facet;  ///< by term: its facet's bit, if it is wanted

  void add(const FacetTerms& terms, std::size_t number, std::string_view value) {
    const auto bit = static_cast<std::uint8_t>(1U << number);
    facets |= bit;
    facet.resize(terms.count());
    if (const auto term = terms.find(number, utf8::valid(value))) {
      facet[*term] = bit;
    }
  }
};

Wanted wanted_of(const FacetTerms& terms, const CatalogQuery& query) {
  Wanted wanted;
  const std::pair<FacetIndex, const std::vector<std::string>&> lists[] = {
      {kTags, query.tags},
      {kCategories, query.categories},
      {kAuthors, query.authors},
      {kLangs, query.langs}};
  for (const auto& [facet, values] : lists) {
    for (const std::string& value : values) {
      wanted.add(terms, facet, value);
    }
  }
  for (const std::int32_t year : query.years) {
    wanted.add(terms, kYears, std::to_string(year));
  }
  return wanted;
}

/// The values of a facet that `counts`, by term, has any of.
std::vector<Facet> facet_of(const FacetTerms& terms, FacetIndex facet,
                            const std::vector<std::uint32_t>& counts) {
  std::vector<std::uint64_t> order;
  // Years newest first; other values by count, and of equals in byte order, which is that of their
  // numbers.
  const bool descending = facet == kYears;
  for (std::uint32_t term = terms.first(facet); term < terms.first(facet + std::size_t{1});
       ++term) {
    if (counts[term] > 0) {
      order.push_back(descending ? sort_key(UINT32_MAX - term, term)
                                 : sort_key(UINT32_MAX - counts[term], term));
    }
  }
  sort_keys(order);
  std::vector<Facet> values;
  values.reserve(order.size());
  for (const std::uint64_t key : order) {
    const auto term = static_cast<std::uint32_t>(key);
    values.push_back({terms.value(term), counts[term]});
  }
  return values;
}

}  // namespace

Result<CatalogPage> select(const PostTable& table, const CatalogQuery& query,
                           std::vector<std::uint32_t>& posts) {
  constexpr DayNumber kLast = std::numeric_limits<DayNumber>::max();
  DayNumber from = 0;
  DayNumber to = kLast;
  for (const bool first : {true, false}) {
    const std::string text = utf8::valid(first ? query.from : query.to);
    if (text::trim(text).empty()) {
      continue;
    }
    const auto bound = parse_bound(text, first ? Bound::kFirst : Bound::kLast);
    // A bound that is no date would filter nothing, silently.
    if (!bound) {
      return date_error(first ? "from" : "to", text);
    }
    (first ? from : to) = *bound;
  }
  const bool dated = from != 0 || to != kLast;
  const FacetTerms& terms = table.terms();
  const Wanted wanted = wanted_of(terms, query);

  // One pass over the rows, whatever the filters: a post that lacks nothing counts for all, one
  // that lacks one facet for that facet alone. A pass for each facet would say the same several
  // times.
  std::vector<std::uint32_t> counts(terms.count());
  std::size_t kept = 0;
  std::size_t row = 0;
  // Posts of one row are the same in all that filters ask: they are kept or dropped together.
  for (std::size_t i = 0; i < posts.size();) {
    row = table.row_of(posts[i], row);
    const std::uint32_t behind = table.row(row + 1).first;
    const std::size_t begin = i;
    while (i < posts.size() && posts[i] < behind) {
      ++i;
    }
    const auto count = static_cast<std::uint32_t>(i - begin);
    const PostTable::Row& one = table.row(row);
    if ((one.draft && !query.drafts) ||
        (dated && (one.day == 0 || one.day < from || one.day > to))) {
      continue;
    }
    const auto [first, last] = table.terms_of(row);
    std::uint32_t missing = wanted.facets;
    for (const std::uint32_t* term = first; missing != 0 && term != last; ++term) {
      missing &= ~std::uint32_t{wanted.facet[*term]};
    }
    if (missing == 0) {
      for (const std::uint32_t* term = first; term != last; ++term) {
        counts[*term] += count;
      }
      // Nothing has been dropped so far: they stand where they belong.
      if (kept == begin) {
        kept = i;
      } else {
        for (std::size_t at = begin; at < i; ++at) {
          posts[kept++] = posts[at];
        }
      }
    } else if ((missing & (missing - 1)) == 0) {
      // A post that fails one facet still counts for that facet's own values.
      std::size_t facet = 0;
      while (missing >> facet != 1) {
        ++facet;
      }
      for (const std::uint32_t* term = first; term != last; ++term) {
        counts[*term] += *term >= terms.first(facet) && *term < terms.first(facet + 1) ? count : 0;
      }
    }
  }
  posts.resize(kept);
  CatalogPage page;
  page.total = kept;
  page.tags = facet_of(terms, kTags, counts);
  page.categories = facet_of(terms, kCategories, counts);
  page.authors = facet_of(terms, kAuthors, counts);
  page.years = facet_of(terms, kYears, counts);
  page.langs = facet_of(terms, kLangs, counts);
  return page;
}

}  // namespace broadsheet::catalog
