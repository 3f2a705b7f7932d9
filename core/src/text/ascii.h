// Classes of ASCII characters, the same in every locale.
#pragma once

namespace broadsheet::text {

/// Whether `c` is one of 0 to 9.
[[nodiscard]] constexpr bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

/// Whether `c` is one of A to Z or a to z.
[[nodiscard]] constexpr bool is_letter(char c) {
  // Capitals are 0x20 below.
  return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
}

/// Whether `c` is a letter or a digit.
[[nodiscard]] constexpr bool is_alphanumeric(char c) {
  return is_letter(c) || is_digit(c);
}

}  // namespace broadsheet::text
