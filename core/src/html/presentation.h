// How authors made things look, as classes: a page whose policy forbids style attributes can still
// show it. docs/html.md lists the classes.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "html/elements.h"

namespace broadsheet::html {

/// Collected from `align`, `valign`, `color`, `size` and `style`; the style attribute comes last.
class Presentation {
 public:
  void align(std::string_view value);
  void vertical_align(std::string_view value);
  void color(std::string_view value);
  /// `size` of `font`: 1 to 7, or relative to 3.
  void font_size(std::string_view value);
  /// A style attribute, decoded: `text-align`, `float`, `color`, `width`, `height`.
  void style(std::string_view declarations);

  /// Appends the classes, each behind a blank. Images float where text is aligned.
  void append_classes(std::string& out, Element element) const;

  /// `width` and `height` of the style attribute as written; empty if there are none.
  [[nodiscard]] std::string_view width() const { return width_; }
  [[nodiscard]] std::string_view height() const { return height_; }

 private:
  std::string_view align_;
  std::string_view float_;
  std::string_view valign_;
  std::string_view color_;
  std::string_view size_;
  std::string_view width_;
  std::string_view height_;
};

}  // namespace broadsheet::html
