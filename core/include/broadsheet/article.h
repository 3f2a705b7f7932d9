/// How the body of a post is read, once its front matter is known.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

#include "broadsheet/export.h"

namespace broadsheet {
inline namespace BROADSHEET_ABI_NAMESPACE {

/// Which delimiter runs open and close emphasis; `emphasis: cjk` in a post's front matter goes
/// before the option.
enum class Emphasis : std::uint8_t {
  kByProfile,
  kCommonMark,
  /// The CJK-friendly amendment of the flanking rules
  /// (github.com/tats-u/markdown-cjk-friendly, specification.md).
  kCjk,
  /// As kCjk, and in Chinese, Japanese and Korean posts also `**` with blanks inside, within a
  /// line, and `**a****b**` as two: what editors of Blackfriday's and WeChat's time let pass.
  /// English text is the same in all modes.
  kLenient,
};

/// Whose extensions a post is written in, besides GitHub's. No effect with the profile kCommonMark.
enum class Dialect : std::uint8_t {
  /// No others but `{#id}` behind a heading.
  kGitHub,
  /// Hugo's: attributes behind headings, definition lists.
  kGoldmark,
  /// Jekyll's: attribute lists `{: }` of blocks and spans, `{:toc}`, `{::comment}`, abbreviations,
  /// definition lists.
  kKramdown,
};

/// Which levels headings have; `headings: keep` in a post's front matter goes before the option.
enum class Headings : std::uint8_t {
  kByProfile,
  /// From h2 on and without gaps: the page's title is the only h1.
  kShift,
  kKeep,  ///< as the author gave them
};

/// What render_article() has to be told. The defaults are a newsletter's.
struct ArticleOptions {
  Emphasis emphasis = Emphasis::kByProfile;
  Headings headings = Headings::kByProfile;
  Dialect dialect = Dialect::kGitHub;
  /// The language of labels such as "Note"; empty: as the script of the body tells.
  std::string lang;
};

/// What makes render_article() give the same HTML, outline and links as render_post() did.
struct ArticleStart {
  std::size_t offset = 0;  ///< in bytes of the source: where the body begins
  ArticleOptions options;
};

}  // namespace BROADSHEET_ABI_NAMESPACE
}  // namespace broadsheet
