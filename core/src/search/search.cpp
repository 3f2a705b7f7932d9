// The way of a query: words -> terms -> documents -> filters -> order -> excerpts.
#include "broadsheet/search.h"

#include <algorithm>
#include <utility>

#include "catalog/date_bound.h"
#include "search/collection.h"
#include "search/excerpt.h"
#include "search/file_cache.h"
#include "search/manifest.h"
#include "search/matcher.h"
#include "search/query_parser.h"
#include "text/utf8.h"

namespace broadsheet {
namespace {

using search::Collection;
using search::Match;
using search::Matcher;
using search::ParsedQuery;

constexpr std::size_t kDefaultLimit = 10;
/// Partial matches that a page may show are no more than these.
constexpr std::size_t kMostPartial = 100;

/// The words of the filter stand in front: the last word of the text may still be being typed.
std::string joined(const std::string& text, const std::string& words) {
  return words.empty() ? text : utf8::valid(words) + ' ' + text;
}

std::vector<std::uint8_t> mask_of(const std::vector<Match>& matches, std::size_t size) {
  std::vector<std::uint8_t> mask(size);
  for (const Match& match : matches) {
    mask[match.document] = 1;
  }
  return mask;
}

/// Puts the matches among `listed`, which are in the order of dates, into their own order.
std::vector<Match> ranked(const std::vector<Match>& matches,
                          const std::vector<std::uint32_t>& listed, bool by_relevance) {
  std::vector<Match> result;
  result.reserve(listed.size());
  for (const std::uint32_t document : listed) {
    result.push_back(*std::lower_bound(
        matches.begin(), matches.end(), document,
        [](const Match& match, std::uint32_t wanted) { return match.document < wanted; }));
  }
  if (by_relevance) {
    std::stable_sort(result.begin(), result.end(), [](const Match& a, const Match& b) {
      return a.tier != b.tier ? a.tier > b.tier : a.score > b.score;
    });
  }
  return result;
}

}  // namespace

class Search::Impl {
 public:
  explicit Impl(const SearchOptions& options) : files_(options.cache) {}

  std::variant<SearchPage, SearchNeeds, SearchError> query(const SearchQuery& asked) {
    files_.begin_query();
    auto answer = ask(asked);
    if (!std::holds_alternative<SearchNeeds>(answer)) {
      files_.end_query();
      manifest_error_.reset();
    }
    return answer;
  }

  std::optional<SearchError> provide(std::string_view name, std::string_view bytes) {
    if (name == kSearchManifestName) {
      search::FileFault fault{};
      const auto manifest = search::read_manifest(bytes, fault);
      if (!manifest) {
        manifest_error_ = search::fault_error(fault, name);
        return manifest_error_;
      }
      posts_.emplace(manifest->posts);
      links_.emplace(manifest->links);
      return std::nullopt;
    }
    const auto id = search::file_id(name);
    return id ? files_.put(*id, bytes) : std::nullopt;
  }

  void miss(std::string_view name) {
    SearchError error{"search-file-missing",
                      "the file " + std::string(name) + " of the search index cannot be had",
                      "the index may have been built anew since; load it again", std::string(name)};
    if (name == kSearchManifestName) {
      manifest_error_ = std::move(error);
    } else if (const auto id = search::file_id(name)) {
      files_.miss(*id, std::move(error));
    }
  }

  [[nodiscard]] std::size_t cached() const { return files_.size(); }

 private:
  using Answer = std::variant<SearchPage, SearchNeeds, SearchError>;

  /// Why the query stops here.
  [[nodiscard]] Answer stop() const {
    if (files_.error()) {
      return *files_.error();
    }
    return SearchNeeds{files_.needs()};
  }

  Answer ask(const SearchQuery& asked) {
    if (!posts_) {
      if (manifest_error_) {
        return *manifest_error_;
      }
      return SearchNeeds{{std::string(kSearchManifestName)}};
    }
    Collection& collection = asked.scope == SearchScope::kLinks ? *links_ : *posts_;
    if (!collection.open(files_)) {
      return stop();
    }
    ParsedQuery parsed =
        search::parse_query(joined(utf8::valid(asked.text), asked.filter.words), asked.prefix);
    Matcher matcher(collection, files_, parsed);
    const std::vector<Match> exact = matcher.exact();
    if (files_.stopped()) {
      return stop();
    }

    CatalogQuery filter = asked.filter;
    filter.words.clear();
    filter.offset = 0;
    filter.limit.reset();
    const Sort sort = asked.filter.sort;
    filter.sort = sort == Sort::kRelevance ? Sort::kNewest : sort;
    bound(filter, parsed);
    auto listed = collection.catalog().query(filter, mask_of(exact, collection.count()));
    if (const auto* error = std::get_if<CatalogError>(&listed)) {
      return SearchError{error->code, error->message, error->hint, {}};
    }
    SearchPage page;
    page.catalog = std::get<CatalogPage>(std::move(listed));
    page.total = page.catalog.total;
    std::vector<Match> hits = ranked(exact, page.catalog.posts, sort == Sort::kRelevance);
    const std::size_t exact_hits = hits.size();

    const std::size_t begin = asked.filter.offset;
    const std::size_t limit = asked.filter.limit.value_or(kDefaultLimit);
    if (!parsed.all.empty() && !parsed.title_only && exact_hits < begin + limit) {
      const std::vector<Match> partial = matcher.partial(exact, exact.empty());
      if (files_.stopped()) {
        return stop();
      }
      if (!partial.empty()) {
        const auto others =
            collection.catalog().query(filter, mask_of(partial, collection.count()));
        if (const auto* found = std::get_if<CatalogPage>(&others)) {
          std::vector<Match> further = ranked(partial, found->posts, true);
          further.resize(std::min(further.size(), kMostPartial));
          hits.insert(hits.end(), further.begin(), further.end());
        }
      }
    }
    hits.erase(hits.begin(),
               hits.begin() + static_cast<std::ptrdiff_t>(std::min(begin, hits.size())));
    hits.resize(std::min(hits.size(), limit));
    show(collection, parsed, matcher, hits, exact_hits - std::min(begin, exact_hits), page);
    if (!files_.needs().empty()) {
      return stop();
    }
    page.notices.insert(page.notices.begin(), parsed.notices.begin(), parsed.notices.end());
    return page;
  }

  /// The dates of the query narrow those of the filter.
  static void bound(CatalogQuery& filter, const ParsedQuery& parsed) {
    for (const bool first : {true, false}) {
      std::string& own = first ? filter.from : filter.to;
      const std::string& typed = first ? parsed.from : parsed.to;
      if (typed.empty()) {
        continue;
      }
      if (own.empty()) {
        own = typed;
        continue;
      }
      const auto kind = first ? catalog::Bound::kFirst : catalog::Bound::kLast;
      const auto given = catalog::parse_bound(utf8::valid(own), kind);
      const auto other = catalog::parse_bound(typed, kind);
      if (given && other && (first ? *other > *given : *other < *given)) {
        own = typed;
      }
    }
  }

  /// Fills the hits. One whose document cannot be had is left out and noticed.
  void show(const Collection& collection, const ParsedQuery& parsed, const Matcher& matcher,
            const std::vector<Match>& hits, std::size_t exact, SearchPage& page) {
    for (std::size_t i = 0; i < hits.size(); ++i) {
      const Match& match = hits[i];
      const auto& segments = collection.segments();
      const auto segment = std::find_if(
          segments.begin(), segments.end(),
          [&](const search::Segment& one) { return match.document < one.first() + one.count(); });
      const std::uint32_t number = match.document - segment->first();
      if (const SearchError* error = files_.missed(segment->file_of(number))) {
        page.notices.push_back({error->code, error->message, error->file});
        continue;
      }
      const auto document = segment->document(files_, number);
      if (!document) {
        if (files_.error()) {
          page.notices.push_back(
              {files_.error()->code, files_.error()->message, files_.error()->file});
        }
        continue;
      }
      const bool partial = i >= exact;
      search::Excerpt excerpt = search::make_excerpt(*document, parsed, matcher, partial);
      SearchHit hit;
      hit.entry = document->entry;
      hit.section = std::move(excerpt.section);
      hit.excerpt = std::move(excerpt.text);
      hit.marks = std::move(excerpt.marks);
      hit.partial = partial;
      hit.score = static_cast<double>(match.score) / 256;
      page.hits.push_back(std::move(hit));
    }
  }

  search::FileCache files_;
  std::optional<Collection> posts_;
  std::optional<Collection> links_;
  std::optional<SearchError> manifest_error_;
};

Search::Search(SearchOptions options) : impl_(std::make_unique<Impl>(options)) {}
Search::~Search() = default;
Search::Search(Search&&) noexcept = default;
Search& Search::operator=(Search&&) noexcept = default;

std::variant<SearchPage, SearchNeeds, SearchError> Search::query(const SearchQuery& query) {
  return impl_->query(query);
}

std::optional<SearchError> Search::provide(std::string_view name, std::string_view bytes) {
  return impl_->provide(name, bytes);
}

void Search::miss(std::string_view name) {
  impl_->miss(name);
}

std::size_t Search::cached() const {
  return impl_->cached();
}

}  // namespace broadsheet
