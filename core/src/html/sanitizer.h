// The sanitizer: raw HTML of strangers becomes HTML that does nothing but show text, links and
// images.
//
// Tokens (tokenizer.h) are matched against tables of elements and attributes; what passes is
// written anew from constants, text and values escaped. Nothing is copied through. How it nests:
// open_elements.h.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "html/author_attributes.h"
#include "html/elements.h"
#include "html/end_tags.h"
#include "html/open_elements.h"
#include "html/sanitizer_host.h"
#include "html/start_tag.h"
#include "html/tokenizer.h"
#include "html/url.h"
#include "text/buffer.h"

namespace broadsheet::html {

class Sanitizer {
 public:
  Sanitizer(SanitizerHost& host, const Addresses& addresses)
      : host_(host), addresses_(addresses), open_(host) {}

  /// A block of Markdown is about to be written: makes room for it.
  void before_block();
  /// An element of Markdown begins, or ends; ends those of authors within it. False if it is part
  /// of what is left out.
  bool enter(ContentModel model);
  bool leave();

  /// Markdown has written something that stands in a line, or after which a line begins.
  void at_line_start(bool is) { open_.at_line_start(is); }

  /// A whole block of raw HTML.
  void block(std::string_view html);
  /// Raw HTML between the text of an element of Markdown.
  void inlined(std::string_view html);

  /// What follows belongs to an element that is left out, up to its end tag or to leave().
  [[nodiscard]] bool skipping() const { return skipped_.element != Element::kUnknown; }
  /// Whether nothing of the author's is open in the innermost element of Markdown, or was left out
  /// and goes on: elements of Markdown without raw HTML within change nothing here then.
  [[nodiscard]] bool at_rest() const {
    return !skipping() && skipped_.markdown == 0 && open_.at_rest();
  }
  /// Ends all of the author's elements.
  void finish();

 private:
  /// What is left out, with what it holds.
  struct Skipped {
    Element element = Element::kUnknown;
    std::size_t depth = 0;     ///< of its own start tags
    std::size_t markdown = 0;  ///< elements of Markdown in it
  };

  /// The first address between two places of a text.
  struct InnerAddress {
    const char* from = nullptr;
    const char* read_to = nullptr;
    const char* at = nullptr;  ///< where it stands; null: there is none
    std::string url;
  };

  /// What becomes of a tag's attributes.
  struct TagParts {
    AuthorAttributes attributes;
    std::string id;
    text::Buffer markup;
  };

  void process(std::string_view html);
  void process_skipped();
  void text(std::string_view raw);
  void write_text(std::string_view decoded);
  void start_tag();
  void end_tag();

  void open_inline(Element element);
  void open_link();
  void open_ruby_text(Element element);
  void open_block(Element element);
  void open_paragraph();
  void open_item(Element element);
  void open_table_part(Element element);
  void line_break(Element element);
  void rule();
  void image();
  void leave_out(Element element);
  void skip_content(Element element);
  [[nodiscard]] std::size_t find_tree_end(Element element, std::size_t from);
  void read_address(const Token& token, std::string_view name);
  void read_inner_address(std::string_view content);
  void link_instead(Element element, std::string_view content, bool drops_content);
  [[nodiscard]] bool is_prose(Element element);
  [[nodiscard]] bool ends(Element element);
  [[nodiscard]] bool may_nest(std::size_t elements);
  [[nodiscard]] bool refused(Element element);

  void start(Element element, std::uint8_t flags = 0, bool clickable = false);
  void read_id();
  void add_attributes(StartTag& tag);
  void report_attributes();
  void report(Finding finding, std::string_view detail = {});

  SanitizerHost& host_;
  Addresses addresses_;
  OpenElements open_;
  Skipped skipped_;
  bool skip_line_feed_ = false;
  std::uint64_t unended_trees_ = 0;  ///< elements that were searched for an end in vain, by bit

  std::string_view html_;  ///< what is being read
  EndTags end_tags_{std::string_view()};
  Tokenizer tokenizer_{std::string_view()};
  Token token_;
  TagParts tag_;
  std::string text_;
  std::string url_;
  InnerAddress inner_address_;
};

/// `html`, a fragment that stands alone, valid UTF-8. For tests and fuzzing.
[[nodiscard]] std::string sanitize(std::string_view html);

/// The text of raw HTML where there can be no elements: that between tags, and what only looks like
/// a tag.
[[nodiscard]] std::string text_of(std::string_view html);

}  // namespace broadsheet::html
