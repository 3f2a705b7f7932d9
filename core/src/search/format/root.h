// A segment's directory: which of its files holds what.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "search/format/file_format.h"

namespace broadsheet::search {

/// A payload: a file of its own or, in the root of a small segment, a part of that.
struct Ref {
  FileId id = 0;  ///< unless the segment is packed
  // In the root's payload, if the segment is packed, else 0.
  std::uint32_t size = 0;
  std::uint32_t offset = 0;
};

/// The terms from `first` up to the next chunk's.
struct TermChunk {
  std::string first;
  Ref terms;
  Ref positions;
};

struct DocumentBlock {
  std::uint32_t first = 0;  ///< document
  std::uint32_t count = 0;
  Ref ref;
};

struct Root {
  std::uint32_t documents = 0;
  std::uint64_t tokens = 0;  ///< of all documents
  /// All payloads stand in the root itself, behind the directory.
  bool packed = false;
  /// A chunk's positions stand in the file of its terms: see joined_chunk().
  bool joined = false;
  Ref columns;
  std::vector<TermChunk> chunks;
  std::vector<DocumentBlock> blocks;
};

/// Every reference of a root, with the number of its file among those of its kind, in the order in
/// which their ids or payloads are written.
template <typename RootType, typename Visit>
void visit_refs(RootType& root, Visit visit) {
  visit(root.columns, 0U);
  for (std::size_t i = 0; i < root.chunks.size(); ++i) {
    visit(root.chunks[i].terms, i);
    if (!root.joined) {
      visit(root.chunks[i].positions, i);
    }
  }
  for (std::size_t i = 0; i < root.blocks.size(); ++i) {
    visit(root.blocks[i].ref, i);
  }
}

/// The directory's bytes; of a packed segment, payloads follow behind it.
[[nodiscard]] std::string write_root(const Root& root);

/// Reads a root's payload; nothing if it is none.
[[nodiscard]] std::optional<Root> read_root(std::string_view payload);

/// Terms and positions of a chunk as one payload: the size of the terms, both.
[[nodiscard]] std::string joined_chunk(std::string_view terms, std::string_view positions);

struct ChunkParts {
  std::string_view terms;
  std::string_view positions;
};

/// Both, of what joined_chunk() has made; empty if the bytes are none.
[[nodiscard]] ChunkParts parts_of_chunk(std::string_view payload);

/// How many leading bytes two terms share.
[[nodiscard]] std::size_t shared_prefix(std::string_view a, std::string_view b);

}  // namespace broadsheet::search
