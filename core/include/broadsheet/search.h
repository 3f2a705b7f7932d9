/// Search: an index of an archive as immutable files, written at build time, and the engine that
/// answers queries from the few of them that a query needs. Neither reads nor stores anything
/// itself: both say what they want, and go on when their host has done it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "broadsheet/catalog.h"
#include "broadsheet/error.h"
#include "broadsheet/export.h"
#include "broadsheet/post.h"

namespace broadsheet {
inline namespace BROADSHEET_ABI_NAMESPACE {

// ---------------------------------------------------------------------------------------------
// Writing

/// The one file of an index that changes: it names the others.
inline constexpr std::string_view kSearchManifestName = "search.json";

/// Where a post stands in an index: what a later index that adds to it must know.
struct IndexedPost {
  std::uint32_t document = 0;
  std::uint32_t first_link = 0;
  std::uint32_t links = 0;
};

struct IndexOptions {
  bool drafts = false;  ///< index drafts, too
  /// Memory for terms, in bytes; when it is full, a run is handed to the host. What the writer
  /// needs besides does not grow with the archive.
  std::size_t memory = std::size_t{96} << 20U;
  /// The manifest of an index that this one adds to: the posts added now are answered together with
  /// those of that index. Empty: an index of its own.
  std::string base;
  /// Posts of the base that are left out from now on: changed or deleted.
  std::vector<IndexedPost> superseded;
};

/// What the host is to do next.
struct IndexStep {
  enum class Kind : std::uint8_t {
    kNothing,   ///< go on adding, or after finish(): all is done
    kFile,      ///< store `bytes` as the file `name`; it never changes
    kManifest,  ///< store `bytes` as the file `name`, replacing it, after all other files
    kRun,       ///< keep `bytes` as the next run: the first is run 0
    kRead,      ///< call provide() with `size` bytes of run `run` from `offset` on
  };
  Kind kind = Kind::kNothing;
  std::string name;
  std::string bytes;
  std::uint32_t run = 0;
  std::uint32_t size = 0;
  std::uint64_t offset = 0;
  /// Only searches for links read the file.
  bool links = false;
};

/// Writes an index of posts. The same posts in the same order give the same bytes, on any machine
/// and with any `memory`. After an error of add() the writer is as before the call; after one of
/// provide() the index cannot be finished. One that was moved from answers every call with
/// kIndexOrder.
class BROADSHEET_API IndexWriter {
 public:
  /// Begins an index. An error (kIndexBase, kVersionMismatch) when options.base is not empty and no
  /// manifest of this version, or when it has not the posts that options.superseded names.
  [[nodiscard]] static Result<IndexWriter> open(IndexOptions options = {});

  ~IndexWriter();
  IndexWriter(IndexWriter&&) noexcept;
  IndexWriter& operator=(IndexWriter&&) noexcept;
  IndexWriter(const IndexWriter&) = delete;
  IndexWriter& operator=(const IndexWriter&) = delete;

  /// Adds a post: of it, data, text, sections, toc and links are used. `entry` is what results show
  /// of the post, a JSON object that holds at least a string "path" (else kIndexEntry); it is kept
  /// as it is. `path` is the post's own. The value is where the post stands, or nothing for a draft
  /// that is left out. kIndexOrder after finish().
  [[nodiscard]] Result<std::optional<IndexedPost>> add(std::string_view path, const Post& post,
                                                       std::string_view entry);

  /// After the last post. Nothing may be added any more. kIndexOrder the second time.
  [[nodiscard]] std::optional<Error> finish();

  /// The next thing to do. Call it after each add() and after finish() until it is kNothing.
  [[nodiscard]] IndexStep next();

  /// Hands over what kRead asked for. kIndexRun when the bytes are not those of the run;
  /// kIndexOrder when nothing was asked for.
  [[nodiscard]] std::optional<Error> provide(std::string_view bytes);

 private:
  class Impl;
  explicit IndexWriter(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

// ---------------------------------------------------------------------------------------------
// Asking

struct SearchOptions {
  /// Files that are kept for later queries, in bytes. A query keeps what it needs for itself.
  std::size_t cache = std::size_t{16} << 20U;
};

/// What is searched.
enum class SearchScope : std::uint8_t {
  kPosts,
  kLinks,  ///< every link of every post, each a result of its own
};

struct SearchQuery {
  /// Words (all must match), "phrases", -without, this OR that, tag: category: author: host:
  /// before: after: in:title. A unit without blanks is a phrase: a Chinese sentence, sofa-rpc.
  std::string text;
  SearchScope scope = SearchScope::kPosts;
  /// The last word may be the beginning of one, and then counts like it: for asking while typing.
  bool prefix = false;
  /// Whether hits have entry, section and excerpt, which are read from their documents. Without,
  /// they have their numbers only, and no documents are needed.
  bool excerpts = true;
  /// Filters, sort and page. `words` are further words of the query. Without a limit: 10.
  CatalogQuery filter;
};

/// A result: a post (or a link), opened at a section.
struct SearchHit {
  /// Its number among all of the index: as IndexWriter::add() has told, those of a base first.
  std::uint32_t document = 0;
  std::string entry;    ///< as it was given to IndexWriter::add()
  std::string section;  ///< id of the heading under which the excerpt stands; may be empty
  std::string excerpt;  ///< plain text
  /// What matched in `excerpt`: begin and end in bytes, in order; utf16_size() of what
  /// stands before them counts as JavaScript does.
  std::vector<std::pair<std::uint32_t, std::uint32_t>> marks;
  double score = 0;
  bool partial = false;  ///< not all of the query matches
};

struct SearchPage {
  /// Exact matches on all pages, and facets under the other active filters.
  std::size_t total = 0;
  std::vector<SearchHit> hits;  ///< of this page; exact ones first
  CatalogPage catalog;          ///< of it: facets
  /// What of the query was not understood and passed over (kQueryDate, kQueryLong), and files that
  /// the answer had to do without.
  std::vector<Notice> notices;
};

/// Files that the host must provide before the query can be answered.
struct SearchNeeds {
  std::vector<std::string> files;
};

/// An index that is asked. It begins without any file and learns of them as queries need them. One
/// that was moved from is like a new one.
class BROADSHEET_API Search {
 public:
  explicit Search(SearchOptions options = {});
  ~Search();
  Search(Search&&) noexcept;
  Search& operator=(Search&&) noexcept;
  Search(const Search&) = delete;
  Search& operator=(const Search&) = delete;

  /// Answers, or says which files that takes. Then provide() (or miss()) them all and ask the same
  /// again. The first query asks for kSearchManifestName.
  [[nodiscard]] std::variant<SearchPage, SearchNeeds, Error> query(const SearchQuery& query);

  /// Hands over the bytes of a file. An error, naming the file, if they are not the ones that were
  /// written; then the file counts as missing until it is provided again.
  [[nodiscard]] std::optional<Error> provide(std::string_view name, std::string_view bytes);

  /// Says that a file cannot be had: until the next query has been answered, do without it.
  void miss(std::string_view name);

  /// Bytes of the files that are kept.
  [[nodiscard]] std::size_t cached() const;

 private:
  class Impl;
  Impl& impl();
  std::unique_ptr<Impl> impl_;
};

}  // namespace BROADSHEET_ABI_NAMESPACE
}  // namespace broadsheet
