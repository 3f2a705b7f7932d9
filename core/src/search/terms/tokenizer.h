// Text as tokens, the same for writing an index and for asking it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace broadsheet::search {

/// Longer words are known by their first so many bytes.
inline constexpr std::size_t kMaxTermBytes = 64;
/// A word with more changes between letters and digits (a hash, a key) is found whole only.
inline constexpr std::size_t kMaxParts = 5;

enum class TokenKind : std::uint8_t {
  kPair,  ///< two characters of a CJK run; each begins one, but the last
  kTail,  ///< the last character of a CJK run
  kWord,
  kPart,  ///< letters or digits of the word before it ("v" and "0" of "v0"), at its position
};

struct Token {
  std::string_view term;  ///< folded UTF-8; valid until the next call
  TokenKind kind = TokenKind::kWord;
  /// A character of a CJK run and a word take one position each. Between two CJK runs, and where a
  /// line ends, one position stays empty, so that nothing reaches across.
  std::uint32_t position = 0;
  std::uint32_t begin = 0;  ///< bytes of the text
  std::uint32_t end = 0;
};

/// Folds (text/search_fold.h) and divides: runs of CJK characters into overlapping pairs, other
/// scripts into words at everything that is no letter or digit. "sofa-rpc" and "v0.4.6" are words
/// at following positions; "v0" is also its parts; of "C++" and "C#" the signs belong to the word.
class Tokenizer {
 public:
  /// `text` is valid UTF-8 and must outlive the tokenizer.
  explicit Tokenizer(std::string_view text, std::uint32_t first_position = 0);

  /// Reads the next token; false at the end.
  [[nodiscard]] bool next(Token& token);

  /// The position behind the last token.
  [[nodiscard]] std::uint32_t position() const { return position_; }

 private:
  /// One folded letter.
  struct Atom {
    char32_t letter = 0;
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
    bool cjk = false;
    bool digit = false;
    bool joined = false;    ///< nothing divides it from the one before
    bool new_line = false;  ///< a line ends before it
  };
  struct Part {
    std::uint32_t term_begin;  ///< bytes of term_
    std::uint32_t begin;
  };

  void read();
  void put(char32_t letter);
  [[nodiscard]] std::string_view term() const { return {term_, term_size_}; }
  void take_ignored(char32_t& letter);
  void pair(Token& token);
  void word(Token& token);
  void take_signs(Token& token);
  bool part(Token& token);
  void start_run();

  std::string_view text_;
  std::size_t at_ = 0;
  std::uint32_t position_ = 0;
  bool have_ = false;       ///< whether atom_ is one
  Atom atom_;               ///< the next letter
  char32_t queue_[3] = {};  ///< further letters of the character that atom_ is of
  std::uint32_t queued_ = 0;
  bool after_cjk_ = false;  ///< the token before was of a CJK run

  /// A character may begin before kMaxTermBytes, and two signs follow.
  char term_[kMaxTermBytes + 6] = {};
  std::size_t term_size_ = 0;
  Part parts_[kMaxParts + 1] = {};
  std::size_t part_count_ = 0;
  std::size_t next_part_ = 0;
  std::uint32_t word_position_ = 0;
  std::uint32_t word_end_ = 0;
};

}  // namespace broadsheet::search
