// The sanitizer: raw HTML of strangers becomes HTML that does nothing but show text, links and
// images.
//
// Tokens (tokenizer.h) are matched against tables of elements and attributes; what passes is
// written anew from constants, text and values escaped. Nothing is copied through. What is written
// nests so that a browser's parser builds exactly the tree that was meant: no element has to be
// closed, moved or repeated by it. Authors' elements may hold blocks of Markdown that follow, but
// end at the latest with the block of Markdown that they stand in, and never end one.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "html/author_attributes.h"
#include "html/elements.h"
#include "html/end_tags.h"
#include "html/fragment_links.h"
#include "html/sanitizer_host.h"
#include "html/tokenizer.h"
#include "html/url.h"
#include "text/buffer.h"

namespace broadsheet::html {

/// Deeper elements of authors are left out, their text stays. Browsers give up nesting at 512.
inline constexpr std::size_t kMaxAuthorDepth = 64;

/// What an element of Markdown may hold.
enum class Frame : std::uint8_t {
  kFlow,      ///< blocks: list items, quotes, cells
  kPhrasing,  ///< text: paragraphs, headings, emphasis
  kLink,      ///< text, but no links
};

class Sanitizer {
 public:
  /// Writes to `out`, into which others write between the calls.
  Sanitizer(text::Buffer& out, FragmentLinks& fragments, SanitizerHost& host,
            const Addresses& addresses);

  /// A block of Markdown is about to be written: makes room for it.
  void before_block();
  /// An element of Markdown begins, or ends; ends those of authors within it. False if it is part
  /// of what is left out.
  bool enter(Frame frame);
  bool leave();

  /// A whole block of raw HTML.
  void block(std::string_view html);
  /// Raw HTML between the text of an element of Markdown.
  void inlined(std::string_view html);

  /// What follows belongs to an element that is left out, up to its end tag or to leave().
  [[nodiscard]] bool skipping() const { return skipped_ != Element::kUnknown; }
  /// Whether a link is open; links do not nest.
  [[nodiscard]] bool in_link() const { return open_links_ > 0; }
  /// Ends all of the author's elements.
  void finish();

 private:
  struct Open {
    Element element;
    std::uint8_t flags;
  };
  static constexpr std::uint8_t kMarkdown = 1;  ///< not the author's
  static constexpr std::uint8_t kPhrasing = 2;  ///< of Markdown: holds text
  static constexpr std::uint8_t kIsLink = 4;    ///< counted as an open link
  static constexpr std::uint8_t kListed = 8;    ///< a link that the host heard of
  static constexpr std::uint8_t kAsDiv = 16;    ///< written as `div`
  static constexpr std::uint8_t kEnded = 32;  ///< its end tag came before that of an element within
  static constexpr std::uint8_t kImplied = 64;  ///< no tag of the author stands for it
  static constexpr std::uint8_t kSilent = 128;  ///< of Markdown, but begun in what is left out

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
  void link_instead(Element element, std::string_view content, bool drops_content);
  [[nodiscard]] bool is_prose(Element element);
  [[nodiscard]] bool ends(Element element);

  void write_start(Element element, std::uint8_t flags);
  void write_id(Element element);
  void push(Element element, std::uint8_t flags = 0);
  void push_implied(Element element);
  void close_one();
  void close_to(std::size_t size);
  void close_paragraph();
  void close_phrases();
  void open_row(std::size_t table);
  void make_room_for_text();
  void begin_phrase();
  void break_line();
  void separate();

  [[nodiscard]] std::size_t floor() const;
  [[nodiscard]] std::size_t find_table() const;
  [[nodiscard]] bool may_nest(std::size_t elements);
  [[nodiscard]] bool in_table_structure() const;
  [[nodiscard]] bool at_frame() const;
  [[nodiscard]] bool in_phrasing() const;
  [[nodiscard]] bool refused_in_phrasing(Element element);

  text::Buffer& out_;
  FragmentLinks& fragments_;
  SanitizerHost& host_;
  Addresses addresses_;

  std::vector<Open> stack_;
  std::size_t depth_ = 0;  ///< of authors' elements
  std::size_t open_links_ = 0;
  std::size_t preformatted_ = 0;
  std::size_t unwrapped_blocks_ = 0;  ///< in a paragraph, their end tags still to come
  std::size_t fresh_pre_ = 0;         ///< size of the HTML behind a start tag of `pre`
  std::size_t heading_at_ = 0;
  Element skipped_ = Element::kUnknown;
  std::size_t skipped_depth_ = 0;
  std::size_t skipped_frames_ = 0;
  bool in_block_ = false;
  bool inline_run_ = false;  ///< in a block of raw HTML, text stands outside of paragraphs already
  bool skip_line_feed_ = false;
  bool too_deep_reported_ = false;
  std::uint64_t unended_trees_ = 0;  ///< elements that were searched for an end in vain, by bit

  std::string_view html_;  ///< what is being read
  EndTags end_tags_{std::string_view()};
  Tokenizer tokenizer_{std::string_view()};
  Token token_;
  AuthorAttributes attributes_;
  std::string text_;
  std::string url_;
  std::string id_;  ///< of the open heading, if its author gave it one
};

/// `html`, a fragment that stands alone, valid UTF-8. For tests and fuzzing.
[[nodiscard]] std::string sanitize(std::string_view html);

/// The text of raw HTML where there can be no elements: that between tags, and what only looks like
/// a tag.
[[nodiscard]] std::string text_of(std::string_view html);

}  // namespace broadsheet::html
