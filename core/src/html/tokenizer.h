// Raw HTML as tokens, by the rules of the HTML Standard, 13.2.5 ("data state" and what is reached
// from it). Nothing is decoded or copied: tokens are parts of the input.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace broadsheet::html {

struct Attribute {
  std::string_view name;   ///< as written
  std::string_view value;  ///< as written, without its quotes; empty if there is none
};

enum class TokenKind : std::uint8_t {
  kText,
  kStartTag,
  kEndTag,
  /// A comment, or what counts as one: a declaration, a processing instruction.
  kComment,
  /// A comment that the input ends in.
  kOpenComment,
  /// A tag that the input ends in.
  kOpenTag,
};

struct Token {
  TokenKind kind = TokenKind::kText;
  bool self_closing = false;
  std::string_view source;                 ///< the whole token, as written
  std::string_view name;                   ///< of a tag, as written
  std::vector<Attribute> attributes = {};  ///< of a start tag, in order; the first of a name counts
};

class Tokenizer {
 public:
  /// `html` must outlive the tokenizer and its tokens. Line ends are line feeds.
  explicit Tokenizer(std::string_view html) : html_(html) {}

  /// Reads the next token into `token`, whose memory is used again. False at the end.
  bool next(Token& token);

  /// Where the next token begins.
  [[nodiscard]] std::size_t position() const { return at_; }
  /// Goes on at `position`.
  void skip_to(std::size_t position) { at_ = position; }

 private:
  void read_markup(Token& token);
  void read_comment(Token& token);
  void read_bogus_comment(Token& token);
  void read_tag(Token& token);
  [[nodiscard]] bool read_attribute(Token& token);
  [[nodiscard]] bool starts_markup(std::size_t at) const;
  void skip_blanks();

  std::string_view html_;
  std::size_t at_ = 0;
};

/// Whether `c` separates attributes.
[[nodiscard]] constexpr bool is_html_blank(char c) {
  return c == ' ' || c == '\n' || c == '\t' || c == '\f' || c == '\r';
}

/// Whether `text` holds nothing else.
[[nodiscard]] constexpr bool is_blank(std::string_view text) {
  return std::all_of(text.begin(), text.end(), is_html_blank);
}

/// Where the next end tag of `name`, in lower case, begins at or behind `from`; npos if there is
/// none. What lies between is not looked at, as in `<script>`.
[[nodiscard]] std::size_t find_end_tag(std::string_view html, std::string_view name,
                                       std::size_t from);

/// Whether two names are equal but for the case of ASCII letters; `lower` is in lower case.
[[nodiscard]] bool same_name(std::string_view name, std::string_view lower);

}  // namespace broadsheet::html
