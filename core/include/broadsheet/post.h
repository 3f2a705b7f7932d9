/// A post: what rendering makes of one Markdown file.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "broadsheet/article.h"
#include "broadsheet/date.h"
#include "broadsheet/diagnostic.h"
#include "broadsheet/export.h"

namespace broadsheet {
inline namespace BROADSHEET_ABI_NAMESPACE {

/// Front matter. Keys are recognized in any case; text is trimmed at both ends.
struct PostData {
  std::optional<std::string> title;
  /// ISO 8601 with the offset as written: "2023-05-12T15:00:00+08:00", "2021-01-02".
  std::optional<std::string> date;
  std::optional<std::string> lastmod;
  std::optional<std::string> description;
  /// A URL or path of an image.
  std::optional<std::string> cover;
  std::optional<std::string> slug;
  std::optional<std::string> lang;
  std::optional<std::string> author_link;
  std::optional<bool> draft;
  std::optional<std::int64_t> weight;
  /// The number of a newsletter's issue: `issue` of the front matter, or as the title or the file
  /// name tells it ("第 12 期", "Issue #12", "issue-12.md").
  std::optional<std::int64_t> issue;
  std::vector<std::string> authors;
  std::vector<std::string> categories;
  std::vector<std::string> tags;
  std::vector<std::string> aliases;
  /// Every other key as written, with its value as JSON text, in the order of the source.
  std::vector<std::pair<std::string, std::string>> extra;

  /// `date` in numbers.
  [[nodiscard]] std::optional<Date> date_value() const {
    return date ? parse_date(*date) : std::nullopt;
  }
  /// `lastmod` in numbers.
  [[nodiscard]] std::optional<Date> lastmod_value() const {
    return lastmod ? parse_date(*lastmod) : std::nullopt;
  }
};

struct Heading {
  /// The id of the element in the HTML, as GitHub makes them; unique in the post.
  std::string id;
  /// 1 to 6. Of a pseudo heading: one deeper than the heading it stands under.
  std::uint32_t level = 1;
  std::string text;
  /// A paragraph that is all bold, which many newsletters use as a heading.
  bool pseudo = false;
};

struct Link {
  std::string url;  ///< resolved against the base, if there is one
  std::string text;
  std::string section;  ///< id of the heading the link stands under; empty before the first
};

struct Image {
  std::string url;  ///< resolved against the base, if there is one
  std::string alt;
  std::string title;
  std::string section;  ///< as in Link
};

/// A part of Post::text between two headings.
struct Section {
  std::string id;           ///< of its heading; empty before the first
  std::uint32_t begin = 0;  ///< byte offsets into Post::text
  std::uint32_t end = 0;
};

struct Post {
  PostData data;
  /// Nothing if the post can only be rendered whole: with other options than newsletters have, or
  /// if its source had to be repaired or is too large.
  std::optional<ArticleStart> article;
  std::string html;
  /// Plain text of the body, a line feed between blocks.
  std::string text;
  std::vector<Section> sections;
  std::vector<Heading> toc;
  std::vector<Link> links;
  std::vector<Image> images;
  /// The description, the text before `<!--more-->`, or the first text.
  std::string excerpt;
  /// Ideographs plus words of other scripts.
  std::uint32_t words = 0;
  /// Reading time in minutes, rounded up: 500 ideographs or 213 words a minute, as Hugo counts.
  std::uint32_t minutes = 0;
  std::vector<Diagnostic> diagnostics;
};

}  // namespace BROADSHEET_ABI_NAMESPACE
}  // namespace broadsheet
