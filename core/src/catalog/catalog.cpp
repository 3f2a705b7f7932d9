#include "broadsheet/catalog.h"

#include <algorithm>
#include <numeric>
#include <utility>

#include "catalog/post_table.h"
#include "catalog/selection.h"
#include "front_matter/date.h"
#include "text/fold.h"
#include "text/utf8.h"

namespace broadsheet {
namespace {

using catalog::PostTable;
using catalog::PostTableBuilder;
using utf8::valid;

/// A line feed, which no word holds, keeps words from matching across the border.
constexpr char kBorder = '\n';

/// The words to look for in each post, and what is said of the others.
std::vector<std::string> words_of(std::string_view query, std::vector<Notice>& notices) {
  const std::string_view read = utf8::prefix(query, kMaxQueryBytes);
  const std::string folded = text::fold(read);
  std::vector<std::string> words;
  std::size_t passed_over = 0;
  for (std::size_t at = 0; at < folded.size();) {
    const std::size_t blank = std::min(folded.find(' ', at), folded.size());
    std::string word = folded.substr(at, blank - at);
    at = blank + 1;
    if (std::find(words.begin(), words.end(), word) != words.end()) {
      continue;
    }
    if (words.size() < kMaxQueryWords) {
      words.push_back(std::move(word));
    } else {
      ++passed_over;
    }
  }
  if (passed_over > 0) {
    notices.push_back({ErrorCode::kQueryLong,
                       "the query has more than " + std::to_string(kMaxQueryWords) +
                           " words; the others are passed over",
                       {}});
  }
  if (read.size() < query.size()) {
    notices.push_back({ErrorCode::kQueryLong,
                       "the query's words are longer than " + std::to_string(kMaxQueryBytes) +
                           " bytes; the rest is passed over",
                       {}});
  }
  return words;
}

bool has_all(std::string_view text, const std::vector<std::string>& words) {
  return std::all_of(words.begin(), words.end(), [&](const std::string& word) {
    return text.find(word) != std::string_view::npos;
  });
}

}  // namespace

struct Catalog::Posts {
  explicit Posts(const std::vector<CatalogEntry>& entries) {
    PostTableBuilder builder(table);
    PostTableBuilder::Order order;
    texts.reserve(entries.size());
    order.instants.reserve(entries.size());
    order.issues.reserve(entries.size());
    order.paths.reserve(entries.size());
    order.titles.reserve(entries.size());
    for (const CatalogEntry& entry : entries) {
      const std::pair<catalog::FacetIndex, const std::vector<std::string>&> lists[] = {
          {catalog::kTags, entry.tags},
          {catalog::kCategories, entry.categories},
          {catalog::kAuthors, entry.authors}};
      for (const auto& [facet, values] : lists) {
        for (const std::string& value : values) {
          builder.add_term(builder.spelling_of(facet, valid(value)));
        }
      }
      builder.add_term(builder.spelling_of(catalog::kLangs, valid(entry.lang)));
      const std::optional<Date> date = parse_date(valid(entry.date));
      builder.end_post(date ? catalog::day_number(date->year, date->month, date->day) : 0,
                       entry.draft, true);
      order.instants.push_back(date ? date->instant() : 0);
      order.issues.push_back(entry.issue);
      order.paths.push_back(entry.path);
      order.titles.push_back(text::fold(valid(entry.title)));
      texts.push_back(order.titles.back() + kBorder + text::fold(valid(entry.description)));
    }
    builder.finish(order);
  }

  [[nodiscard]] std::string_view title(std::uint32_t post) const {
    const std::string_view text = texts[post];
    return text.substr(0, text.find(kBorder));
  }

  std::vector<std::string> texts;  ///< title and description, folded
  PostTable table;
};

Catalog::Catalog(const std::vector<CatalogEntry>& entries)
    : posts_(std::make_unique<const Posts>(entries)) {}
Catalog::~Catalog() = default;
Catalog::Catalog(Catalog&&) noexcept = default;
Catalog& Catalog::operator=(Catalog&&) noexcept = default;

std::size_t Catalog::size() const {
  return posts_ == nullptr ? 0 : posts_->texts.size();
}

Result<CatalogPage> Catalog::query(const CatalogQuery& query) const {
  if (posts_ == nullptr) {
    return CatalogPage{};
  }
  std::vector<Notice> notices;
  const std::vector<std::string> words = words_of(valid(query.words), notices);
  std::vector<std::uint32_t> posts(size());
  std::iota(posts.begin(), posts.end(), 0U);
  if (!words.empty()) {
    // Each text is looked through. For some thousand titles and descriptions that takes about a
    // millisecond, and there is no index to build when the page opens.
    posts.erase(
        std::remove_if(posts.begin(), posts.end(),
                       [&](std::uint32_t post) { return !has_all(posts_->texts[post], words); }),
        posts.end());
  }
  auto result = catalog::select(posts_->table, query, posts);
  if (!result) {
    return result;
  }
  CatalogPage* const page = &*result;
  const std::size_t begin = std::min(query.offset, posts.size());
  const std::size_t end =
      begin + std::min(query.limit.value_or(posts.size()), posts.size() - begin);
  const bool titles_first = query.sort == Sort::kRelevance && !words.empty();
  std::vector<std::uint32_t> order = posts_->table.in_order(
      query.sort, posts, titles_first ? 0 : begin, titles_first ? posts.size() : end);
  for (std::uint32_t& place : order) {
    place = posts[place];
  }
  // A stable partition: what has all words in its title first, each half as it was. There is no
  // ranking besides; the search has that.
  if (titles_first) {
    std::vector<std::uint32_t> others;
    std::size_t titled = 0;
    for (const std::uint32_t post : order) {
      if (has_all(posts_->title(post), words)) {
        order[titled++] = post;
      } else {
        others.push_back(post);
      }
    }
    std::copy(others.begin(), others.end(), order.begin() + static_cast<std::ptrdiff_t>(titled));
    order.resize(end);
    order.erase(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(begin));
  }
  page->posts = std::move(order);
  page->notices = std::move(notices);
  return result;
}

}  // namespace broadsheet
