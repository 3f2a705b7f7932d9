/// Catalog: the metadata of all posts, filtered, sorted and counted.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "broadsheet/error.h"
#include "broadsheet/export.h"

namespace broadsheet {
inline namespace BROADSHEET_ABI_NAMESPACE {

/// What the catalog knows of a post. Strings are UTF-8; ill-formed parts are read as U+FFFD.
struct CatalogEntry {
  std::string path;
  std::string title;
  std::string description;
  std::string date;  ///< in any form that front matter may have; empty or unreadable: undated
  std::string lang;
  bool draft = false;
  std::optional<std::int64_t> issue;  ///< its number, which orders posts without a date
  std::vector<std::string> tags;
  std::vector<std::string> categories;
  std::vector<std::string> authors;
};

/// Only the first so many bytes of a query's words, and so many of the words in them, are looked
/// for; the others are passed over, with a notice.
inline constexpr std::size_t kMaxQueryBytes = 2'048;
inline constexpr std::size_t kMaxQueryWords = 32;

enum class Sort : std::uint8_t {
  kNewest,
  kOldest,
  kTitle,
  kRelevance,  ///< all words in the title first, then as kNewest
};

/// A post must match each of the lists that are not empty, by any of its values (AND between
/// facets, OR inside one). Terms are compared folded: case, full-width forms and outer blanks do
/// not count.
struct CatalogQuery {
  /// All of them must occur in title or description. See kMaxQueryWords.
  std::string words;
  std::vector<std::string> tags;
  std::vector<std::string> categories;
  std::vector<std::string> authors;
  std::vector<std::int32_t> years;
  std::vector<std::string> langs;
  /// First and last day, inclusive, by the calendar date as the post has it: "2020", "2020-06",
  /// "2020-06-30" or a full date. Empty: no bound. Undated posts match no bound.
  std::string from;
  std::string to;
  bool drafts = false;  ///< list drafts too
  Sort sort = Sort::kNewest;
  std::size_t offset = 0;
  std::optional<std::size_t> limit;  ///< none: all
};

/// A value of a facet, in its most frequent spelling (the first in byte order among equals).
struct Facet {
  std::string value;
  std::uint32_t count = 0;
};

/// Only values that occur are listed. A facet's counts are under all of the query but that facet.
struct CatalogPage {
  std::size_t total = 0;             ///< matches on all pages
  std::vector<std::uint32_t> posts;  ///< positions of the page's posts in the catalog, in order
  std::vector<Facet> tags;           ///< by count, then by value
  std::vector<Facet> categories;
  std::vector<Facet> authors;
  std::vector<Facet> years;  ///< newest first
  std::vector<Facet> langs;
  std::vector<Notice> notices;  ///< what of the query was passed over (kQueryLong)
};

/// Immutable once built; queries may run on several threads. One that was moved from holds no
/// posts.
class BROADSHEET_API Catalog {
 public:
  explicit Catalog(const std::vector<CatalogEntry>& entries);
  ~Catalog();
  Catalog(Catalog&&) noexcept;
  Catalog& operator=(Catalog&&) noexcept;
  Catalog(const Catalog&) = delete;
  Catalog& operator=(const Catalog&) = delete;

  /// How many posts it holds.
  [[nodiscard]] std::size_t size() const;
  /// The page that a query asks for. An error (kQueryDate) when a bound is not a date: it would
  /// filter nothing, silently.
  [[nodiscard]] Result<CatalogPage> query(const CatalogQuery& query) const;

 private:
  struct Posts;
  std::unique_ptr<const Posts> posts_;
};

}  // namespace BROADSHEET_ABI_NAMESPACE
}  // namespace broadsheet
