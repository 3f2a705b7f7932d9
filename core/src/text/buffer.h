// Text that grows by many small pieces.
#pragma once

#include <array>
#include <cstddef>
#include <cstring>
#include <string>
#include <string_view>
#include <utility>

namespace broadsheet::text {

/// Appends like std::string, which the sinks of a parse do some thousand times a post; but short
/// pieces are copied in place, without two calls into the C++ library.
class Buffer {
 public:
  Buffer() = default;
  Buffer(const Buffer&) = delete;
  Buffer& operator=(const Buffer&) = delete;
  Buffer(Buffer&& other) noexcept
      : storage_(std::move(other.storage_)), size_(std::exchange(other.size_, 0)) {}
  Buffer& operator=(Buffer&& other) noexcept {
    storage_ = std::move(other.storage_);
    size_ = std::exchange(other.size_, 0);
    return *this;
  }
  ~Buffer() = default;

  void reserve(std::size_t bytes) {
    if (bytes > storage_.size()) {
      storage_.resize(bytes);
    }
  }

  [[nodiscard]] bool empty() const { return size_ == 0; }
  [[nodiscard]] std::size_t size() const { return size_; }
  /// Of a buffer that is not empty.
  [[nodiscard]] char back() const { return storage_[size_ - 1]; }
  [[nodiscard]] std::string_view view() const { return {storage_.data(), size_}; }

  Buffer& operator+=(char c) {
    if (size_ == storage_.size()) {
      grow(1);
    }
    storage_[size_++] = c;
    return *this;
  }

  Buffer& operator+=(std::string_view piece) {
    append(piece);
    return *this;
  }

  /// `piece` must not point into the buffer.
  void append(std::string_view piece);

  /// Where `bytes` bytes may be written behind what is there; take_in() says how many were.
  [[nodiscard]] char* room_for(std::size_t bytes) {
    if (bytes > storage_.size() - size_) {
      grow(bytes);
    }
    return storage_.data() + size_;
  }
  void take_in(std::size_t bytes) { size_ += bytes; }

  /// The same as +=, in line: for the few literals that are written many times a post.
  template <std::size_t Size>
  void append_literal(const char (&literal)[Size]) {
    std::memcpy(room_for(Size - 1), literal, Size - 1);
    take_in(Size - 1);
  }

  /// Appends the first `size` bytes of `piece`. All are copied, so that it takes neither a call nor
  /// a look at the size.
  template <std::size_t Size>
  void append_padded(const std::array<char, Size>& piece, std::size_t size) {
    std::memcpy(room_for(Size), piece.data(), Size);
    take_in(size);
  }

  /// Puts `piece` before what is at `at`.
  void insert(std::size_t at, std::string_view piece) { replace(at, 0, piece); }

  /// Puts `piece`, which is not shorter, in the place of `size` bytes at `at`.
  void replace(std::size_t at, std::size_t size, std::string_view piece);

  /// Keeps the first `size` bytes.
  void shorten(std::size_t size) { size_ = size; }

  /// Of a buffer that is not empty.
  void pop_back() { --size_; }

  /// The text; the buffer is empty then.
  [[nodiscard]] std::string take();

 private:
  void grow(std::size_t more);

  std::string storage_;  ///< as large as there is room
  std::size_t size_ = 0;
};

}  // namespace broadsheet::text
