#include "search/writing/run.h"

#include <algorithm>
#include <utility>

#include "search/format/bytes.h"
#include "search/format/hash.h"
#include "search/terms/tokenizer.h"

namespace broadsheet::search {
namespace {

/// Runs are read in parts of this size, as many as a term takes.
constexpr std::uint32_t kWindow = 1U << 18U;
/// A head is not longer, qualifiers included.
constexpr std::uint32_t kMostHead = 1024;

}  // namespace

void put_run_head(std::string& out, const RunHead& head) {
  put_text(out, head.term);
  put_varint(out, head.documents);
  put_varint(out, head.last_document);
  put_varint(out, head.documents_size);
  put_varint(out, head.positions_size);
}

RunSeal seal_run(std::string_view bytes) {
  RunSeal seal{bytes.size(), {}};
  for (std::size_t at = 0; at < bytes.size(); at += kWindow) {
    seal.windows.push_back(xxh64(bytes.substr(at, kWindow), at));
  }
  return seal;
}

RunMerge::RunMerge(std::vector<RunSeal> runs) : sources_(runs.size()) {
  for (std::size_t i = 0; i < runs.size(); ++i) {
    sources_[i].left = runs[i].size;
    sources_[i].seal = std::move(runs[i]);
    look(sources_[i]);
  }
}

RunMerge::RunMerge(std::string run) : sources_(1) {
  sources_[0].window = std::move(run);
  look(sources_[0]);
}

/// Reads the head at the start of the window, if the window has all of it and its postings.
void RunMerge::look(Source& source) {
  const std::string_view rest = std::string_view(source.window).substr(source.at);
  source.ready = false;
  if (rest.size() < kMostHead && source.left > 0) {
    return;
  }
  if (rest.empty()) {
    source.ready = true;
    source.head = {};
    return;
  }
  ByteReader reader(rest);
  source.head.term = reader.text();
  source.head.documents = reader.varint();
  source.head.last_document = reader.varint();
  source.head.documents_size = reader.varint();
  source.head.positions_size = reader.varint();
  const std::size_t head_size = rest.size() - reader.left();
  source.postings = source.at + head_size;
  source.ready = rest.size() - head_size >=
                 std::size_t{source.head.documents_size} + std::size_t{source.head.positions_size};
}

std::optional<RunRead> RunMerge::wanted() const {
  for (const Source& source : sources_) {
    if (!source.ready) {
      return RunRead{static_cast<std::uint32_t>(&source - sources_.data()),
                     source.seal.size - source.left,
                     static_cast<std::uint32_t>(std::min<std::uint64_t>(kWindow, source.left))};
    }
  }
  return std::nullopt;
}

bool RunMerge::provide(std::string_view bytes) {
  for (Source& source : sources_) {
    if (source.ready) {
      continue;
    }
    const std::uint64_t offset = source.seal.size - source.left;
    if (bytes.size() != std::min<std::uint64_t>(kWindow, source.left) ||
        xxh64(bytes, offset) != source.seal.windows[source.parts]) {
      return false;
    }
    source.window.erase(0, source.at);
    source.at = 0;
    source.window += bytes;
    source.left -= bytes.size();
    ++source.parts;
    look(source);
    return true;
  }
  return false;
}

bool RunMerge::next(MergedTerm& merged) {
  // Linear, not a heap: runs are as many as times that the memory was full, hardly ever ten.
  const Source* least = nullptr;
  for (const Source& source : sources_) {
    if (!source.head.term.empty() && (least == nullptr || source.head.term < least->head.term)) {
      least = &source;
    }
  }
  if (least == nullptr) {
    return false;
  }
  merged.term = least->head.term;
  merged.documents = 0;
  merged.document_bytes.clear();
  merged.position_bytes.clear();
  std::uint32_t behind = 0;  // the document behind the last one
  for (Source& source : sources_) {
    if (source.head.term != merged.term) {
      continue;
    }
    const std::string_view postings = std::string_view(source.window).substr(source.postings);
    ByteReader reader(postings.substr(0, source.head.documents_size));
    // A run counts its first document from 0; here it follows those of the run before.
    const std::uint32_t first = reader.varint();
    put_varint(merged.document_bytes, first - (behind << 1U));
    merged.document_bytes += reader.bytes(reader.left());
    merged.position_bytes +=
        postings.substr(source.head.documents_size, source.head.positions_size);
    merged.documents += source.head.documents;
    behind = source.head.last_document + 1;
    source.at = source.postings + source.head.documents_size + source.head.positions_size;
    look(source);
  }
  return true;
}

}  // namespace broadsheet::search
