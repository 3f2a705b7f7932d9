// What hears of raw HTML as it is sanitized.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "html/elements.h"
#include "html/start_tag.h"

namespace broadsheet::html {

enum class Finding : std::uint8_t {
  kDropped,         ///< an element; `detail` is its name
  kDroppedContent,  ///< an element with what it held
  kLinkInstead,     ///< an element with what it held; a link to its address stands there
  kAttribute,       ///< an attribute; `detail` is its name
  kLinkScheme,      ///< a link is not clickable; `detail` is its address
  kImageScheme,     ///< an image is not shown; `detail` is its address
  kImageEmpty,      ///< an image has no address
  kTooDeep,
  kOpenComment,  ///< a comment is not closed and hides what follows
};

/// What is made of raw HTML, piece by piece, and what is to be said about it. Texts are valid
/// during the call; positions are pointers into what was given.
class SanitizerHost {
 public:
  /// An element begins. Ids are unique only when all of a post are known: that is for others.
  virtual void on_start(const StartTag& tag) = 0;
  /// The innermost element ends.
  virtual void on_end() = 0;
  /// `br`, `wbr`, `hr` or `img`.
  virtual void on_void(const StartTag& tag) = 0;
  /// Text as it is read; blanks collapse unless it is `preformatted`. HTML shows `shown` of it.
  virtual void on_text(std::string_view text, std::string_view shown, bool preformatted) = 0;
  /// Line ends and blanks between elements, in HTML alone.
  virtual void on_blank(std::string_view blank) = 0;
  /// Blanks at the end of what was shown last, if that is text, are dropped from HTML.
  virtual void trim_shown() = 0;
  /// What goes on stands on a line of its own; in HTML by `br`, unless it does so anyway.
  virtual void on_line_break(bool shown) = 0;
  /// What goes on shall not run into what was before.
  virtual void on_separator() = 0;
  virtual void on_comment(std::string_view source) = 0;
  virtual void on_finding(Finding finding, std::string_view detail, const char* at) = 0;
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
