#include "search/format/bytes.h"

#include <cstring>

namespace broadsheet::search {

void put_u24(std::string& out, std::uint32_t value) {
  for (unsigned shift = 0; shift < 24; shift += 8) {
    out += static_cast<char>((value >> shift) & 0xFFU);
  }
}

void put_u32(std::string& out, std::uint32_t value) {
  for (unsigned shift = 0; shift < 32; shift += 8) {
    out += static_cast<char>((value >> shift) & 0xFFU);
  }
}

void put_u64(std::string& out, std::uint64_t value) {
  put_u32(out, static_cast<std::uint32_t>(value));
  put_u32(out, static_cast<std::uint32_t>(value >> 32U));
}

std::uint32_t ByteReader::long_varint() {
  constexpr unsigned kLastShift = 28;
  std::uint32_t value = 0;
  for (unsigned shift = 0; shift <= kLastShift && at_ != end_; shift += 7) {
    const auto byte = static_cast<unsigned char>(*at_++);
    value |= (byte & 0x7FU) << shift;
    if (byte < 0x80) {
      // The fifth byte has room for four bits of 32; what is more was not written by us.
      if (shift == kLastShift && byte > 0x0F) {
        break;
      }
      return value;
    }
  }
  fail();
  return 0;
}

std::uint32_t ByteReader::little_endian(std::size_t size) {
  const std::string_view taken = bytes(size);
  std::uint32_t value = 0;
  for (std::size_t i = taken.size(); i > 0; --i) {
    value = value << 8U | static_cast<unsigned char>(taken[i - 1]);
  }
  return value;
}

std::uint64_t ByteReader::u64() {
  const std::uint64_t low = u32();
  return low | static_cast<std::uint64_t>(u32()) << 32U;
}

void ByteReader::skip_varints(std::uint32_t count) {
  // Eight bytes at once, as long as no more numbers than wanted can end among them.
  while (count >= sizeof(std::uint64_t) && left() >= sizeof(std::uint64_t)) {
    std::uint64_t bytes = 0;
    std::memcpy(&bytes, at_, sizeof bytes);
    // A one for each byte that ends a number; the product's top byte is their sum.
    constexpr std::uint64_t kOnes = 0x0101010101010101U;
    count -= static_cast<std::uint32_t>(((~bytes >> 7U & kOnes) * kOnes) >> 56U);
    at_ += sizeof bytes;
  }
  while (count > 0 && at_ != end_) {
    count -= static_cast<unsigned char>(*at_++) < 0x80 ? 1 : 0;
  }
  if (count > 0) {
    fail();
  }
}

}  // namespace broadsheet::search
