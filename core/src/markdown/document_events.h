// The events of one body, as md4c tells them, on their way to the sinks.
#pragma once

#include <md4c.h>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "broadsheet/post.h"
#include "diagnostics/reporter.h"
#include "markdown/document.h"
#include "markdown/footnotes.h"
#include "markdown/heading_levels.h"
#include "markdown/labels.h"
#include "markdown/link_sink.h"
#include "markdown/prepared_body.h"
#include "markdown/raw_html_sink.h"
#include "markdown/shortcode_sink.h"
#include "markdown/sinks.h"

namespace broadsheet::markdown {

/// What the callbacks return to make md4c stop.
constexpr int kStopTooLarge = 1;
constexpr int kStopNoMemory = 2;
constexpr int kStopDefect = 3;

/// What a paragraph consists of, as far as it was read: one bold span, one image (which may be a
/// link), one formula, what is no paragraph at all, or anything else.
enum class Shape : std::uint8_t { kOther, kEmpty, kInBold, kBold, kImage, kMath, kBlock };

/// How much of an alert's beginning was read.
enum class AlertState : std::uint8_t { kNone, kQuote, kParagraph, kTitle };

class Document {
 public:
  Document(std::string_view body, std::size_t body_offset, const Settings& settings,
           Reporter& reporter, Post& post);

  /// Returns md4c's result.
  int parse();
  Findings finish();

  int enter_block(MD_BLOCKTYPE type, void* detail);
  int leave_block(MD_BLOCKTYPE type);
  int enter_span(MD_SPANTYPE type, void* detail);
  int leave_span(MD_SPANTYPE type);
  int text(MD_TEXTTYPE type, std::string_view text);
  void parser_says(std::string_view message);

 private:
  [[nodiscard]] const Labels& labels();
  [[nodiscard]] bool is_footnote_frame(MD_BLOCKTYPE type, bool enter, const void* detail);
  [[nodiscard]] bool take_alert_marker(std::string_view text);
  void normal(std::string_view text);
  void footnoted(std::string_view text);
  void code_in_cell(std::string_view code);
  bool footnote_reference(std::string_view label, const char* at);
  std::string_view label_with_html(std::string_view text, std::size_t begin) const;
  bool take_from_label(std::string_view& text);
  [[nodiscard]] bool leave_paragraph();
  void leave_heading();
  bool may_add_heading(std::string_view text);
  void plain(std::string_view text);
  void report_literal_emphasis(std::string_view text);
  void end_raw_inline();
  void report_limits();
  [[nodiscard]] std::size_t offset_of(const char* at) const { return place_.offset_of(at); }
  [[nodiscard]] int within_limit() const {
    return html_.size() > output_limit_ ? kStopTooLarge : 0;
  }

  std::string_view body_;
  std::size_t body_offset_;
  const Settings& settings_;
  Reporter& reporter_;
  Post& post_;

  PreparedBody prepared_;
  Place place_;
  Sinks sinks_;
  HtmlWriter& html_;
  TextBuilder& text_;
  Outline& outline_;
  Summary& summary_;
  RawHtmlSink raw_;
  LinkSink links_;
  ShortcodeSink shortcodes_;
  std::size_t output_limit_;
  bool want_html_;
  bool want_text_;

  bool has_double_asterisk_;
  bool any_block_ = false;
  bool heading_is_first_ = false;
  bool starts_with_heading_ = false;
  bool in_raw_block_ = false;
  bool in_cell_ = false;
  bool outline_reported_ = false;
  bool too_deep_ = false;
  bool too_many_brackets_ = false;
  Shape shape_ = Shape::kOther;  ///< of the open paragraph
  AlertState alert_state_ = AlertState::kNone;
  bool in_alert_ = false;
  bool in_footnotes_ = false;
  bool in_footnote_divider_ = false;
  std::uint32_t bold_depth_ = 0;
  std::uint32_t containers_ = 0;
  std::uint32_t heading_level_ = 0;  ///< 0 outside headings
  HeadingLevels heading_levels_;

  std::size_t block_mark_ = 0;   ///< where the text of the open paragraph or heading begins
  std::size_t quote_begin_ = 0;  ///< where the HTML of the open block quote begins

  std::optional<Footnotes> footnotes_;
  const char* label_end_ = nullptr;  ///< behind a reference of which not all pieces have come
  std::size_t footnote_depth_ = 0;   ///< of blocks within the definitions
  const Labels* labels_ = nullptr;

  std::string language_;
  std::string buffer_;
};

}  // namespace broadsheet::markdown
