// The way of a query: words -> terms -> documents -> filters -> order -> excerpts.
#include "broadsheet/search.h"

#include <algorithm>
#include <utility>

#include "catalog/date_bound.h"
#include "catalog/post_table.h"
#include "catalog/selection.h"
#include "search/excerpt/excerpt.h"
#include "search/format/manifest.h"
#include "search/matching/best_matches.h"
#include "search/matching/matcher.h"
#include "search/query/query_parser.h"
#include "search/reading/collection.h"
#include "search/reading/file_cache.h"
#include "text/fold.h"
#include "text/utf8.h"

namespace broadsheet {
namespace {

using search::Collection;
using search::FileFault;
using search::Match;
using search::Matcher;
using search::ParsedQuery;

constexpr std::size_t kDefaultLimit = 10;

/// The words for what is wrong with a file.
Error error_of(FileFault fault, const std::string& name) {
  ErrorCode code = ErrorCode::kSearchFileDamaged;
  const char* what = " of the search index is damaged";
  const char* hint = "copy or build the index again";
  if (fault == FileFault::kVersion) {
    code = ErrorCode::kVersionMismatch;
    what = " of the search index is of another version";
    hint = "build the index again with the version of Broadsheet that reads it";
  } else if (fault == FileFault::kMissing) {
    code = ErrorCode::kSearchFileMissing;
    what = " of the search index cannot be had";
  } else if (fault == FileFault::kOther) {
    what = " of the search index is another one";
  }
  return {code, "the file " + name + what, hint, name};
}

/// So many of the first matches are looked at for titles that are the query.
constexpr std::size_t kMostTitles = 10;

/// Where a page ends that begins at `begin`.
std::size_t end_of(std::size_t begin, std::size_t limit) {
  return limit > SIZE_MAX - begin ? SIZE_MAX : begin + limit;
}

/// Partial matches that a page may show are no more than these.
/// Ten pages: further down nobody looks, and ordering them all would cost what is never shown.
constexpr std::size_t kMostPartial = 100;

/// The words of the filter stand in front: the last word of the text may still be being typed.
std::string joined(const std::string& text, const std::string& words) {
  return words.empty() ? text : utf8::valid(words) + ' ' + text;
}

std::vector<std::uint32_t> documents_of(const std::vector<Match>& matches) {
  std::vector<std::uint32_t> documents;
  documents.reserve(matches.size());
  for (const Match& match : matches) {
    documents.push_back(match.document);
  }
  return documents;
}

/// The matches whose documents are `listed`.
std::vector<Match> kept(std::vector<Match> matches, const std::vector<std::uint32_t>& listed) {
  auto match = matches.begin();
  for (std::size_t i = 0; i < listed.size(); ++i) {
    while (match->document != listed[i]) {
      ++match;
    }
    matches[i] = *match;
  }
  matches.resize(listed.size());
  return matches;
}

/// The first `most` of some matches in an order; `listed` are their documents.
std::vector<Match> in_order(const std::vector<Match>& matches,
                            const std::vector<std::uint32_t>& listed,
                            const catalog::PostTable& posts, Sort sort, std::size_t most) {
  std::vector<Match> result;
  for (const std::uint32_t place : posts.in_order(sort, listed, 0, most)) {
    result.push_back(matches[place]);
  }
  return result;
}

}  // namespace

class Search::Impl {
 public:
  explicit Impl(const SearchOptions& options) : files_(options.cache) {}

  std::variant<SearchPage, SearchNeeds, Error> query(const SearchQuery& asked) {
    files_.begin_query();
    auto answer = ask(asked);
    if (!std::holds_alternative<SearchNeeds>(answer)) {
      files_.end_query();
      manifest_fault_ = FileFault::kNone;
    }
    return answer;
  }

  std::optional<Error> provide(std::string_view name, std::string_view bytes) {
    FileFault fault = FileFault::kNone;
    if (name == kSearchManifestName) {
      if (const auto manifest = search::read_manifest(bytes, fault)) {
        posts_.emplace(manifest->posts);
        links_.emplace(manifest->links);
        return std::nullopt;
      }
      manifest_fault_ = fault;
    } else if (const auto id = search::file_id(name)) {
      fault = files_.put(*id, bytes);
    }
    return fault == FileFault::kNone ? std::nullopt
                                     : std::optional(error_of(fault, std::string(name)));
  }

  void miss(std::string_view name) {
    if (name == kSearchManifestName) {
      manifest_fault_ = FileFault::kMissing;
    } else if (const auto id = search::file_id(name)) {
      files_.miss(*id, FileFault::kMissing);
    }
  }

  [[nodiscard]] std::size_t cached() const { return files_.size(); }

 private:
  using Outcome = std::variant<SearchPage, SearchNeeds, Error>;

  /// Why the query stops here.
  [[nodiscard]] Outcome stop() const {
    if (files_.failed()) {
      return error_of(files_.fault().kind, search::file_name(files_.fault().file));
    }
    SearchNeeds needs;
    for (const search::FileId id : files_.needs()) {
      needs.files.push_back(search::file_name(id));
    }
    return needs;
  }

  Outcome ask(const SearchQuery& asked) {
    if (!posts_) {
      if (manifest_fault_ != FileFault::kNone) {
        return error_of(manifest_fault_, std::string(kSearchManifestName));
      }
      return SearchNeeds{{std::string(kSearchManifestName)}};
    }
    // Each step that lacks a file ends the query with the list of what it lacks, and the query is
    // asked again from the start when they are there: no state is kept between, and what has been
    // read is a lookup. All steps ask for as much as they can at once, for each round is a request.
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
    bound(filter, parsed);
    const catalog::PostTable& posts = collection.posts();
    // Facets count what matches exactly, before the page is cut; the catalog does that for both.
    std::vector<std::uint32_t> listed = documents_of(exact);
    auto counted = catalog::select(posts, filter, listed);
    if (!counted) {
      return counted.error();
    }
    SearchPage page;
    page.catalog = *std::move(counted);
    page.total = page.catalog.total;
    const std::size_t exact_hits = page.total;
    const std::size_t begin = asked.filter.offset;
    const std::size_t limit = asked.filter.limit.value_or(kDefaultLimit);
    const std::size_t wanted = limit == 0 ? 0 : end_of(begin, limit);
    const Sort sort = asked.filter.sort;
    std::vector<Match> hits;
    if (wanted > 0 && sort == Sort::kRelevance) {
      hits = search::best_matches(kept(exact, listed), &posts, std::max(wanted, kMostTitles),
                                  &matcher);
    } else if (wanted > 0) {
      hits = in_order(kept(exact, listed), listed, posts, sort, wanted);
      search::complete_scores(hits, matcher);
    }
    if (files_.stopped()) {
      return stop();
    }
    // Partial matches only fill the page, behind all exact ones; a page that is full costs nothing.
    if (!parsed.all.empty() && !parsed.title_only && exact_hits < wanted) {
      std::vector<Match> partial = matcher.partial(exact, exact.empty());
      if (files_.stopped()) {
        return stop();
      }
      listed = documents_of(partial);
      static_cast<void>(catalog::select(posts, filter, listed));
      partial = kept(std::move(partial), listed);
      const std::vector<Match> further =
          sort == Sort::kRelevance
              ? search::best_matches(partial, &posts, kMostPartial, nullptr)
              : search::best_matches(in_order(partial, listed, posts, sort, SIZE_MAX), nullptr,
                                     kMostPartial, nullptr);
      hits.insert(hits.end(), further.begin(), further.end());
    }
    if (sort == Sort::kRelevance && asked.excerpts) {
      prefer_title(collection, asked.text, hits);
    }
    hits.erase(hits.begin(),
               hits.begin() + static_cast<std::ptrdiff_t>(std::min(begin, hits.size())));
    hits.resize(std::min(hits.size(), limit));
    const std::size_t exact_shown = exact_hits - std::min(begin, exact_hits);
    if (asked.excerpts) {
      show(collection, parsed, matcher, hits, exact_shown, page);
    } else {
      number(hits, exact_shown, page);
    }
    if (!files_.needs().empty()) {
      return stop();
    }
    parsed.notices.swap(page.notices);
    for (Notice& notice : parsed.notices) {
      page.notices.push_back(std::move(notice));
    }
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

  static const search::Segment& segment_of(const Collection& collection, const Match& match) {
    const search::Segment* segment = collection.segments().data();
    while (match.document >= segment->first() + segment->count()) {
      ++segment;
    }
    return *segment;
  }

  /// "Issue #1" and "Issue 1" have the same words: of posts whose titles have the words of the
  /// query and no others, those come first whose title is the query to the letter.
  void prefer_title(const Collection& collection, const std::string& query,
                    std::vector<Match>& hits) {
    if (hits.size() < 2 || hits[1].tier != 2) {
      return;
    }
    const std::string wanted = text::fold(utf8::valid(query));
    // At most ten titles are read, and only within tier 2: those whose words are the query's.
    std::size_t titled = 0;
    for (std::size_t i = 0; i < std::min(hits.size(), kMostTitles) && hits[i].tier == 2; ++i) {
      const search::Segment& segment = segment_of(collection, hits[i]);
      const std::uint32_t number = hits[i].document - segment.first();
      if (files_.missed(segment.file_of(number)) != FileFault::kNone) {
        continue;
      }
      const auto document = segment.document(files_, number);
      if (document && text::fold(document->title) == wanted) {
        for (std::size_t at = i; at > titled; --at) {
          std::swap(hits[at], hits[at - 1]);
        }
        ++titled;
      }
    }
  }

  /// Fills the hits with what is known without their documents.
  static void number(const std::vector<Match>& hits, std::size_t exact, SearchPage& page) {
    for (std::size_t i = 0; i < hits.size(); ++i) {
      SearchHit& hit = page.hits.emplace_back();
      hit.document = hits[i].document;
      hit.partial = i >= exact;
      hit.score = static_cast<double>(hits[i].score) / 256;
    }
  }

  /// Fills the hits. One whose document cannot be had is left out and noticed.
  void show(const Collection& collection, const ParsedQuery& parsed, const Matcher& matcher,
            const std::vector<Match>& hits, std::size_t exact, SearchPage& page) {
    for (std::size_t i = 0; i < hits.size(); ++i) {
      const Match& match = hits[i];
      const search::Segment& segment = segment_of(collection, match);
      const std::uint32_t number = match.document - segment.first();
      const auto document = segment.document(files_, number);
      if (!document) {
        if (files_.failed()) {
          const Error error =
              error_of(files_.fault().kind, search::file_name(segment.file_of(number)));
          page.notices.push_back({error.code, error.message, error.file});
          files_.forgive();
        }
        continue;
      }
      const bool partial = i >= exact;
      search::Excerpt excerpt = search::make_excerpt(*document, parsed, matcher, partial);
      SearchHit hit;
      hit.document = match.document;
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
  FileFault manifest_fault_ = FileFault::kNone;
};

Search::Search(SearchOptions options) : impl_(std::make_unique<Impl>(options)) {}
Search::~Search() = default;
Search::Search(Search&&) noexcept = default;
Search& Search::operator=(Search&&) noexcept = default;

Search::Impl& Search::impl() {
  // One that was moved from begins again.
  if (impl_ == nullptr) {
    impl_ = std::make_unique<Impl>(SearchOptions{});
  }
  return *impl_;
}

std::variant<SearchPage, SearchNeeds, Error> Search::query(const SearchQuery& query) {
  return impl().query(query);
}

std::optional<Error> Search::provide(std::string_view name, std::string_view bytes) {
  return impl().provide(name, bytes);
}

void Search::miss(std::string_view name) {
  impl().miss(name);
}

std::size_t Search::cached() const {
  return impl_ == nullptr ? 0 : impl_->cached();
}

}  // namespace broadsheet
