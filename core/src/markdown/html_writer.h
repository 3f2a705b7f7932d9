// The HTML sink.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "html/fragment_links.h"
#include "markdown/events.h"
#include "text/buffer.h"

namespace broadsheet::markdown {

enum class HtmlStyle : std::uint8_t {
  /// HTML5 with what a reader's page needs: lazy images without referrer.
  kArticle,
  /// The bytes of CommonMark's reference implementation.
  kCommonMark,
};

class HtmlWriter {
 public:
  explicit HtmlWriter(HtmlStyle style) : style_(style) {}

  void reserve(std::size_t bytes) { out_.reserve(bytes); }

  void enter_block(MD_BLOCKTYPE type, const void* detail, std::string_view code_language);
  void leave_block(MD_BLOCKTYPE type);
  void enter_span(MD_SPANTYPE type);
  void leave_span(MD_SPANTYPE type);
  void enter_link(const LinkTarget& target);
  void leave_link(const LinkTarget& target);
  void image(const ImageSource& source);

  void text(std::string_view text);
  void soft_break() { out_ += '\n'; }
  void hard_break();

  /// Gives the heading or paragraph that was entered last an id, in quotes for HTML by the caller's
  /// choice of characters: it must need no escaping.
  void set_id(std::string_view id) { set_id(id, id_at_); }
  /// The same for any element: `at` stands behind its name.
  void set_id(std::string_view id, std::size_t at);

  /// Where raw HTML is written to.
  [[nodiscard]] text::Buffer& output() { return out_; }
  /// Where the links within the article stand.
  [[nodiscard]] html::FragmentLinks& fragments() { return fragments_; }

  /// Ends the last block's line.
  void fresh_line();

  /// Markup that is complete in itself.
  void markup(std::string_view html) { out_ += html; }

  /// Makes an alert of the block quote that begins at `begin`, of which nothing but its first
  /// paragraph was entered, and writes its title. The paragraph is left with it;
  /// enter_alert_text() enters it again.
  void enter_alert(std::size_t begin, std::string_view kind, std::string_view title);
  void enter_alert_text();
  void leave_alert();

  /// Makes a figure of the paragraph that was entered last, and leaves it.
  void leave_figure(std::string_view caption);

  /// Writes `html` in place of the paragraph that was entered last, of which there is nothing yet.
  void replace_paragraph(std::string_view html);

  /// Makes a block of the formula that is all of the paragraph that was entered last, and leaves
  /// it.
  void leave_display_math();

  [[nodiscard]] std::size_t size() const { return out_.size(); }
  [[nodiscard]] std::string take() { return out_.take(); }

 private:
  [[nodiscard]] std::string_view void_end() const {
    return style_ == HtmlStyle::kArticle ? ">" : " />";
  }

  text::Buffer out_;
  html::FragmentLinks fragments_;
  HtmlStyle style_;
  std::uint32_t heading_ = 0;  ///< level of the open heading, counted from 0
  std::size_t id_at_ = 0;      ///< behind the tag name that set_id() completes
};

}  // namespace broadsheet::markdown
