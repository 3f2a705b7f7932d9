// Start tags of authors as they are written: everything in them is made anew.
#pragma once

#include <string_view>

#include "html/elements.h"
#include "text/buffer.h"

namespace broadsheet::html {

struct StartTag {
  Element element = Element::kUnknown;
  bool as_div = false;          ///< written as `div`
  bool implied = false;         ///< no tag of the author stands for it
  bool linked = false;          ///< a link that is clickable
  bool is_embed = false;        ///< a link in place of what is left out
  std::string_view url;         ///< of a link or an image
  std::string_view title;       ///< of an image; it is among the attributes, too
  std::string_view alt;         ///< of an image
  std::string_view id;          ///< with its prefix; empty for none
  std::string_view attributes;  ///< all others, ready: ` width="1"`
  const char* at = nullptr;     ///< where it begins in what was given; null if it does not
};

/// Appends `<name ...>`. What holds nothing (`br`, `hr`, `img`) is complete with it.
void append_start_tag(text::Buffer& out, const StartTag& tag);
/// Appends `</name>`.
void append_end_tag(text::Buffer& out, Element element, bool as_div, bool implied);

}  // namespace broadsheet::html
