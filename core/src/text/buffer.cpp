#include "text/buffer.h"

#include <algorithm>
#include <cstdint>
#include <cstring>

#include "bytes/copy.h"

namespace broadsheet::text {
namespace {

/// Copies as many bytes as a `Word` has from both ends, which may overlap.
template <typename Word>
void copy_ends(char* to, const char* from, std::size_t size) {
  Word first;
  Word last;
  std::memcpy(&first, from, sizeof first);
  std::memcpy(&last, from + size - sizeof last, sizeof last);
  std::memcpy(to, &first, sizeof first);
  std::memcpy(to + size - sizeof last, &last, sizeof last);
}

}  // namespace

void Buffer::append(std::string_view piece) {
  const std::size_t size = piece.size();
  if (size > storage_.size() - size_) {
    grow(size);
  }
  char* const to = storage_.data() + size_;
  size_ += size;
  if (size > 2 * sizeof(std::uint64_t)) {
    kHasVectors ? vectors::copy_long(to, piece.data(), size)
                : scalar::copy_long(to, piece.data(), size);
  } else if (size >= sizeof(std::uint64_t)) {
    copy_ends<std::uint64_t>(to, piece.data(), size);
  } else if (size >= sizeof(std::uint32_t)) {
    copy_ends<std::uint32_t>(to, piece.data(), size);
  } else if (size >= sizeof(std::uint16_t)) {
    copy_ends<std::uint16_t>(to, piece.data(), size);
  } else if (size == 1) {
    *to = piece.front();
  }
}

void Buffer::replace(std::size_t at, std::size_t size, std::string_view piece) {
  const std::size_t more = piece.size() - size;
  if (more > storage_.size() - size_) {
    grow(more);
  }
  char* const to = storage_.data() + at;
  std::memmove(to + piece.size(), to + size, size_ - at - size);
  // An empty view may have no bytes at all, which memcpy does not allow.
  if (!piece.empty()) {
    std::memcpy(to, piece.data(), piece.size());
  }
  size_ += more;
}

std::string Buffer::take() {
  storage_.resize(size_);
  size_ = 0;
  return std::exchange(storage_, {});
}

void Buffer::grow(std::size_t more) {
  storage_.resize(std::max(size_ + more, storage_.size() * 2));
}

}  // namespace broadsheet::text
