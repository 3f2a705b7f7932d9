// Postings: in which documents a term stands, how often, in which fields, and where.
//
// Documents of a term, each:
//   varint  2 * (documents passed over) + (0: once, in the body only; 1: as follows)
//   varint  8 * count + bits of Field
//   varint  tokens of the title, if the term stands in it
// Positions of a term: for each document as many varints as its count; the first counts from
// kBodyPositions unless the term stands in title or tags, the others from the one before.
#pragma once

#include <cstdint>
#include <string_view>

#include "search/format/bytes.h"
#include "search/format/stored_document.h"

namespace broadsheet::search {

struct Posting {
  std::uint32_t document = 0;
  std::uint32_t count = 0;
  std::uint32_t title_length = 0;  ///< if the term stands in the title
  std::uint8_t fields = 0;
};

/// Where the first position of a document counts from.
[[nodiscard]] constexpr std::uint32_t first_position(std::uint8_t fields) {
  return (fields & (kTitle | kTags)) != 0 ? 0 : kBodyPositions;
}

/// Reads the documents of a term. Documents come in order.
class PostingReader {
 public:
  explicit PostingReader(std::string_view documents) : reader_(documents) {}

  [[nodiscard]] bool next(Posting& posting) {
    if (reader_.at_end()) {
      return false;
    }
    const std::uint32_t head = reader_.varint();
    posting.document = document_ + (head >> 1U);
    document_ = posting.document + 1;
    posting.count = 1;
    posting.fields = 0;
    posting.title_length = 0;
    if ((head & 1U) != 0) {
      const std::uint32_t rest = reader_.varint();
      posting.count = rest >> 3U;
      posting.fields = static_cast<std::uint8_t>(rest & 7U);
      if ((rest & kTitle) != 0) {
        posting.title_length = reader_.varint();
      }
    }
    return reader_.ok();
  }

  [[nodiscard]] bool ok() const { return reader_.ok(); }

 private:
  ByteReader reader_;
  std::uint32_t document_ = 0;
};

}  // namespace broadsheet::search
