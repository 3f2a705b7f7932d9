/// Rendering: one post in, everything about it out.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "broadsheet/article.h"
#include "broadsheet/export.h"
#include "broadsheet/post.h"

namespace broadsheet {
inline namespace BROADSHEET_ABI_NAMESPACE {

/// A longer post is not parsed but shown as plain text, with a diagnostic.
inline constexpr std::size_t kMaxPostBytes = std::size_t{1} << 20U;
/// Longer front matter is not read, with a diagnostic; the body is.
inline constexpr std::size_t kMaxFrontMatterBytes = std::size_t{64} << 10U;
/// How deep lists and maps of front matter may nest.
inline constexpr std::size_t kMaxYamlDepth = 32;
/// How many values front matter may hold.
inline constexpr std::size_t kMaxYamlNodes = 10'000;
/// HTML may grow to this many times the body, or to kMinOutputLimit bytes if that is more; beyond,
/// the post is shown as plain text, with a diagnostic.
inline constexpr std::size_t kMaxOutputFactor = 16;
inline constexpr std::size_t kMinOutputLimit = std::size_t{1} << 20U;

enum class Profile : std::uint8_t {
  kNewsletter,
  /// CommonMark 0.31.2 and nothing else. Raw HTML and every URL pass: unsafe for strangers' text.
  kCommonMark,
};

enum class RawHtml : std::uint8_t {
  kByProfile,
  kEscape,  ///< shown as text; comments are dropped
  kPass,    ///< copied through, every URL scheme with it; unsafe
  /// Elements and attributes of a list stay and are written anew, what could do harm is left out,
  /// what is no HTML is text (docs/html.md).
  kSanitize,
};

/// Bits of RenderOptions::syntax: what posts may write besides what the dialect has. No effect with
/// the profile kCommonMark.
namespace syntax {
inline constexpr std::uint32_t kContainers = 1;  ///< `:::name{attributes} title` to `:::`
inline constexpr std::uint32_t kMark = 2;        ///< `==marked==`
/// `{#id .class key=value}` behind links, images, code and emphasis, and at the end of a paragraph.
inline constexpr std::uint32_t kAttributes = 4;
inline constexpr std::uint32_t kWiki =
    8;  ///< `[[Page]]`, `[[Page#part|label]]`: links to `Page.md`
inline constexpr std::uint32_t kToc = 16;  ///< a paragraph `[TOC]` or `[[toc]]` becomes the outline
}  // namespace syntax

enum class Switch : std::uint8_t { kByProfile, kOff, kOn };

/// Parts of the answer; what is not asked for is not made.
struct Parts {
  bool html = true;
  bool text = true;
  /// Front matter, outline, links, images, counts, excerpt.
  bool details = true;
};

struct RenderOptions {
  Profile profile = Profile::kNewsletter;
  RawHtml html = RawHtml::kByProfile;
  Emphasis emphasis = Emphasis::kByProfile;
  Headings headings = Headings::kByProfile;
  Dialect dialect = Dialect::kGitHub;
  Switch front_matter = Switch::kByProfile;
  std::uint32_t syntax = 0;  ///< bits of namespace syntax
  Parts parts;
  /// Relative links and images resolve against it (RFC 3986, section 5.2).
  std::string base;
  /// What links to other posts' files (`../2020/x.md#part`) become, once they are resolved against
  /// the base: `{path}` stands for the file's path without extension and leading slash,
  /// `{fragment}` for the part behind `#`, which is appended where the pattern has no place for it.
  /// Empty: they stay. "#/post/{path}", "/{path}/".
  std::string page_links;
  /// The post's path, for date and slug of Jekyll's file names (2016-05-26-issue.md).
  std::string file;
  /// The language of posts whose front matter names none.
  std::string lang;
};

/// Renders one post. Any bytes are a post: what is wrong with them is said in the diagnostics.
/// Throws nothing but std::bad_alloc.
[[nodiscard]] BROADSHEET_API Post render_post(std::string_view source,
                                              const RenderOptions& options = {});

/// What a reader's page shows of a post whose metadata it has.
struct Article {
  std::string html;
  std::vector<Heading> toc;
  std::vector<Link> links;
};

/// Renders the body of a post whose front matter the caller knows: the source from Post::article's
/// offset on, with its options. Needs none of the code that reads front matter, counts words or
/// looks for the first text. Throws nothing but std::bad_alloc.
[[nodiscard]] BROADSHEET_API Article render_article(std::string_view body,
                                                    const ArticleOptions& options = {});

}  // namespace BROADSHEET_ABI_NAMESPACE
}  // namespace broadsheet
