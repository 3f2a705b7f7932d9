// Numbers as bytes: what the files of an index are made of.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace broadsheet::search {

/// Appends `value` in groups of seven bits, the lowest first, each but the last with its top bit
/// set.
inline void put_varint(std::string& out, std::uint32_t value) {
  while (value >= 0x80) {
    out += static_cast<char>(value | 0x80U);
    value >>= 7U;
  }
  out += static_cast<char>(value);
}

/// Appends the size of `text` and `text`.
inline void put_text(std::string& out, std::string_view text) {
  put_varint(out, static_cast<std::uint32_t>(text.size()));
  out += text;
}

/// Appends `value` in little-endian.
void put_u24(std::string& out, std::uint32_t value);
void put_u32(std::string& out, std::uint32_t value);
void put_u64(std::string& out, std::uint64_t value);

/// Reads what the functions above have written. Any bytes may be read: behind the end, and from the
/// first number on that is none, everything is zero or empty and ok() is false.
class ByteReader {
 public:
  explicit ByteReader(std::string_view bytes)
      : at_(bytes.data()), end_(bytes.data() + bytes.size()) {}

  [[nodiscard]] std::uint32_t varint() {
    if (at_ != end_ && static_cast<unsigned char>(*at_) < 0x80) {
      return static_cast<unsigned char>(*at_++);
    }
    return long_varint();
  }

  [[nodiscard]] std::uint32_t u24() { return little_endian(3); }
  [[nodiscard]] std::uint32_t u32() { return little_endian(4); }
  [[nodiscard]] std::uint64_t u64();

  [[nodiscard]] std::string_view bytes(std::size_t size) {
    if (size > left()) {
      fail();
      return {};
    }
    const std::string_view result(at_, size);
    at_ += size;
    return result;
  }

  [[nodiscard]] std::string_view text() { return bytes(varint()); }

  /// A number of things that take at least `least` bytes each: one that does not fit fails, so that
  /// nobody makes room for it.
  [[nodiscard]] std::uint32_t count(std::size_t least = 1) {
    const std::uint32_t value = varint();
    if (value > left() / least) {
      fail();
      return 0;
    }
    return value;
  }

  /// Passes over varints.
  void skip_varints(std::uint32_t count);

  [[nodiscard]] std::size_t left() const { return static_cast<std::size_t>(end_ - at_); }
  [[nodiscard]] bool at_end() const { return at_ == end_; }
  [[nodiscard]] bool ok() const { return ok_; }

  void fail() {
    ok_ = false;
    at_ = end_;
  }

 private:
  [[nodiscard]] std::uint32_t little_endian(std::size_t size);
  [[nodiscard]] std::uint32_t long_varint();

  const char* at_;
  const char* end_;
  bool ok_ = true;
};

}  // namespace broadsheet::search
