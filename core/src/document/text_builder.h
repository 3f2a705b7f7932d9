// Plain text, as it grows.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "text/buffer.h"

namespace broadsheet::document {

/// Collects plain text: a line feed between blocks, a blank between cells, and where the author
/// broke a line, a blank or, between East Asian characters, nothing.
class TextBuilder {
 public:
  void reserve(std::size_t bytes) { out_.reserve(bytes); }

  void append(std::string_view text);
  void block_break() { pending_ = Pending::kLine; }
  void cell_break();
  void soft_break();
  /// A blank that counts only between words.
  void blank() { cell_break(); }
  void hard_break() { block_break(); }

  /// The offset at which the next text will begin.
  [[nodiscard]] std::size_t mark();

  /// Begins anew.
  void clear() {
    out_.shorten(0);
    pending_ = Pending::kNone;
  }

  /// The text since a mark.
  [[nodiscard]] std::string_view since(std::size_t mark) const { return out_.view().substr(mark); }

  [[nodiscard]] std::string_view all() const { return out_.view(); }
  [[nodiscard]] std::string take() { return out_.take(); }

 private:
  enum class Pending : unsigned char { kNone, kSoft, kCell, kLine };

  void flush(std::string_view next);

  text::Buffer out_;
  Pending pending_ = Pending::kNone;
};

}  // namespace broadsheet::document
