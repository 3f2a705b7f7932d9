// The elements that are open where raw HTML is sanitized: those of Markdown, and those of authors
// within them; and the room that is made in them for what follows.
//
// What is written nests so that a browser's parser builds exactly the tree that was meant: no
// element has to be closed, moved or repeated by it. Authors' elements may hold blocks of Markdown
// that follow, but end at the latest with the block of Markdown that they stand in, and never end
// one.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "html/elements.h"
#include "html/sanitizer_host.h"
#include "html/start_tag.h"

namespace broadsheet::html {

/// Deeper elements of authors are left out, their text stays. Browsers give up nesting at 512.
inline constexpr std::size_t kMaxAuthorDepth = 64;

/// What an element of Markdown may hold.
enum class ContentModel : std::uint8_t {
  kFlow,      ///< blocks: list items, quotes, cells
  kPhrasing,  ///< text: paragraphs, headings, emphasis
  kLink,      ///< text, but no links
};

class OpenElements {
 public:
  /// How an author's element is open.
  static constexpr std::uint8_t kIsLink = 4;  ///< counted as an open link
  static constexpr std::uint8_t kAsDiv = 16;  ///< written as `div`

  explicit OpenElements(SanitizerHost& host) : host_(host) {}

  /// An element of Markdown begins; `silent` if in what is left out.
  void enter(ContentModel model, bool silent);
  /// It ends, with the authors' within. False if it was silent.
  bool leave();
  /// A block of Markdown is about to be written: makes room for it.
  void before_block();
  /// A block of raw HTML begins, or ends; elements that a later block ends stay open.
  void begin_html_block();
  void end_html_block();
  /// Markdown has written something that stands in a line, or after which a line begins.
  void at_line_start(bool is) { tail_.line_start = is; }

  [[nodiscard]] bool empty() const { return stack_.empty(); }
  /// Whether nothing of the author's is open in the innermost element of Markdown.
  [[nodiscard]] bool at_rest() const { return at_markdown() && unwrapped_blocks_ == 0; }
  /// Whether a link is open; links do not nest.
  [[nodiscard]] bool in_link() const { return open_links_ > 0; }
  [[nodiscard]] bool in_html_block() const { return in_html_block_; }
  /// Whether so many more elements of the author's may be opened; reports the first that may not,
  /// by its place.
  [[nodiscard]] bool may_nest(std::size_t elements, const char* at);

  /// Opens an author's element. Room for it was made.
  void start(const StartTag& tag, std::uint8_t flags = 0);
  /// Writes one that holds nothing.
  void write_void(const StartTag& tag);
  /// Writes a link of ours around a text, where one may stand.
  void write_link(const StartTag& tag, std::string_view text);
  /// Writes text, not empty: a phrase, or blanks between blocks. `at` is its place.
  void write_text(std::string_view text, const char* at);
  /// Writes text that stands for something else, within a phrase.
  void show(std::string_view text, std::string_view shown, bool preformatted);

  /// Ends an author's element, or the line of one that was refused.
  void end(Element element);
  /// Whether a block may not stand here; then a line ends instead, and one more at its end tag.
  bool refuses_block(Element element);
  /// The tag of a block is left out: what it holds shall not run into what is around it.
  void separate();
  void begin_unwrapped_block();
  /// Text between blocks stands outside of paragraphs from here on, or in them again.
  void begin_inline_run() { inline_run_ = inline_run_ || at_markdown(); }
  void end_inline_run() { inline_run_ = false; }

  void make_room_for_text();
  void make_room_for_block();
  /// Room for text or an image. Where a block of raw HTML holds bare text, it becomes a paragraph.
  void begin_phrase(const char* at);
  /// Room for an item, a term or a definition. True directly in its list; else it is a block.
  bool make_room_for_item(Element element);
  /// Room for a part of a table; false outside of one.
  bool make_room_for_table_part(Element element);
  /// Ends the author's link that is open; false if it is not one, or not within this element of
  /// Markdown.
  bool end_link();
  /// Ends what is open within the innermost `ruby`; false if there is none in this line.
  bool return_to_ruby(const char* at);

 private:
  struct Open {
    Element element;
    std::uint8_t flags;
  };
  static constexpr std::uint8_t kMarkdown = 1;  ///< not the author's
  static constexpr std::uint8_t kPhrasing = 2;  ///< of Markdown: holds text
  static constexpr std::uint8_t kEnded = 32;  ///< its end tag came before that of an element within
  static constexpr std::uint8_t kImplied = 64;  ///< no tag of the author stands for it
  static constexpr std::uint8_t kSilent = 128;  ///< of Markdown, but begun in what is left out

  /// What the HTML that was made ends with.
  struct Tail {
    bool line_start = true;  ///< a line begins: behind `br` or the start tag of a block
    bool line_feed = true;
    bool fresh_pre = false;  ///< the start tag of `pre`
  };

  [[nodiscard]] std::size_t floor() const;
  [[nodiscard]] std::size_t find_table() const;
  [[nodiscard]] bool in_phrasing() const;
  [[nodiscard]] bool in_table_structure() const;
  /// Whether none of the author's is open within the innermost element of Markdown.
  [[nodiscard]] bool at_markdown() const {
    return stack_.empty() || (stack_.back().flags & kMarkdown) != 0;
  }

  void start_implied(Element element);
  void show_blank(std::string_view blank);
  void close_one();
  void close_to(std::size_t size);
  void close_paragraph();
  void close_phrases();
  void open_row(std::size_t table);
  void break_line();

  SanitizerHost& host_;
  std::vector<Open> stack_;
  std::size_t depth_ = 0;  ///< of authors' elements
  std::size_t open_links_ = 0;
  std::size_t preformatted_ = 0;
  std::size_t unwrapped_blocks_ = 0;  ///< in a paragraph, their end tags still to come
  Tail tail_;
  bool in_html_block_ = false;
  bool inline_run_ = false;  ///< in a block of raw HTML, text stands outside of paragraphs already
  bool too_deep_reported_ = false;
};

}  // namespace broadsheet::html
