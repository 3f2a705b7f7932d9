// UTF-8: reading, writing, repairing.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "bytes/utf8_decode.h"

namespace broadsheet::utf8 {

inline constexpr char32_t kReplacement = 0xFFFD;

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

/// The first or last character of `text`, valid UTF-8 and not empty.
[[nodiscard]] char32_t first(std::string_view text);
[[nodiscard]] char32_t last(std::string_view text);

[[nodiscard]] bool is_ascii(std::string_view bytes);

/// Writes `text`, valid UTF-8, as UTF-16LE at `out`, which has room for two bytes a byte of `text`.
/// Returns the bytes written.
std::size_t write_utf16(std::string_view text, char* out);

/// How many characters `text`, valid UTF-8, has.
[[nodiscard]] std::size_t count(std::string_view text);

}  // namespace broadsheet::utf8
