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
  void font_size_number(std::string_view value);
  /// A style attribute, decoded.
  void style(std::string_view declarations);
  void large() { size_ = 2; }
  void center() { align_ = "center"; }

  /// Appends the classes, each behind a blank. Images float where text is aligned.
  void append_classes(std::string& out, Element element) const;

  /// `width` and `height` of the style attribute as written; empty if there are none.
  [[nodiscard]] std::string_view width() const { return width_; }
  [[nodiscard]] std::string_view height() const { return height_; }

 private:
  void declaration(std::string_view property, std::string_view value);
  void font_size(std::string_view value);

  std::string_view align_;
  std::string_view float_;
  std::string_view valign_;
  std::string_view color_;
  std::string_view width_;
  std::string_view height_;
  std::uint8_t size_ = 0;  ///< 1 small, 2 large, 3 larger
  std::uint8_t zoom_ = 0;  ///< in tenths
  bool bold_ = false;
  bool italic_ = false;
  bool underline_ = false;
  bool strike_ = false;
};

}  // namespace broadsheet::html
