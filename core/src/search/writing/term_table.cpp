#include "search/writing/term_table.h"

#include <algorithm>
#include <cstring>
#include <numeric>

#include "catalog/sort_keys.h"
#include "search/format/bytes.h"
#include "search/format/postings.h"
#include "search/format/stored_document.h"
#include "search/writing/run.h"

namespace broadsheet::search {
namespace {

// Lists of a word grow one beside the other in a common pool, in slices that get longer (Büttcher,
// Clarke and Cormack, "Information Retrieval", 4.5.1): most terms stand in one document and take
// one slice of 12 bytes, and nothing is ever moved, which a vector for each term would do all the
// time.
constexpr std::uint32_t kBlockSize = 1U << 16U;
constexpr std::uint32_t kFirstSlice = 12;
constexpr std::uint32_t kLargestSlice = 1U << 12U;
constexpr std::uint32_t kLink = sizeof(std::uint32_t);
constexpr std::size_t kFirstSlots = 1U << 12U;

/// FNV-1a, four bytes at a time where there are as many.
std::uint32_t hash_of(std::string_view term) {
  constexpr std::uint32_t kPrime = 0x01000193;
  std::uint32_t hash = 0x811C9DC5;
  for (const char c : term) {
    hash = (hash ^ static_cast<unsigned char>(c)) * kPrime;
  }
  return hash ^ hash >> 15U;
}

}  // namespace

TermTable::TermTable() : slots_(kFirstSlots) {}

std::uint32_t TermTable::allocate(std::uint32_t size) {
  // A slice lies within one block.
  if (used_ % kBlockSize + size > kBlockSize || used_ == blocks_.size() * kBlockSize) {
    used_ = static_cast<std::uint32_t>(blocks_.size()) * kBlockSize;
    blocks_.push_back(std::make_unique<char[]>(kBlockSize));
  }
  const std::uint32_t address = used_;
  used_ += size;
  return address;
}

char* TermTable::at(std::uint32_t address) {
  return blocks_[address / kBlockSize].get() + address % kBlockSize;
}

void TermTable::put_byte(Stream& stream, char byte) {
  if (stream.at == stream.limit) {
    const std::uint32_t size =
        stream.size == 0 ? kFirstSlice : std::min(stream.size + kFirstSlice, kLargestSlice);
    const std::uint32_t slice = allocate(size + kLink);
    if (stream.size == 0) {
      stream.head = slice;
    } else {
      std::memcpy(at(stream.limit), &slice, kLink);
    }
    stream.at = slice;
    stream.limit = slice + size;
  }
  *at(stream.at++) = byte;
  ++stream.size;
}

void TermTable::put(Stream& stream, std::uint32_t value) {
  while (value >= 0x80) {
    put_byte(stream, static_cast<char>(value | 0x80U));
    value >>= 7U;
  }
  put_byte(stream, static_cast<char>(value));
}

/// Appends the bytes of a stream. The sizes of its slices follow from their order.
void TermTable::copy(const Stream& stream, std::string& out) {
  std::uint32_t left = stream.size;
  std::uint32_t slice = stream.head;
  std::uint32_t done = 0;
  while (left > 0) {
    const std::uint32_t size =
        done == 0 ? kFirstSlice : std::min(done + kFirstSlice, kLargestSlice);
    const std::uint32_t part = std::min(size, left);
    out.append(at(slice), part);
    left -= part;
    done += part;
    if (left > 0) {
      std::memcpy(&slice, at(slice + size), kLink);
    }
  }
}

void TermTable::grow() {
  // Open addressing, at most half full; the hash is kept, so that no term is read again.
  slots_.assign(slots_.size() * 2, 0);
  for (std::uint32_t i = 0; i < entries_.size(); ++i) {
    std::size_t slot = entries_[i].hash & (slots_.size() - 1);
    while (slots_[slot] != 0) {
      slot = (slot + 1) & (slots_.size() - 1);
    }
    slots_[slot] = i + 1;
  }
}

TermTable::TermPostings& TermTable::postings_of(std::string_view term) {
  const std::uint32_t hash = hash_of(term);
  std::size_t slot = hash & (slots_.size() - 1);
  for (; slots_[slot] != 0; slot = (slot + 1) & (slots_.size() - 1)) {
    TermPostings& entry = entries_[slots_[slot] - 1];
    if (entry.hash == hash && term_of(entry) == term) {
      return entry;
    }
  }
  slots_[slot] = static_cast<std::uint32_t>(entries_.size()) + 1;
  TermPostings& entry = entries_.emplace_back();
  entry.term = static_cast<std::uint32_t>(names_.size());
  entry.term_size = static_cast<std::uint32_t>(term.size());
  entry.hash = hash;
  names_ += term;
  return entry;
}

void TermTable::add(std::string_view term, std::uint32_t position, std::uint8_t field) {
  TermPostings& entry = postings_of(term);
  const auto index = static_cast<std::uint32_t>(&entry - entries_.data());
  if (entry.count == 0) {
    touched_.push_back(index);
    // Title and tags come before the body, so the first position tells where it counts from.
    put(entry.position_stream, position - first_position(field));
  } else {
    put(entry.position_stream, position - entry.last_position);
  }
  entry.last_position = position;
  ++entry.count;
  entry.fields |= field;
  if (entries_.size() * 2 > slots_.size()) {
    grow();
  }
}

void TermTable::add_plain(std::string_view term) {
  TermPostings& entry = postings_of(term);
  if (entry.count == 0) {
    touched_.push_back(static_cast<std::uint32_t>(&entry - entries_.data()));
    entry.count = 1;
  }
  if (entries_.size() * 2 > slots_.size()) {
    grow();
  }
}

void TermTable::end_document(std::uint32_t document, std::uint32_t title_length) {
  for (const std::uint32_t index : touched_) {
    TermPostings& entry = entries_[index];
    // Gaps, because frequent terms have small ones, and one byte for the commonest case of all:
    // once, in the body.
    const std::uint32_t gap = document - (entry.documents == 0 ? 0 : entry.last_document + 1);
    const bool plain = entry.count == 1 && entry.fields == 0;
    put(entry.document_stream, gap << 1U | (plain ? 0U : 1U));
    if (!plain) {
      put(entry.document_stream, entry.count << 3U | entry.fields);
      if ((entry.fields & kTitle) != 0) {
        put(entry.document_stream, title_length);
      }
    }
    ++entry.documents;
    entry.last_document = document;
    entry.count = 0;
    entry.fields = 0;
  }
  touched_.clear();
}

std::size_t TermTable::memory() const {
  return blocks_.size() * kBlockSize + names_.capacity() +
         entries_.capacity() * sizeof(TermPostings) + slots_.capacity() * sizeof(std::uint32_t);
}

/// Sorts by four bytes of the terms from `from` on, then what is equal by the next four.
void TermTable::sort_terms(std::uint32_t* order, std::size_t count, std::size_t from) const {
  // A radix of four bytes: most terms differ in these, and numbers sort many times faster than
  // strings of a pool.
  std::vector<std::uint64_t> keys;
  keys.reserve(count);
  for (std::size_t i = 0; i < count; ++i) {
    const std::string_view term = term_of(entries_[order[i]]);
    std::uint32_t bytes = 0;
    for (std::size_t at = from; at < from + 4; ++at) {
      bytes = bytes << 8U | (at < term.size() ? static_cast<unsigned char>(term[at]) : 0U);
    }
    keys.push_back(sort_key(bytes, order[i]));
  }
  sort_keys(keys);
  std::size_t begin = 0;
  for (std::size_t i = 0; i < count; ++i) {
    order[i] = static_cast<std::uint32_t>(keys[i]);
    const bool last = i + 1 == count || keys[i + 1] >> 32U != keys[i] >> 32U;
    if (last) {
      // No term holds a zero byte: one that ends here stands alone.
      if (i > begin) {
        sort_terms(order + begin, i + 1 - begin, from + 4);
      }
      begin = i + 1;
    }
  }
}

std::string TermTable::take_run() {
  std::vector<std::uint32_t> order(entries_.size());
  std::iota(order.begin(), order.end(), 0U);
  sort_terms(order.data(), order.size(), 0);
  std::string run;
  for (const std::uint32_t index : order) {
    const TermPostings& entry = entries_[index];
    put_run_head(run, {term_of(entry), entry.documents, entry.last_document,
                       entry.document_stream.size, entry.position_stream.size});
    copy(entry.document_stream, run);
    copy(entry.position_stream, run);
  }
  blocks_.clear();
  blocks_.shrink_to_fit();
  used_ = 0;
  names_.clear();
  entries_.clear();
  slots_.assign(kFirstSlots, 0);
  return run;
}

}  // namespace broadsheet::search
