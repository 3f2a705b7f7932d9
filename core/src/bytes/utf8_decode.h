// Characters out of UTF-8.
#pragma once

#include <cstddef>
#include <string_view>

namespace broadsheet::utf8 {

/// A byte that continues a character: a cut must not stand before one.
[[nodiscard]] constexpr bool is_continuation(char c) {
  return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U;
}

/// Reads the character at `at` and moves `at` behind it. `text` is valid UTF-8 and `at` stands at
/// the start of a character.
[[nodiscard]] inline char32_t next(std::string_view text, std::size_t& at) {
  const auto byte = [&](std::size_t i) {
    return static_cast<char32_t>(static_cast<unsigned char>(text[i]));
  };
  const char32_t lead = byte(at);
  if (lead < 0x80) {
    at += 1;
    return lead;
  }
  if (lead < 0xE0) {
    const char32_t c = ((lead & 0x1FU) << 6U) | (byte(at + 1) & 0x3FU);
    at += 2;
    return c;
  }
  if (lead < 0xF0) {
    const char32_t c =
        ((lead & 0x0FU) << 12U) | ((byte(at + 1) & 0x3FU) << 6U) | (byte(at + 2) & 0x3FU);
    at += 3;
    return c;
  }
  const char32_t c = ((lead & 0x07U) << 18U) | ((byte(at + 1) & 0x3FU) << 12U) |
                     ((byte(at + 2) & 0x3FU) << 6U) | (byte(at + 3) & 0x3FU);
  at += 4;
  return c;
}

}  // namespace broadsheet::utf8
