#include "search/writing/run.h"

#include <algorithm>
#include <utility>

#include "search/format/bytes.h"
#include "search/terms/tokenizer.h"

namespace broadsheet::search {
namespace {

/// Runs are read in parts of this size, or larger ones where a term takes more.
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

RunMerge::RunMerge(const std::vector<std::uint64_t>& sizes) : sources_(sizes.size()) {
  for (std::size_t i = 0; i < sizes.size(); ++i) {
    sources_[i].left = sizes[i];
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
  source.want = kMostHead;
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
  source.want = static_cast<std::uint32_t>(head_size) + source.head.documents_size +
                source.head.positions_size;
  source.ready = rest.size() >= source.want;
}

std::optional<RunRead> RunMerge::wanted() const {
  for (const Source& source : sources_) {
    if (!source.ready) {
      const auto have = static_cast<std::uint32_t>(source.window.size() - source.at);
      const std::uint32_t size = std::max(kWindow, source.want - std::min(have, source.want));
      return RunRead{static_cast<std::uint32_t>(&source - sources_.data()), source.offset,
                     static_cast<std::uint32_t>(std::min<std::uint64_t>(size, source.left))};
    }
  }
  return std::nullopt;
}

void RunMerge::provide(std::string_view bytes) {
  for (Source& source : sources_) {
    if (!source.ready) {
      source.window.erase(0, source.at);
      source.at = 0;
      source.window += bytes;
      source.offset += bytes.size();
      // A run that gives nothing more has ended, whatever its size was said to be.
      source.left =
          bytes.empty() ? 0 : source.left - std::min<std::uint64_t>(bytes.size(), source.left);
      look(source);
      return;
    }
  }
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
