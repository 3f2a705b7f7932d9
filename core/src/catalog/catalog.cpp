#include "broadsheet/catalog.h"

#include <algorithm>
#include <array>
#include <limits>
#include <utility>

#include "catalog/date_bound.h"
#include "catalog/term_column.h"
#include "catalog/text_order.h"
#include "front_matter/date.h"
#include "text/fold.h"
#include "text/utf8.h"

namespace broadsheet {
namespace {

using catalog::DayNumber;
using catalog::TermColumn;

constexpr std::int64_t kUndated = std::numeric_limits<std::int64_t>::min();

/// Positions of the facets in arrays and bit masks.
enum FacetIndex : std::uint8_t { kTags, kCategories, kAuthors, kYears, kLangs, kFacetCount };

using utf8::valid;

std::vector<std::string> valid(const std::vector<std::string>& texts) {
  std::vector<std::string> result;
  result.reserve(texts.size());
  for (const std::string& text : texts) {
    result.push_back(valid(text));
  }
  return result;
}

std::vector<std::string> words_of(std::string_view query) {
  const std::string folded = text::fold(query);
  std::vector<std::string> words;
  for (std::size_t at = 0; at < folded.size();) {
    const std::size_t blank = std::min(folded.find(' ', at), folded.size());
    words.push_back(folded.substr(at, blank - at));
    at = blank + 1;
  }
  return words;
}

bool has_all(std::string_view text, const std::vector<std::string>& words) {
  return std::all_of(words.begin(), words.end(), [&](const std::string& word) {
    return text.find(word) != std::string_view::npos;
  });
}

}  // namespace

struct Catalog::Columns {
  explicit Columns(const std::vector<CatalogEntry>& entries) {
    instants.reserve(entries.size());
    days.reserve(entries.size());
    drafts.reserve(entries.size());
    paths.reserve(entries.size());
    titles.reserve(entries.size());
    texts.reserve(entries.size());
    for (const CatalogEntry& entry : entries) {
      add(entry);
    }
    for (TermColumn& facet : facets) {
      facet.finish();
    }
    gather_terms();
    sort();
  }

  void add(const CatalogEntry& entry) {
    const std::optional<Date> date = parse_date(valid(entry.date));
    instants.push_back(date ? date->instant() : kUndated);
    days.push_back(date ? date->year * 10000 + static_cast<DayNumber>(date->month * 100 + date->day)
                        : 0);
    drafts.push_back(entry.draft ? 1 : 0);
    paths.push_back(entry.path);
    titles.push_back(text::fold(valid(entry.title)));
    // A line feed, which no word holds, keeps words from matching across the border.
    texts.push_back(titles.back() + '\n' + text::fold(valid(entry.description)));
    facets[kTags].add_post(valid(entry.tags));
    facets[kCategories].add_post(valid(entry.categories));
    facets[kAuthors].add_post(valid(entry.authors));
    facets[kYears].add_post(date ? std::vector{std::to_string(date->year)}
                                 : std::vector<std::string>{});
    facets[kLangs].add_post({valid(entry.lang)});
  }

  /// Counting runs over the terms of all facets at once.
  void gather_terms() {
    std::uint32_t count = 0;
    for (std::size_t facet = 0; facet < kFacetCount; ++facet) {
      first_term[facet] = count;
      count += static_cast<std::uint32_t>(facets[facet].term_count());
    }
    term_count = count;
    starts.reserve(paths.size() + 1);
    for (std::size_t post = 0; post < paths.size(); ++post) {
      starts.push_back(static_cast<std::uint32_t>(terms.size()));
      for (std::size_t facet = 0; facet < kFacetCount; ++facet) {
        const auto [first, last] = facets[facet].terms_of(post);
        std::for_each(first, last,
                      [&](std::uint32_t term) { terms.push_back(first_term[facet] + term); });
      }
    }
    starts.push_back(static_cast<std::uint32_t>(terms.size()));
  }

  /// All posts in each order, once; a query only picks from it.
  void sort() {
    const std::vector<std::uint32_t> by_path = catalog::order_of(paths);
    std::vector<std::uint64_t> dates;
    for (const std::int64_t instant : instants) {
      dates.push_back(sortable(instant));
    }
    std::sort(dates.begin(), dates.end());
    const auto sorted = [&](const std::vector<std::uint32_t>& rank) {
      std::vector<std::uint64_t> keys;
      keys.reserve(by_path.size());
      for (std::uint32_t place = 0; place < by_path.size(); ++place) {
        keys.push_back(std::uint64_t{rank[by_path[place]]} << 32U | place);
      }
      std::sort(keys.begin(), keys.end());
      std::vector<std::uint32_t> posts;
      for (const std::uint64_t key : keys) {
        posts.push_back(by_path[static_cast<std::uint32_t>(key)]);
      }
      return posts;
    };
    std::vector<std::uint32_t> ranks;
    for (const std::int64_t instant : instants) {
      // Undated posts come last in either direction.
      const auto found = std::lower_bound(dates.begin(), dates.end(), sortable(instant));
      ranks.push_back(instant == kUndated ? UINT32_MAX
                                          : static_cast<std::uint32_t>(found - dates.begin()));
    }
    oldest = sorted(ranks);
    for (std::uint32_t& rank : ranks) {
      rank = rank == UINT32_MAX ? UINT32_MAX : UINT32_MAX - 1 - rank;
    }
    newest = sorted(ranks);
    by_title = sorted(catalog::ranks_of(titles, catalog::order_of(titles)));
  }

  /// As a number without a sign, in the same order.
  static std::uint64_t sortable(std::int64_t instant) {
    return static_cast<std::uint64_t>(instant) ^ std::uint64_t{1} << 63U;
  }

  std::vector<std::string> paths;
  std::vector<std::string> titles;  ///< folded
  std::vector<std::string> texts;   ///< title and description, folded
  std::vector<std::int64_t> instants;
  std::vector<DayNumber> days;  ///< as written; 0: undated
  std::vector<std::uint8_t> drafts;
  std::array<TermColumn, kFacetCount> facets;
  std::vector<std::uint32_t> terms;                        ///< of all facets together, post by post
  std::vector<std::uint32_t> starts;                       ///< where each post's begin
  std::array<std::uint32_t, kFacetCount> first_term = {};  ///< of each facet in that numbering
  std::uint32_t term_count = 0;
  std::vector<std::uint32_t> newest;
  std::vector<std::uint32_t> oldest;
  std::vector<std::uint32_t> by_title;
};

namespace {

/// The terms of one facet that a query asks for.
struct Selection {
  bool active = false;
  std::vector<std::uint8_t> wanted;  ///< by term

  Selection(const TermColumn& column, const std::vector<std::string>& values)
      : active(!values.empty()), wanted(active ? column.term_count() : 0) {
    for (const std::string& value : values) {
      if (const std::optional<std::uint32_t> term = column.find(valid(value))) {
        wanted[*term] = 1;
      }
    }
  }

  [[nodiscard]] bool matches(const TermColumn& column, std::size_t post) const {
    if (!active) {
      return true;
    }
    const auto [first, last] = column.terms_of(post);
    return std::any_of(first, last, [&](std::uint32_t term) { return wanted[term] != 0; });
  }
};

std::vector<std::string> as_text(const std::vector<std::int32_t>& years) {
  std::vector<std::string> result;
  result.reserve(years.size());
  for (const std::int32_t year : years) {
    result.push_back(std::to_string(year));
  }
  return result;
}

/// The values that `counts`, by term, has any of.
std::vector<Facet> facet_of(const TermColumn& column, const std::uint32_t* counts,
                            bool by_value_descending) {
  std::vector<std::uint64_t> order;
  const std::vector<std::uint32_t>& by_value = column.by_value();
  for (std::uint32_t i = 0; i < by_value.size(); ++i) {
    if (const std::uint32_t count = counts[by_value[i]]; count > 0) {
      order.push_back(std::uint64_t{by_value_descending ? 0 : UINT32_MAX - count} << 32U |
                      (by_value_descending ? UINT32_MAX - i : i));
    }
  }
  std::sort(order.begin(), order.end());
  std::vector<Facet> facet;
  facet.reserve(order.size());
  for (const std::uint64_t key : order) {
    const auto low = static_cast<std::uint32_t>(key);
    const std::uint32_t term = by_value[by_value_descending ? UINT32_MAX - low : low];
    facet.push_back({column.value(term), counts[term]});
  }
  return facet;
}

CatalogError date_error(std::string_view field, const std::string& value) {
  return {"query-date",
          "`" + std::string(field) + "` is not a date: " + std::string(utf8::prefix(value, 100)),
          "write it like 2020, 2020-06 or 2020-06-30"};
}

}  // namespace

Catalog::Catalog(const std::vector<CatalogEntry>& entries)
    : columns_(std::make_unique<const Columns>(entries)) {}
Catalog::~Catalog() = default;
Catalog::Catalog(Catalog&&) noexcept = default;
Catalog& Catalog::operator=(Catalog&&) noexcept = default;

std::size_t Catalog::size() const {
  return columns_->paths.size();
}

std::variant<CatalogPage, CatalogError> Catalog::query(const CatalogQuery& query) const {
  return page_of(query, nullptr);
}

std::variant<CatalogPage, CatalogError> Catalog::query(
    const CatalogQuery& query, const std::vector<std::uint8_t>& among) const {
  return page_of(query, among.data());
}

std::variant<CatalogPage, CatalogError> Catalog::page_of(const CatalogQuery& query,
                                                         const std::uint8_t* among) const {
  const Columns& columns = *columns_;
  const auto& facets = columns.facets;
  DayNumber from = 0;
  DayNumber to = std::numeric_limits<DayNumber>::max();
  for (const bool first : {true, false}) {
    const std::string text = valid(first ? query.from : query.to);
    if (text::trim(text).empty()) {
      continue;
    }
    const auto bound =
        catalog::parse_bound(text, first ? catalog::Bound::kFirst : catalog::Bound::kLast);
    if (!bound) {
      return date_error(first ? "from" : "to", text);
    }
    (first ? from : to) = *bound;
  }
  const bool dated = from != 0 || to != std::numeric_limits<DayNumber>::max();
  const std::vector<std::string> words = words_of(valid(query.words));
  const std::array<Selection, kFacetCount> selections = {
      Selection(facets[kTags], query.tags), Selection(facets[kCategories], query.categories),
      Selection(facets[kAuthors], query.authors), Selection(facets[kYears], as_text(query.years)),
      Selection(facets[kLangs], query.langs)};

  const bool selective = std::any_of(selections.begin(), selections.end(),
                                     [](const Selection& one) { return one.active; });
  std::vector<std::uint32_t> counts(columns.term_count);
  std::vector<std::uint8_t> matching(columns.paths.size(), 0);
  CatalogPage page;
  for (std::size_t post = 0; post < columns.paths.size(); ++post) {
    const DayNumber day = columns.days[post];
    if ((among != nullptr && among[post] == 0) || (columns.drafts[post] != 0 && !query.drafts) ||
        (dated && (day == 0 || day < from || day > to)) ||
        (!words.empty() && !has_all(columns.texts[post], words))) {
      continue;
    }
    // A post that fails one facet still counts for that facet's own values.
    std::size_t failed = 0;
    std::size_t last_failed = 0;
    for (std::size_t facet = 0; selective && facet < kFacetCount && failed < 2; ++facet) {
      if (!selections[facet].matches(facets[facet], post)) {
        ++failed;
        last_failed = facet;
      }
    }
    if (failed > 1) {
      continue;
    }
    if (failed == 1) {
      const auto [first, last] = facets[last_failed].terms_of(post);
      std::uint32_t* const own = counts.data() + columns.first_term[last_failed];
      std::for_each(first, last, [&](std::uint32_t term) { ++own[term]; });
      continue;
    }
    matching[post] = 1;
    ++page.total;
    for (std::uint32_t at = columns.starts[post]; at < columns.starts[post + 1]; ++at) {
      ++counts[columns.terms[at]];
    }
  }

  const std::vector<std::uint32_t>& all = query.sort == Sort::kOldest  ? columns.oldest
                                          : query.sort == Sort::kTitle ? columns.by_title
                                                                       : columns.newest;
  std::vector<std::uint32_t> order(page.total);
  std::copy_if(all.begin(), all.end(), order.begin(),
               [&](std::uint32_t post) { return matching[post] != 0; });
  if (query.sort == Sort::kRelevance && !words.empty()) {
    std::vector<std::uint32_t> others;
    std::size_t titled = 0;
    for (const std::uint32_t post : order) {
      if (has_all(columns.titles[post], words)) {
        order[titled++] = post;
      } else {
        others.push_back(post);
      }
    }
    std::copy(others.begin(), others.end(), order.begin() + static_cast<std::ptrdiff_t>(titled));
  }
  const std::size_t begin = std::min(query.offset, order.size());
  const std::size_t end =
      begin + std::min(query.limit.value_or(order.size()), order.size() - begin);
  page.posts.assign(order.begin() + static_cast<std::ptrdiff_t>(begin),
                    order.begin() + static_cast<std::ptrdiff_t>(end));
  page.tags = facet_of(facets[kTags], counts.data() + columns.first_term[kTags], false);
  page.categories =
      facet_of(facets[kCategories], counts.data() + columns.first_term[kCategories], false);
  page.authors = facet_of(facets[kAuthors], counts.data() + columns.first_term[kAuthors], false);
  page.years = facet_of(facets[kYears], counts.data() + columns.first_term[kYears], true);
  page.langs = facet_of(facets[kLangs], counts.data() + columns.first_term[kLangs], false);
  return page;
}

}  // namespace broadsheet
