#include "search/writing/segment_writer.h"

#include <algorithm>
#include <utility>

#include "search/format/bytes.h"

namespace broadsheet::search {
namespace {

/// A segment whose payloads are no larger than this together is one file: the whole compresses to
/// less than the several files of one query beside their directory.
constexpr std::size_t kPackedBytes = std::size_t{96} << 10U;

/// Segments of fewer documents have each chunk in one file.
constexpr std::uint32_t kFewDocuments = 1'000;

/// Sizes of chunks, in bytes before compression: smaller ones carry less besides what is wanted,
/// larger ones need a shorter directory.
struct ChunkSizes {
  std::uint32_t documents;  ///< for segments of fewer
  std::size_t terms;
  std::size_t positions;
};
constexpr ChunkSizes kChunkSizes[] = {
    {kFewDocuments, std::size_t{4} << 10U, std::size_t{16} << 10U},
    {50'000, std::size_t{12} << 10U, std::size_t{8} << 10U},
    {UINT32_MAX, std::size_t{64} << 10U, std::size_t{256} << 10U},
};

/// Documents are stored before their number is known: blocks grow with those that are there.
std::size_t block_size(std::size_t blocks) {
  constexpr std::size_t kSmall = std::size_t{8} << 10U;
  return blocks < 12'288 ? kSmall : blocks < 16'384 ? kSmall * 2 : kSmall * 4;
}

const ChunkSizes& chunk_sizes(std::uint32_t documents) {
  const ChunkSizes* sizes = kChunkSizes;
  while (documents >= sizes->documents && sizes->documents != UINT32_MAX) {
    ++sizes;
  }
  return *sizes;
}

}  // namespace

/// Whether no other file has the id yet; from now on this one has it.
bool FileQueue::claim(FileId id) {
  if (used_ * 2 >= ids_.size()) {
    std::vector<FileId> before(std::max<std::size_t>(ids_.size() * 2, 64));
    before.swap(ids_);
    used_ = 0;
    for (const FileId other : before) {
      static_cast<void>(other != 0 && claim(other));
    }
  }
  std::size_t slot = id & (ids_.size() - 1);
  for (; ids_[slot] != 0; slot = (slot + 1) & (ids_.size() - 1)) {
    if (ids_[slot] == id) {
      return false;
    }
  }
  ids_[slot] = id;
  ++used_;
  return id != 0;
}

FileId FileQueue::put(FileKind kind, std::size_t number, std::string_view payload, bool links) {
  for (std::uint8_t salt = 0;; ++salt) {
    // Names are made of checksums, of which two may be the same: a salt in the file changes the one
    // that comes later. The same posts give the same salts.
    std::string file = make_file(kind, salt, payload);
    const FileId id = id_of(file, number);
    if (claim(id)) {
      IndexStep step;
      step.kind = IndexStep::Kind::kFile;
      step.name = file_name(id);
      step.bytes = std::move(file);
      step.links = links;
      steps_.push_back(std::move(step));
      return id;
    }
  }
}

IndexStep FileQueue::take() {
  IndexStep step = std::move(steps_[next_++]);
  if (empty()) {
    steps_.clear();
    next_ = 0;
  }
  return step;
}

Ref& SegmentWriter::ref_of(FileKind kind, std::size_t owner) {
  switch (kind) {
    case FileKind::kTerms:
      return root_.chunks[owner].terms;
    case FileKind::kPositions:
      return root_.chunks[owner].positions;
    case FileKind::kDocuments:
      return root_.blocks[owner].ref;
    default:
      return root_.columns;
  }
}

void SegmentWriter::store(FileKind kind, std::string payload, std::size_t owner) {
  Ref& ref = ref_of(kind, owner);
  ref.size = static_cast<std::uint32_t>(payload.size());
  // While all may still fit into one file everything waits; beyond, it never does again.
  if (!packing_) {
    ref.id = files_.put(kind, owner, payload, links_);
    return;
  }
  held_size_ += payload.size();
  held_.push_back({kind, owner, std::move(payload)});
  if (held_size_ > kPackedBytes) {
    release();
  }
}

void SegmentWriter::release() {
  packing_ = false;
  for (const Held& held : held_) {
    ref_of(held.kind, held.owner).id = files_.put(held.kind, held.owner, held.payload, links_);
  }
  held_.clear();
}

void SegmentWriter::add_document(std::string_view document, std::uint32_t tokens) {
  root_.tokens += tokens;
  ++root_.documents;
  ++block_documents_;
  put_text(block_, document);
  if (block_.size() >= block_size(root_.blocks.size())) {
    flush_block();
  }
}

void SegmentWriter::flush_block() {
  if (block_documents_ == 0) {
    return;
  }
  root_.blocks.emplace_back().count = std::exchange(block_documents_, 0);
  store(FileKind::kDocuments, std::exchange(block_, {}), root_.blocks.size() - 1);
}

void SegmentWriter::end_documents(std::string columns) {
  flush_block();
  // One way to the host for both; in larger segments a single word would bring too much.
  root_.joined = root_.documents < kFewDocuments;
  store(FileKind::kColumns, std::move(columns), 0);
}

void SegmentWriter::add_term(const MergedTerm& term) {
  const ChunkSizes& sizes = chunk_sizes(root_.documents);
  const auto entry_size = [&] { return term.term.size() + term.document_bytes.size(); };
  // A term that is larger than what is left begins a chunk: one chunk holds one such term.
  if (!terms_.empty() && (terms_.size() + entry_size() > sizes.terms ||
                          positions_.size() + term.position_bytes.size() > sizes.positions)) {
    flush_chunk();
  }
  if (terms_.empty()) {
    first_term_ = term.term;
    last_term_.clear();
  }
  // Front coding (Witten, Moffat and Bell, "Managing Gigabytes", 4.1): terms come in order.
  const std::size_t shared = shared_prefix(last_term_, term.term);
  put_varint(terms_, static_cast<std::uint32_t>(shared));
  put_text(terms_, std::string_view(term.term).substr(shared));
  put_varint(terms_, term.documents);
  put_varint(terms_, static_cast<std::uint32_t>(term.position_bytes.size()));
  put_text(terms_, term.document_bytes);
  positions_ += term.position_bytes;
  last_term_ = term.term;
}

void SegmentWriter::flush_chunk() {
  if (terms_.empty()) {
    return;
  }
  const std::size_t number = root_.chunks.size();
  root_.chunks.emplace_back().first = first_term_;
  if (root_.joined) {
    const std::string terms = std::exchange(terms_, {});
    store(FileKind::kTerms, joined_chunk(terms, std::exchange(positions_, {})), number);
    return;
  }
  store(FileKind::kTerms, std::exchange(terms_, {}), number);
  store(FileKind::kPositions, std::exchange(positions_, {}), number);
}

FileId SegmentWriter::finish() {
  flush_chunk();
  root_.packed = packing_;
  std::string payload = write_root(root_);
  if (packing_) {
    // What waits goes behind the directory in the order of its references.
    for (const FileKind kind : {FileKind::kColumns, FileKind::kTerms, FileKind::kDocuments}) {
      for (const Held& held : held_) {
        // Positions wait behind their terms.
        if (held.kind == kind || (kind == FileKind::kTerms && held.kind == FileKind::kPositions)) {
          payload += held.payload;
        }
      }
    }
  }
  return files_.put(FileKind::kRoot, 0, payload, links_);
}

}  // namespace broadsheet::search
