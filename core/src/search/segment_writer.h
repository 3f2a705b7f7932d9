// The files of a segment, as documents and terms come in.
#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "broadsheet/search.h"
#include "search/root.h"
#include "search/run.h"

namespace broadsheet::search {

/// Names files so that no two of an index share a name, and queues them for the host.
class FileQueue {
 public:
  FileId put(FileKind kind, std::string_view payload);
  void put(IndexStep step) { steps_.push_back(std::move(step)); }
  [[nodiscard]] bool empty() const { return steps_.empty(); }
  [[nodiscard]] IndexStep take();

 private:
  std::unordered_set<FileId> ids_;
  std::deque<IndexStep> steps_;
};

/// First all documents, then all terms in byte order, then finish().
class SegmentWriter {
 public:
  explicit SegmentWriter(FileQueue& files) : files_(files) {}

  /// `document` in the form of write_document(); `tokens` is its length.
  void add_document(std::string_view document, std::uint32_t tokens);
  /// Ends the documents; their columns become a file.
  void end_documents(std::string columns);
  void add_term(const MergedTerm& term);
  /// Returns the root's id.
  FileId finish();

 private:
  struct Held {
    Ref* ref;
    FileKind kind;
    std::string payload;
  };

  /// A payload becomes a file, or waits while the whole may still fit into one.
  void store(FileKind kind, std::string payload, Ref& ref);
  void release();
  void flush_block();
  void flush_chunk();

  FileQueue& files_;
  std::deque<TermChunk> chunks_;  ///< deques: what waits points into them
  std::deque<DocumentBlock> blocks_;
  Root root_;
  std::vector<Held> held_;
  std::size_t held_size_ = 0;
  bool packing_ = true;

  std::string block_;
  std::uint32_t block_documents_ = 0;
  std::string terms_;
  std::string positions_;
  std::string first_term_;
  std::string last_term_;
};

}  // namespace broadsheet::search
