// The elements that what is sent is written with, and the styles they have.
#pragma once

#include <cstdint>

#include "document/node.h"
#include "html/elements.h"
#include "sent/styles.h"

namespace broadsheet::sent {

enum class Destination : std::uint8_t {
  kMail,
  /// An article of WeChat's: its editor keeps neither classes nor addresses of elsewhere, collapses
  /// blanks in code, and takes deeper lists apart.
  kWeChat,
  /// Feed readers bring their own styles and know all elements, but show many issues on one page.
  kFeed,
};

/// An element and its style.
struct Tag {
  html::Element element = html::Element::kUnknown;  ///< none: what it holds stands alone
  Part part = Part::kCount;                         ///< without a style
};

/// How an element of an author is written: mail clients and WeChat's editor know few.
[[nodiscard]] Tag tag_of(html::Element element, Destination destination);

/// The same of a node of Markdown that needs no more than a pair of tags.
[[nodiscard]] Tag tag_of(document::Kind kind, Destination destination);

}  // namespace broadsheet::sent
