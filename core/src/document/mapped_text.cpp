#include "document/mapped_text.h"

#include <algorithm>

namespace broadsheet::document {

void MappedText::copy(std::string_view source, std::size_t begin, std::size_t end) {
  if (begin < end) {
    pieces_.push_back({text_.size(), begin, false});
    text_ += source.substr(begin, end - begin);
  }
}

void MappedText::copy(const MappedText& from, std::size_t begin, std::size_t end) {
  while (begin < end) {
    const std::size_t index = from.piece_of(begin);
    const Piece& piece = from.pieces_[index];
    const std::size_t piece_end =
        index + 1 < from.pieces_.size() ? from.pieces_[index + 1].begin : from.text_.size();
    const std::size_t stop = std::min(end, piece_end);
    pieces_.push_back(
        {text_.size(), piece.source + (piece.made ? 0 : begin - piece.begin), piece.made});
    text_ += from.text().substr(begin, stop - begin);
    begin = stop;
  }
}

void MappedText::insert(std::string_view made, std::size_t source_offset) {
  if (!made.empty()) {
    pieces_.push_back({text_.size(), source_offset, true});
    text_ += made;
  }
}

void MappedText::rebase(const MappedText& below) {
  const std::vector<Piece> own = std::move(pieces_);
  pieces_.clear();
  for (std::size_t index = 0; index < own.size(); ++index) {
    const Piece& piece = own[index];
    if (piece.made) {
      pieces_.push_back({piece.begin, below.source_offset(piece.source), true});
      continue;
    }
    const std::size_t end = index + 1 < own.size() ? own[index + 1].begin : text_.size();
    for (std::size_t at = piece.begin; at < end;) {
      const std::size_t under = below.piece_of(piece.source + (at - piece.begin));
      const Piece& origin = below.pieces_[under];
      const std::size_t stop =
          under + 1 < below.pieces_.size() ? below.pieces_[under + 1].begin : below.text_.size();
      const std::size_t from = piece.source + (at - piece.begin);
      pieces_.push_back({at, origin.source + (origin.made ? 0 : from - origin.begin), origin.made});
      at += stop - from;
    }
  }
}

std::size_t MappedText::piece_of(std::size_t at) const {
  const auto behind =
      std::upper_bound(pieces_.begin(), pieces_.end(), at,
                       [](std::size_t offset, const Piece& piece) { return offset < piece.begin; });
  return behind == pieces_.begin() ? 0 : static_cast<std::size_t>(behind - pieces_.begin()) - 1;
}

std::size_t MappedText::source_offset(std::size_t at) const {
  if (pieces_.empty()) {
    return 0;
  }
  const Piece& piece = pieces_[piece_of(at)];
  return piece.source + (piece.made ? 0 : at - piece.begin);
}

}  // namespace broadsheet::document
