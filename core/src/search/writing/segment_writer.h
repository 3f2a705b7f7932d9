// The files of a segment, as documents and terms come in.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "broadsheet/search.h"
#include "search/format/root.h"
#include "search/writing/run.h"

namespace broadsheet::search {

/// Names files so that no two of an index share a name, and queues them for the host.
class FileQueue {
 public:
  /// `number`: among the files of its kind; `links`: see IndexStep.
  FileId put(FileKind kind, std::size_t number, std::string_view payload, bool links);
  void put(IndexStep step) { steps_.push_back(std::move(step)); }
  [[nodiscard]] bool empty() const { return next_ == steps_.size(); }
  [[nodiscard]] IndexStep take();

 private:
  bool claim(FileId id);

  std::vector<FileId> ids_;  ///< by their lower bits, 0 where there is none
  std::size_t used_ = 0;
  std::vector<IndexStep> steps_;
  std::size_t next_ = 0;
};

/// First all documents, then all terms in byte order, then finish().
class SegmentWriter {
 public:
  /// `links`: whether its documents are links.
  SegmentWriter(FileQueue& files, bool links) : files_(files), links_(links) {}

  /// `document` in the form of write_document(); `tokens` is its length.
  void add_document(std::string_view document, std::uint32_t tokens);
  /// Ends the documents; their columns become a file.
  void end_documents(std::string columns);
  void add_term(const MergedTerm& term);
  /// Returns the root's id.
  FileId finish();

 private:
  struct Held {
    FileKind kind;
    std::size_t owner;  ///< its chunk or block
    std::string payload;
  };

  /// A payload becomes a file, or waits while the whole may still fit into one.
  void store(FileKind kind, std::string payload, std::size_t owner);
  [[nodiscard]] Ref& ref_of(FileKind kind, std::size_t owner);
  void release();
  void flush_block();
  void flush_chunk();

  FileQueue& files_;
  bool links_;
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
