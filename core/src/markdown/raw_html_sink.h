// The sink of raw HTML: what becomes of it in the HTML, the text and the lists of a post.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "broadsheet/post.h"
#include "broadsheet/render.h"
#include "diagnostics/reporter.h"
#include "html/end_tags.h"
#include "html/sanitizer.h"
#include "markdown/events.h"
#include "markdown/sinks.h"

namespace broadsheet::markdown {

/// More links, or images, are shown but not listed: each entry names its section, so that hostile
/// input could make the list much larger than itself.
inline constexpr std::size_t kMaxListed = 20'000;

/// The sinks that raw HTML writes to, and what it is told of.
struct RawHtmlTargets {
  HtmlWriter& html;
  TextBuilder& text;
  Outline& outline;
  Summary& summary;
  Reporter& reporter;
  Post& post;
};

class RawHtmlSink final : public html::SanitizerHost {
 public:
  /// `has_outline`: headings get ids.
  RawHtmlSink(const Place& place, RawHtml policy, const html::Addresses& addresses,
              bool has_outline, const RawHtmlTargets& targets);

  /// Takes a piece of raw HTML, which stands at `offset` in what is parsed. md4c gives it line by
  /// line; where a tag ends is for the tokenizer to say.
  void add(std::string_view piece, std::size_t offset);
  [[nodiscard]] bool pending() const { return !raw_.empty(); }

  /// What was added stood between text, was a whole block, or stood in an image's label.
  void end_inline();
  void end_block();
  [[nodiscard]] std::string take_label();

  /// An element of Markdown begins, or ends. False if it belongs to what is left out.
  bool enter_block(MD_BLOCKTYPE type);
  bool leave_block(MD_BLOCKTYPE type);
  bool enter_span(MD_SPANTYPE type);
  bool leave_span();

  /// Text, images and line ends belong to what is left out.
  [[nodiscard]] bool skipping() const { return sanitizer_.skipping(); }
  [[nodiscard]] bool in_link() const { return sanitizer_.in_link(); }

  /// Lets links to the ids of authors follow them.
  void finish();

 private:
  /// A piece of raw_ and where it stands in the body.
  struct Piece {
    std::size_t at;
    std::size_t offset;
  };

  void show_as_text(bool block);
  void report_shown();
  [[nodiscard]] std::size_t offset_of(const char* at) const;
  [[nodiscard]] bool is_author_id(std::string_view fragment) const;

  void on_text(std::string_view text, bool preformatted) override;
  void on_break(html::Break kind) override;
  void on_link(std::string_view url) override;
  void on_link_end() override;
  void on_image(std::string_view url, std::string_view alt, std::string_view title) override;
  void on_comment(std::string_view source) override;
  void on_heading() override;
  void on_heading_end(std::uint32_t level, std::string_view id, std::size_t at) override;
  void on_finding(html::Finding finding, std::string_view detail, const char* at) override;
  bool claim_id(std::string_view id) override;
  std::string_view up_to_end_tag(html::Element element, const char* at) override;
  bool ends_later(html::Element element) override;

  std::string_view body_;
  const Place& place_;
  RawHtml policy_;
  bool has_outline_;
  RawHtmlTargets targets_;

  std::string raw_;
  std::vector<Piece> pieces_;
  html::EndTags end_tags_;
  std::size_t paragraph_end_ = 0;
  bool shown_reported_ = false;

  std::size_t link_mark_ = 0;
  std::string link_url_;
  std::string link_alt_;
  std::size_t heading_mark_ = 0;
  std::size_t author_ids_ = 0;

  html::Sanitizer sanitizer_;
};

}  // namespace broadsheet::markdown
