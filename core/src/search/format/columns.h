// What filters and ranking need of every document, column by column.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "broadsheet/post.h"
#include "catalog/post_table.h"

namespace broadsheet::search {

/// A length in tokens as one byte, with four significant bits.
[[nodiscard]] std::uint8_t pack_length(std::uint32_t length);
[[nodiscard]] std::uint32_t unpack_length(std::uint8_t packed);

/// Collects documents' columns.
class ColumnsWriter {
 public:
  void add(const PostData& data, std::uint32_t length);
  [[nodiscard]] std::uint32_t count() const { return static_cast<std::uint32_t>(days_.size()); }
  [[nodiscard]] std::string payload() const;

 private:
  /// Distinct texts, numbered in the order in which they came.
  class Dictionary {
   public:
    std::uint32_t number_of(std::string_view text);
    void write(std::string& out) const;

   private:
    std::vector<std::string> texts_;
    std::vector<std::uint32_t> sorted_;  ///< numbers by text
  };
  enum Facet : std::uint8_t { kTags, kCategories, kAuthors, kFacets };

  Dictionary dictionaries_[kFacets];
  Dictionary langs_;
  std::string terms_[kFacets];  ///< per document: how many and which
  std::vector<std::uint32_t> days_;
  std::vector<std::uint32_t> traits_;  ///< 2 * lang + draft
  std::string lengths_;
};

/// Reads a payload of `count` documents behind those that have been read: their posts into `posts`,
/// their packed lengths behind `lengths`. Whether it is one; if not, both are of no use.
[[nodiscard]] bool read_columns(std::string_view payload, std::uint32_t count,
                                catalog::PostTableBuilder& posts, std::string& lengths);

}  // namespace broadsheet::search
