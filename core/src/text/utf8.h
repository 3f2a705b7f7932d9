// UTF-8: reading, writing, repairing.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace broadsheet::utf8 {

inline constexpr char32_t kReplacement = 0xFFFD;

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

/// Appends `c`; what is no character (surrogates, beyond U+10FFFF) becomes U+FFFD.
void append(std::string& out, char32_t c);

/// The first byte that is not part of well-formed UTF-8 (Unicode 17.0, table 3-7), or npos.
[[nodiscard]] std::size_t find_invalid(std::string_view bytes);

/// `bytes` with each maximal ill-formed part replaced by U+FFFD, as the WHATWG Encoding Standard's
/// decoder does it.
[[nodiscard]] std::string repair(std::string_view bytes);

/// `text` with U+FFFD for each null character.
[[nodiscard]] std::string without_nulls(std::string_view text);

/// `bytes` as they are if they are well formed, else repaired.
[[nodiscard]] std::string valid(std::string_view bytes);

/// The whole characters among the first `bytes` bytes of `text`, valid UTF-8.
[[nodiscard]] std::string_view prefix(std::string_view text, std::size_t bytes);

[[nodiscard]] bool is_ascii(std::string_view bytes);

/// Writes `text`, valid UTF-8, as UTF-16LE at `out`, which has room for two bytes a byte of `text`.
/// Returns the bytes written.
std::size_t write_utf16(std::string_view text, char* out);

/// How many characters `text`, valid UTF-8, has.
[[nodiscard]] std::size_t count(std::string_view text);

}  // namespace broadsheet::utf8
