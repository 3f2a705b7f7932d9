// The segments of an index that answer together: posts, or links.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/post_table.h"
#include "search/format/manifest.h"
#include "search/format/root.h"
#include "search/format/stored_document.h"
#include "search/reading/file_cache.h"

namespace broadsheet::search {

/// A term in a chunk: views of the chunk's payload, and where its positions are.
struct TermSlice {
  std::string_view documents;
  std::uint32_t count = 0;  ///< documents
  const TermChunk* chunk = nullptr;
  std::uint32_t positions = 0;  ///< offset in the chunk's positions
  std::uint32_t positions_size = 0;
};

class Segment {
 public:
  Segment(SegmentEntry entry, std::uint32_t first) : entry_(std::move(entry)), first_(first) {}

  /// Reads root and columns as far as they are there.
  void open(FileCache& files);
  [[nodiscard]] bool has_root() const { return root_.has_value(); }

  /// Its documents have the numbers from here on in the collection.
  [[nodiscard]] std::uint32_t first() const { return first_; }
  [[nodiscard]] std::uint32_t count() const { return entry_.documents; }
  [[nodiscard]] std::uint64_t tokens() const { return root_->tokens; }
  [[nodiscard]] bool superseded(std::uint32_t document) const;
  /// Whether any of its documents is.
  [[nodiscard]] bool any_superseded() const { return !entry_.superseded.empty(); }

  /// Appends the slices of a term, or of all terms that begin with it; whether they are all there.
  /// With `most` chunks to read at most; a prefix of more is looked up as a whole word. `placed`:
  /// the positions of a term will be asked for, and come on the same way as the term.
  bool find(FileCache& files, std::string_view term, bool prefix, bool placed, std::size_t most,
            std::vector<TermSlice>& slices) const;

  /// Whether positions() has them without another file.
  [[nodiscard]] bool has_positions(const FileCache& files, const TermSlice& slice) const;

  /// The positions of a slice, once they are there.
  [[nodiscard]] std::optional<std::string_view> positions(FileCache& files,
                                                          const TermSlice& slice) const;

  /// A document, once it is there. The views are valid until the query ends.
  [[nodiscard]] std::optional<StoredDocument> document(FileCache& files,
                                                       std::uint32_t number) const;

  /// A file whose checksum is right and whose content is not: only a defect or malice makes one.
  void damaged(FileCache& files, const Ref& ref) const;

  /// The same of a slice's positions.
  void damaged_positions(FileCache& files, const TermSlice& slice) const {
    damaged(files, root_->joined ? slice.chunk->terms : slice.chunk->positions);
  }

  /// The file that holds a document.
  [[nodiscard]] FileId file_of(std::uint32_t number) const;

  [[nodiscard]] std::optional<std::string_view> columns(FileCache& files) const;
  void drop_columns(FileCache& files) const;
  void columns_damaged(FileCache& files) const { damaged(files, root_->columns); }

 private:
  [[nodiscard]] std::optional<std::string_view> payload(FileCache& files, const Ref& ref,
                                                        FileKind kind) const;
  [[nodiscard]] const DocumentBlock& block_of(std::uint32_t number) const;

  SegmentEntry entry_;
  std::uint32_t first_;
  std::string payload_;  ///< of the root
  std::optional<Root> root_;
};

/// Opened when it is first asked.
class Collection {
 public:
  explicit Collection(const std::vector<SegmentEntry>& entries);

  /// Opens what is there; whether that is all.
  bool open(FileCache& files);

  [[nodiscard]] const std::vector<Segment>& segments() const { return segments_; }
  [[nodiscard]] const catalog::PostTable& posts() const { return *posts_; }
  [[nodiscard]] std::uint32_t count() const { return count_; }
  /// A document's length as one byte: see unpack_length().
  [[nodiscard]] std::uint8_t packed_length(std::uint32_t document) const {
    return static_cast<std::uint8_t>(lengths_[document]);
  }
  /// Of all documents.
  [[nodiscard]] std::uint64_t tokens() const { return tokens_; }

 private:
  std::vector<Segment> segments_;
  std::uint32_t count_ = 0;
  std::uint64_t tokens_ = 0;
  std::string lengths_;  ///< packed
  std::unique_ptr<const catalog::PostTable> posts_;
};

}  // namespace broadsheet::search
