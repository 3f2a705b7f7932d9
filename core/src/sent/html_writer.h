// HTML that is sent: with styles at the elements, and without what needs a page around it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "document/tree.h"
#include "html/elements.h"
#include "sent/addresses.h"
#include "sent/styles.h"
#include "text/buffer.h"

namespace broadsheet::sent {

/// A heading that stands directly in the post: what is sent may end before it.
struct CutPlace {
  std::size_t offset = 0;  ///< in what was written
  std::uint32_t node = 0;
};

struct SentHtml {
  std::string html;
  std::vector<CutPlace> cuts;
};

/// How wide the text of a mail is, in CSS pixels: pictures are not wider.
inline constexpr std::uint32_t kTextWidth = 536;

/// Writes a post's body for a mail.
class HtmlWriter {
 public:
  HtmlWriter(const document::Tree& tree, const Styles& styles, SentAddresses& addresses,
             std::size_t limit);

  /// Nothing if it would be longer than the limit.
  [[nodiscard]] std::optional<SentHtml> run();

  void leaf(std::uint32_t at);
  bool enter(std::uint32_t at);
  void leave(std::uint32_t at);

 private:
  void write(std::uint32_t begin, std::uint32_t end);
  void fresh_line();
  void close(std::string_view name);
  /// `<name style="...">`, with `attributes` behind the name and `more` declarations.
  void open(std::string_view name, Part part, std::string_view attributes = {},
            std::string_view more = {});
  void begin_box(Part part);
  void end_box();

  void open_block(std::uint32_t at);
  void close_block(std::uint32_t at);
  void open_span(std::uint32_t at);
  void close_span(std::uint32_t at);
  void open_cell(const document::Node& node);
  bool open_link(std::string_view url, std::uint32_t place, Part part, std::string_view title);
  void write_picture(const document::Target& target, std::uint32_t place, bool stands_alone,
                     std::string_view width = {}, std::string_view height = {});
  void write_image(const document::Node& node, bool stands_alone);
  void write_shortcode(const document::Node& node, std::string_view text, bool is_block);
  void write_note_mark(const document::Note& note);
  void write_notes();
  void write_contents();
  [[nodiscard]] bool stands_alone(std::uint32_t at) const;

  // The author's own HTML (html_writer_elements.cpp).
  bool enter_element(std::uint32_t at);
  void leave_element(std::uint32_t at);
  void write_void(const document::Node& node);

  const document::Tree& tree_;
  const std::vector<document::Node>& nodes_;
  const Styles& styles_;
  SentAddresses& addresses_;
  std::size_t limit_;
  text::Buffer out_;
  std::vector<std::uint32_t> stack_;
  std::vector<bool> links_;  ///< of those that are open: whether they have a tag
  std::vector<CutPlace> cuts_;
  bool in_notes_ = false;
};

}  // namespace broadsheet::sent
