#include "search/reading/collection.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "search/format/bytes.h"
#include "search/format/columns.h"

namespace broadsheet::search {
namespace {

/// Whether a block's documents are.
bool is_sound(std::string_view block, std::uint32_t count) {
  ByteReader reader(block);
  for (std::uint32_t i = 0; i < count; ++i) {
    const auto document = read_document(reader.text());
    if (!document || !is_sound(*document)) {
      return false;
    }
  }
  return reader.ok() && reader.at_end();
}

}  // namespace

void Segment::open(FileCache& files) {
  if (root_) {
    return;
  }
  if (const auto payload = files.payload(entry_.root, FileKind::kRoot)) {
    payload_ = *payload;
    root_ = read_root(payload_);
    if (!root_ || root_->documents != entry_.documents) {
      root_.reset();
      files.fail(FileFault::kDamaged, entry_.root);
      return;
    }
    // The root is kept here, parsed; the cache need not hold it a second time.
    files.remove(entry_.root);
    if (!root_->packed) {
      payload_ = {};
      return;
    }
    for (const DocumentBlock& block : root_->blocks) {
      if (!is_sound(std::string_view(payload_).substr(block.ref.offset, block.ref.size),
                    block.count)) {
        root_.reset();
        files.fail(FileFault::kDamaged, entry_.root);
        return;
      }
    }
  }
}

bool Segment::superseded(std::uint32_t document) const {
  return std::binary_search(entry_.superseded.begin(), entry_.superseded.end(), document);
}

std::optional<std::string_view> Segment::payload(FileCache& files, const Ref& ref,
                                                 FileKind kind) const {
  if (root_->packed) {
    return std::string_view(payload_).substr(ref.offset, ref.size);
  }
  return files.payload(ref.id, kind);
}

void Segment::damaged(FileCache& files, const Ref& ref) const {
  files.fail(FileFault::kDamaged, root_->packed ? entry_.root : ref.id);
}

bool Segment::find(FileCache& files, std::string_view term, bool prefix, bool placed,
                   std::size_t most, std::vector<TermSlice>& slices) const {
  const auto& chunks = root_->chunks;
  // The last chunk that begins with the term or before it.
  auto chunk = std::upper_bound(
      chunks.begin(), chunks.end(), term,
      [](std::string_view wanted, const TermChunk& one) { return wanted < one.first; });
  if (chunk != chunks.begin()) {
    --chunk;
  }
  auto end = chunk == chunks.end() ? chunk : chunk + 1;
  if (prefix) {
    while (end != chunks.end() && end->first.compare(0, term.size(), term) == 0) {
      ++end;
    }
    if (static_cast<std::size_t>(end - chunk) > most) {
      prefix = false;
      end = chunk + 1;
    }
  }
  // Terms of a chunk share beginnings with the one before (front coding), so a chunk is read from
  // its start: it is small, and only the directory, in memory, is searched by halves.
  bool complete = true;
  std::string current;
  for (; chunk != end; ++chunk) {
    const auto payload = this->payload(files, chunk->terms, FileKind::kTerms);
    if (!payload) {
      complete = false;
      if (placed && !root_->packed && !root_->joined) {
        files.want(chunk->positions.id);
      }
      continue;
    }
    ByteReader reader(root_->joined ? parts_of_chunk(*payload).terms : *payload);
    if (root_->joined && !payload->empty() && reader.at_end()) {
      reader.fail();
    }
    std::uint32_t positions = 0;
    current.clear();
    while (!reader.at_end()) {
      const std::uint32_t shared = reader.varint();
      const std::string_view suffix = reader.text();
      TermSlice slice;
      slice.count = reader.varint();
      slice.positions_size = reader.varint();
      slice.documents = reader.text();
      slice.chunk = &*chunk;
      slice.positions = positions;
      positions += slice.positions_size;
      if (shared > current.size() || positions < slice.positions) {
        reader.fail();
        break;
      }
      current.resize(shared);
      current += suffix;
      const int order =
          std::string_view(current).substr(0, prefix ? term.size() : current.size()).compare(term);
      if (order == 0) {
        slices.push_back(slice);
      } else if (order > 0) {
        break;
      }
    }
    if (!reader.ok()) {
      damaged(files, chunk->terms);
      return false;
    }
  }
  return complete;
}

bool Segment::has_positions(const FileCache& files, const TermSlice& slice) const {
  return root_->packed || root_->joined || files.has(slice.chunk->positions.id);
}

std::optional<std::string_view> Segment::positions(FileCache& files, const TermSlice& slice) const {
  auto payload = root_->joined ? this->payload(files, slice.chunk->terms, FileKind::kTerms)
                               : this->payload(files, slice.chunk->positions, FileKind::kPositions);
  if (payload && root_->joined) {
    payload = parts_of_chunk(*payload).positions;
  }
  if (payload && (slice.positions > payload->size() ||
                  slice.positions_size > payload->size() - slice.positions)) {
    damaged_positions(files, slice);
    return std::nullopt;
  }
  return payload ? std::optional(payload->substr(slice.positions, slice.positions_size))
                 : std::nullopt;
}

const DocumentBlock& Segment::block_of(std::uint32_t number) const {
  const auto behind = std::upper_bound(
      root_->blocks.begin(), root_->blocks.end(), number,
      [](std::uint32_t wanted, const DocumentBlock& block) { return wanted < block.first; });
  return *std::prev(behind);
}

FileId Segment::file_of(std::uint32_t number) const {
  return root_->packed ? entry_.root : block_of(number).ref.id;
}

std::optional<StoredDocument> Segment::document(FileCache& files, std::uint32_t number) const {
  const DocumentBlock& block = block_of(number);
  const auto payload = this->payload(files, block.ref, FileKind::kDocuments);
  if (!payload) {
    return std::nullopt;
  }
  const FileId file = file_of(number);
  // Looked through once while it is in the cache, not once a query.
  if (!root_->packed && !files.is_sound(file)) {
    if (!is_sound(*payload, block.count)) {
      damaged(files, block.ref);
      return std::nullopt;
    }
    files.set_sound(file);
  }
  ByteReader reader(*payload);
  std::string_view bytes;
  for (std::uint32_t i = block.first; i <= number; ++i) {
    bytes = reader.text();
  }
  return read_document(bytes);
}

std::optional<std::string_view> Segment::columns(FileCache& files) const {
  return payload(files, root_->columns, FileKind::kColumns);
}

void Segment::drop_columns(FileCache& files) const {
  if (!root_->packed) {
    files.remove(root_->columns.id);
  }
}

Collection::Collection(const std::vector<SegmentEntry>& entries) {
  segments_.reserve(entries.size());
  for (const SegmentEntry& entry : entries) {
    segments_.emplace_back(entry, count_);
    count_ += entry.documents;
  }
}

bool Collection::open(FileCache& files) {
  if (posts_) {
    return true;
  }
  for (Segment& segment : segments_) {
    segment.open(files);
  }
  if (files.stopped()) {
    return false;
  }
  std::vector<std::string_view> payloads;
  for (const Segment& segment : segments_) {
    payloads.push_back(segment.columns(files).value_or(std::string_view{}));
  }
  if (files.stopped()) {
    return false;
  }
  auto table = std::make_unique<catalog::PostTable>();
  catalog::PostTableBuilder posts(*table);
  std::string lengths;
  std::uint64_t tokens = 0;
  for (std::size_t i = 0; i < segments_.size(); ++i) {
    if (!read_columns(payloads[i], segments_[i].count(), posts, lengths)) {
      segments_[i].columns_damaged(files);
      return false;
    }
    tokens += segments_[i].tokens();
  }
  posts.finish();
  posts_ = std::move(table);
  lengths_ = std::move(lengths);
  tokens_ = tokens;
  // What they held is in the table now.
  for (const Segment& segment : segments_) {
    segment.drop_columns(files);
  }
  return true;
}

}  // namespace broadsheet::search
