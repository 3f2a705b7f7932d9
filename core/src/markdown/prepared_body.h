// A body as md4c is given it: what md4c does not know is taken out or marked before.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "markdown/document.h"
#include "markdown/footnote_definitions.h"
#include "markdown/mapped_text.h"
#include "markdown/shortcodes.h"

namespace broadsheet::markdown {

class PreparedBody {
 public:
  /// `body` must outlive the result. Bodies without such syntax are taken as they are.
  PreparedBody(std::string_view body, const Settings& settings);
  PreparedBody(const PreparedBody&) = delete;
  PreparedBody& operator=(const PreparedBody&) = delete;

  [[nodiscard]] std::string_view text() const { return text_; }

  /// Places of `text()` in the body; null if they are the same.
  [[nodiscard]] const MappedText* map() const { return map_; }

  /// What placeholders in the text stand for.
  [[nodiscard]] const std::vector<Shortcode>& shortcodes() const { return shortcodes_; }

  /// Whether the text may refer to footnotes.
  [[nodiscard]] bool has_footnotes() const { return has_footnotes_; }
  [[nodiscard]] const FootnoteLayout& footnotes() const { return footnotes_; }

 private:
  std::string_view text_;
  const MappedText* map_ = nullptr;
  MappedText replaced_;  ///< the body with placeholders
  std::vector<Shortcode> shortcodes_;
  bool has_footnotes_ = false;
  FootnoteLayout footnotes_;
};

}  // namespace broadsheet::markdown
