// The numbers of a generated table, as small in the module as they can be and compressed well.
#pragma once

#include <cstdint>

namespace broadsheet::text {

/// Reads them from the first one on: LEB128 (DWARF 5, section 7.6). What is read is generated with
/// its reader, so the end of it is not looked for.
class PackedNumbers {
 public:
  explicit PackedNumbers(const std::uint8_t* at) : at_(at) {}

  std::uint32_t next() {
    std::uint32_t value = 0;
    for (unsigned shift = 0;; shift += 7) {
      const std::uint8_t byte = *at_++;
      value |= static_cast<std::uint32_t>(byte & 0x7F) << shift;
      if (byte < 0x80) {
        return value;
      }
    }
  }

  /// One that may be negative, written as 0, -1, 1, -2, 2, ...
  std::int32_t next_signed() {
    const std::uint32_t value = next();
    return static_cast<std::int32_t>(value >> 1U) ^ -static_cast<std::int32_t>(value & 1U);
  }

 private:
  const std::uint8_t* at_;
};

}  // namespace broadsheet::text
