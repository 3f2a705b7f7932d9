#include "search/format/root.h"

#include <algorithm>

#include "search/format/bytes.h"

namespace broadsheet::search {
namespace {

// Bits of the number that says how a segment is laid out.
constexpr std::uint32_t kPacked = 1;
constexpr std::uint32_t kJoined = 2;

}  // namespace

std::string joined_chunk(std::string_view terms, std::string_view positions) {
  std::string out;
  put_text(out, terms);
  out += positions;
  return out;
}

ChunkParts parts_of_chunk(std::string_view payload) {
  ByteReader reader(payload);
  const std::string_view terms = reader.text();
  return {terms, reader.bytes(reader.left())};
}

std::size_t shared_prefix(std::string_view a, std::string_view b) {
  const std::size_t most = std::min(a.size(), b.size());
  std::size_t size = 0;
  while (size < most && a[size] == b[size]) {
    ++size;
  }
  return size;
}

std::string write_root(const Root& root) {
  std::string out;
  put_varint(out, root.documents);
  put_u64(out, root.tokens);
  put_varint(out, (root.packed ? kPacked : 0) | (root.joined ? kJoined : 0));
  put_varint(out, static_cast<std::uint32_t>(root.chunks.size()));
  std::string_view before;
  for (const TermChunk& chunk : root.chunks) {
    const std::size_t shared = shared_prefix(before, chunk.first);
    put_varint(out, static_cast<std::uint32_t>(shared));
    put_text(out, std::string_view(chunk.first).substr(shared));
    before = chunk.first;
  }
  put_varint(out, static_cast<std::uint32_t>(root.blocks.size()));
  for (const DocumentBlock& block : root.blocks) {
    put_varint(out, block.count);
  }
  visit_refs(root, [&](const Ref& ref, std::size_t /*number*/) {
    if (root.packed) {
      put_varint(out, ref.size);
    } else {
      put_u24(out, checksum_of(ref.id));
    }
  });
  return out;
}

std::optional<Root> read_root(std::string_view payload) {
  ByteReader reader(payload);
  Root root;
  root.documents = reader.varint();
  root.tokens = reader.u64();
  const std::uint32_t layout = reader.varint();
  root.packed = (layout & kPacked) != 0;
  root.joined = (layout & kJoined) != 0;
  root.chunks.resize(reader.count(2));
  std::string_view before;
  for (TermChunk& chunk : root.chunks) {
    chunk.first = before.substr(0, reader.varint());
    chunk.first += reader.text();
    before = chunk.first;
  }
  root.blocks.resize(reader.count());
  std::uint32_t documents = 0;
  for (DocumentBlock& block : root.blocks) {
    block.first = documents;
    block.count = reader.varint();
    // Counted down, not added up: sums of hostile counts could wrap around.
    if (block.count > root.documents - documents) {
      return std::nullopt;
    }
    documents += block.count;
  }
  visit_refs(root, [&](Ref& ref, std::size_t number) {
    if (root.packed) {
      ref.size = reader.varint();
    } else {
      ref.id = make_id(reader.u24(), number);
    }
  });
  std::uint64_t offset = payload.size() - reader.left();
  visit_refs(root, [&](Ref& ref, std::size_t /*number*/) {
    ref.offset = static_cast<std::uint32_t>(offset);
    offset += ref.size;
  });
  return reader.ok() && documents == root.documents && offset == payload.size()
             ? std::optional(std::move(root))
             : std::nullopt;
}

}  // namespace broadsheet::search
