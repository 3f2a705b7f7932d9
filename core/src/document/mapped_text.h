// Text made of pieces of a source, which knows where each of them was written.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace broadsheet::document {

class MappedText {
 public:
  /// Appends `source[begin, end)`; places in it are places in the source.
  void copy(std::string_view source, std::size_t begin, std::size_t end);

  /// Appends a part of another text, with the places of its pieces.
  void copy(const MappedText& from, std::size_t begin, std::size_t end);

  /// Appends what the source does not have: all of it stands at `source_offset`.
  void insert(std::string_view made, std::size_t source_offset);

  /// Where in the source the byte at `at` stands.
  [[nodiscard]] std::size_t source_offset(std::size_t at) const;

  /// This was made of the text of `below`; it knows the places in the source of that then.
  void rebase(const MappedText& below);

  [[nodiscard]] std::string_view text() const { return text_; }

 private:
  struct Piece {
    std::size_t begin;   ///< in the text
    std::size_t source;  ///< of its first byte
    bool made;
  };

  /// The piece that holds `at`.
  [[nodiscard]] std::size_t piece_of(std::size_t at) const;

  std::string text_;
  std::vector<Piece> pieces_;
};

}  // namespace broadsheet::document
