// What hears of raw HTML as it is sanitized.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "html/elements.h"

namespace broadsheet::html {

enum class Finding : std::uint8_t {
  kDropped,         ///< an element; `detail` is its name
  kDroppedContent,  ///< an element with what it held
  kLinkInstead,     ///< an element with what it held; a link to its address stands there
  kAttribute,       ///< an attribute; `detail` is its name
  kLinkScheme,      ///< a link is not clickable; `detail` is its address
  kImageScheme,     ///< an image is not shown; `detail` is its address
  kTooDeep,
  kOpenComment,  ///< a comment is not closed and hides what follows
};

enum class Break : std::uint8_t { kLine, kBlock, kCell };

/// What hears of the content as it is written. Positions are pointers into what was given.
class SanitizerHost {
 public:
  /// Text as it is read; blanks collapse unless it is `preformatted`.
  virtual void on_text(std::string_view text, bool preformatted) = 0;
  virtual void on_break(Break kind) = 0;
  virtual void on_link(std::string_view url) = 0;
  virtual void on_link_end() = 0;
  virtual void on_image(std::string_view url, std::string_view alt, std::string_view title) = 0;
  virtual void on_comment(std::string_view source) = 0;
  virtual void on_heading() = 0;
  /// `id`: the heading's, if its author gave it one; else one may be put in at `at` in the HTML.
  virtual void on_heading_end(std::uint32_t level, std::string_view id, std::size_t at) = 0;
  virtual void on_finding(Finding finding, std::string_view detail, const char* at) = 0;
  /// Whether the id, prefixed, may be used: it is the first of its kind.
  virtual bool claim_id(std::string_view id) = 0;
  /// What stands from `at` to the next end tag of `element` in the same paragraph, as it is in the
  /// source; empty if there is none.
  virtual std::string_view up_to_end_tag(Element element, const char* at) = 0;
  /// Whether an end tag of `element` follows in a later block.
  virtual bool ends_later(Element element) = 0;

 protected:
  SanitizerHost() = default;
  SanitizerHost(const SanitizerHost&) = default;
  SanitizerHost& operator=(const SanitizerHost&) = default;
  ~SanitizerHost() = default;
};

}  // namespace broadsheet::html
