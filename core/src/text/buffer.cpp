#include "text/buffer.h"

#include <algorithm>
#include <cstdint>
#include <cstring>

#ifdef __wasm_simd128__
#include <wasm_simd128.h>
#endif

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

/// Copies more than 16 bytes.
void copy_long(char* to, const char* from, std::size_t size) {
#ifdef __wasm_simd128__
  // The C library's memcpy takes 4 bytes a step.
  constexpr std::size_t kBlock = 16;
  for (std::size_t at = 0; at + kBlock < size; at += kBlock) {
    wasm_v128_store(to + at, wasm_v128_load(from + at));
  }
  wasm_v128_store(to + size - kBlock, wasm_v128_load(from + size - kBlock));
#else
  std::memcpy(to, from, size);
#endif
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
    copy_long(to, piece.data(), size);
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
  std::memcpy(to, piece.data(), piece.size());
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
