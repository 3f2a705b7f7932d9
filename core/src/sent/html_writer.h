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
#include "sent/tags.h"
#include "sent/text_numbers.h"
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
  std::vector<std::string> pictures;  ///< addresses, each once, in order
};

/// How wide the text of a mail is, in CSS pixels: pictures are not wider.
inline constexpr std::uint32_t kTextWidth = 536;
/// The same of an article of WeChat's.
inline constexpr std::uint32_t kWeChatWidth = 677;

struct SentAttributes;

/// Writes a post's body for where it is sent.
class HtmlWriter {
 public:
  HtmlWriter(const document::Tree& tree, Destination destination, Styles styles,
             SentAddresses& addresses, std::size_t limit);

  /// Nothing if it would be longer than the limit.
  [[nodiscard]] std::optional<SentHtml> run();

  /// Blocks of code have their language as an attribute from now on.
  void name_languages() { names_languages_ = true; }

  void leaf(std::uint32_t at);
  bool enter(std::uint32_t at);
  void leave(std::uint32_t at);

 private:
  void write(std::uint32_t begin, std::uint32_t end);
  void fresh_line();
  /// `<name style="...">`, with `attributes` behind the name and `more` declarations.
  void open(Tag tag, std::string_view attributes = {}, std::string_view more = {});
  void open(html::Element element, std::string_view attributes = {}, std::string_view more = {}) {
    open(sent::tag_of(element, destination_), attributes, more);
  }
  [[nodiscard]] std::string_view name_of(html::Element element) const;
  void close(html::Element element);
  void close(Tag tag) { close(tag.element); }
  void begin_box(Part part);
  void end_box(Part part);
  /// A class that a mail's style sheet knows, as an attribute.
  [[nodiscard]] std::string_view class_for_mail(std::string_view attribute) const {
    return destination_ == Destination::kMail ? attribute : std::string_view();
  }
  void begin_code(std::string_view language);
  void end_code();
  void write_text(std::string_view text);
  void begin_list(html::Element element, std::uint32_t first, std::string_view attributes,
                  std::string_view more);
  void end_list(html::Element element);
  void begin_item(std::string_view attributes, std::string_view more);
  void end_item();
  void end_link();
  void write_link_notes();

  void open_pair(std::uint32_t at);
  /// Whether there are tags.
  bool close_pair(std::uint32_t at);
  void open_block(std::uint32_t at);
  void close_block(std::uint32_t at);
  void open_span(std::uint32_t at);
  void close_span(std::uint32_t at);
  void write_box(const document::Node& item);
  void begin_table(std::uint32_t at);
  void open_cell(const document::Node& node);
  void open_link(std::string_view url, std::uint32_t place, Part part, std::string_view title);
  void write_picture(const document::Target& target, std::uint32_t place, bool stands_alone,
                     std::string_view width = {}, std::string_view height = {});
  void write_image(const document::Node& node, bool stands_alone);
  void write_shortcode(const document::Node& node, std::string_view text, bool is_block);
  void write_note_mark(const document::Note& note);
  void write_mark(std::string_view pattern, std::size_t number);
  void write_notes();
  void write_contents();
  [[nodiscard]] bool stands_alone(std::uint32_t at) const;

  // The author's own HTML (html_writer_elements.cpp).
  [[nodiscard]] Tag tag_of(const document::Node& node) const;
  bool enter_element(std::uint32_t at);
  void leave_element(std::uint32_t at);
  void open_element(html::Element element, const Tag& tag, const SentAttributes& attributes);
  void write_void(const document::Node& node);

  const document::Tree& tree_;
  const std::vector<document::Node>& nodes_;
  Destination destination_;
  Styles styles_;
  SentAddresses& addresses_;
  std::size_t limit_;
  text::Buffer out_;
  std::vector<std::uint32_t> stack_;
  struct OpenLink {
    bool has_tag = false;
    std::string noted;      ///< an address that becomes a note
    std::size_t begin = 0;  ///< of its text
  };
  struct OpenList {
    std::uint32_t next = 0;  ///< the number of the next item; 0: it has none
    bool is_flat = false;    ///< written without a list's elements
  };
  std::vector<OpenLink> links_;
  std::vector<OpenList> lists_;
  std::uint32_t whole_columns_ = 0;  ///< of the table, in mails
  std::uint32_t column_ = 0;         ///< of the next cell
  TextNumbers noted_;                ///< addresses of notes
  TextNumbers pictures_;
  std::vector<CutPlace> cuts_;
  bool in_notes_ = false;
  bool names_languages_ = false;
  std::size_t code_ = 0;  ///< blocks of code that are open
};

}  // namespace broadsheet::sent
