#include "text/utf8.h"

#include <algorithm>
#include <bit>
#include <cstdint>
#include <cstring>

#ifdef __wasm_simd128__
#include <wasm_simd128.h>
#endif

namespace broadsheet::utf8 {
namespace {

unsigned char byte_at(std::string_view bytes, std::size_t i) {
  return static_cast<unsigned char>(bytes[i]);
}

struct Sequence {
  std::size_t size;  ///< of the well-formed sequence, or of the maximal ill-formed part
  bool valid;
};

Sequence sequence_at(std::string_view bytes, std::size_t at) {
  const unsigned char lead = byte_at(bytes, at);
  if (lead < 0x80) {
    return {1, true};
  }
  std::size_t size = 0;
  unsigned char low = 0x80;  // bounds of the second byte: no overlong forms, no surrogates
  unsigned char high = 0xBF;
  if (lead >= 0xC2 && lead <= 0xDF) {
    size = 2;
  } else if (lead >= 0xE0 && lead <= 0xEF) {
    size = 3;
    low = lead == 0xE0 ? 0xA0 : 0x80;
    high = lead == 0xED ? 0x9F : 0xBF;
  } else if (lead >= 0xF0 && lead <= 0xF4) {
    size = 4;
    low = lead == 0xF0 ? 0x90 : 0x80;
    high = lead == 0xF4 ? 0x8F : 0xBF;
  } else {
    return {1, false};
  }
  for (std::size_t i = 1; i < size; ++i) {
    if (at + i >= bytes.size() || byte_at(bytes, at + i) < low || byte_at(bytes, at + i) > high) {
      return {i, false};
    }
    low = 0x80;
    high = 0xBF;
  }
  return {size, true};
}

constexpr std::size_t kWord = sizeof(std::uint64_t);

/// Whether eight bytes from `at` on are all ASCII.
bool ascii_word(std::string_view bytes, std::size_t at) {
  std::uint64_t word = 0;
  std::memcpy(&word, bytes.data() + at, kWord);
  return (word & 0x8080808080808080U) == 0;
}

char* put_unit(char* out, char32_t unit) {
  auto bytes = static_cast<std::uint16_t>(unit);
  if constexpr (std::endian::native == std::endian::big) {
    bytes = static_cast<std::uint16_t>(bytes << 8U | bytes >> 8U);
  }
  std::memcpy(out, &bytes, sizeof bytes);
  return out + sizeof bytes;
}

/// Whether `lead` begins a sequence of three bytes that only needs continuation bytes to be well
/// formed: neither overlong nor a surrogate. Most of Chinese.
constexpr bool leads_plain_three(unsigned char lead) {
  return lead >= 0xE1 && lead <= 0xEC;
}

#ifdef __wasm_simd128__

/// Sixteen bytes at a time.
constexpr std::size_t kBlock = 16;
v128_t block_at(std::string_view bytes, std::size_t at) {
  return wasm_v128_load(bytes.data() + at);
}

/// How many of the block's first bytes are ASCII.
std::size_t ascii_prefix(v128_t block) {
  return static_cast<std::size_t>(std::countr_zero(wasm_i8x16_bitmask(block) | 1U << kBlock));
}

/// How many of the block's first bytes are characters of the form of three bytes: 0 to 15.
std::size_t three_prefix(v128_t block) {
  const v128_t bits = wasm_u8x16_const(0xF0, 0xC0, 0xC0, 0xF0, 0xC0, 0xC0, 0xF0, 0xC0, 0xC0, 0xF0,
                                       0xC0, 0xC0, 0xF0, 0xC0, 0xC0, 0xFF);
  const v128_t form = wasm_u8x16_const(0xE0, 0x80, 0x80, 0xE0, 0x80, 0x80, 0xE0, 0x80, 0x80, 0xE0,
                                       0x80, 0x80, 0xE0, 0x80, 0x80, 0x00);
  const v128_t other = wasm_i8x16_ne(wasm_v128_and(block, bits), form);
  const int bytes = std::countr_zero(wasm_i8x16_bitmask(other) | 1U << (kBlock - 1));
  return static_cast<std::size_t>(bytes - bytes % 3);
}

/// Five characters of three bytes as units of UTF-16, in the first ten bytes.
v128_t five_units(v128_t block) {
  const v128_t low = wasm_i8x16_swizzle(
      block, wasm_u8x16_const(2, 1, 5, 4, 8, 7, 11, 10, 14, 13, 16, 16, 16, 16, 16, 16));
  const v128_t high = wasm_i8x16_swizzle(
      block, wasm_u8x16_const(16, 0, 16, 3, 16, 6, 16, 9, 16, 12, 16, 16, 16, 16, 16, 16));
  return wasm_v128_or(
      wasm_i16x8_shl(high, 4),
      wasm_v128_or(wasm_v128_and(low, wasm_u16x8_splat(0x003F)),
                   wasm_v128_and(wasm_u16x8_shr(low, 2), wasm_u16x8_splat(0x0FC0))));
}

/// Sixteen entries, each picked by four bits.
v128_t looked_up(v128_t table, v128_t index) {
  return wasm_i8x16_swizzle(table, index);
}

/// Bits that are set where two bytes in a row cannot stand so in UTF-8 (John Keiser and Daniel
/// Lemire, "Validating UTF-8 In Less Than One Instruction Per Byte", 2021). `before` are the bytes
/// that `block` follows.
v128_t malformed(v128_t before, v128_t block) {
  constexpr std::uint8_t kTooShort = 1;
  constexpr std::uint8_t kTooLong = 2;
  constexpr std::uint8_t kOverlong3 = 4;
  constexpr std::uint8_t kTooLarge = 8;
  constexpr std::uint8_t kSurrogate = 16;
  constexpr std::uint8_t kOverlong2 = 32;
  constexpr std::uint8_t kOverlong4 = 64;  // and what is larger than F4 8F
  constexpr std::uint8_t kTwoContinue = 128;
  constexpr std::uint8_t kCarry = kTooShort | kTooLong | kTwoContinue;
  constexpr std::uint8_t kBeyond = kCarry | kTooLarge | kOverlong4;
  const v128_t first_high = wasm_u8x16_const(
      kTooLong, kTooLong, kTooLong, kTooLong, kTooLong, kTooLong, kTooLong, kTooLong, kTwoContinue,
      kTwoContinue, kTwoContinue, kTwoContinue, kTooShort | kOverlong2, kTooShort,
      kTooShort | kOverlong3 | kSurrogate, kTooShort | kTooLarge | kOverlong4);
  const v128_t first_low =
      wasm_u8x16_const(kCarry | kOverlong3 | kOverlong2 | kOverlong4, kCarry | kOverlong2, kCarry,
                       kCarry, kCarry | kTooLarge, kBeyond, kBeyond, kBeyond, kBeyond, kBeyond,
                       kBeyond, kBeyond, kBeyond, kBeyond | kSurrogate, kBeyond, kBeyond);
  constexpr std::uint8_t kLower = kTooLong | kOverlong2 | kTwoContinue;
  const v128_t second_high =
      wasm_u8x16_const(kTooShort, kTooShort, kTooShort, kTooShort, kTooShort, kTooShort, kTooShort,
                       kTooShort, kLower | kOverlong3 | kOverlong4, kLower | kOverlong3 | kTooLarge,
                       kLower | kSurrogate | kTooLarge, kLower | kSurrogate | kTooLarge, kTooShort,
                       kTooShort, kTooShort, kTooShort);
  const v128_t low = wasm_u8x16_splat(0x0F);
  const v128_t one = wasm_i8x16_shuffle(before, block, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25,
                                        26, 27, 28, 29, 30);
  const v128_t two = wasm_i8x16_shuffle(before, block, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24,
                                        25, 26, 27, 28, 29);
  const v128_t three = wasm_i8x16_shuffle(before, block, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23,
                                          24, 25, 26, 27, 28);
  const v128_t special =
      wasm_v128_and(looked_up(first_high, wasm_u8x16_shr(one, 4)),
                    wasm_v128_and(looked_up(first_low, wasm_v128_and(one, low)),
                                  looked_up(second_high, wasm_u8x16_shr(block, 4))));
  // The third and fourth byte of a character must go on, all others must not.
  const v128_t must_go_on =
      wasm_v128_and(wasm_v128_or(wasm_u8x16_sub_sat(two, wasm_u8x16_splat(0xE0 - 0x80)),
                                 wasm_u8x16_sub_sat(three, wasm_u8x16_splat(0xF0 - 0x80))),
                    wasm_u8x16_splat(0x80));
  return wasm_v128_xor(must_go_on, special);
}

/// How many bytes, up to the first group of blocks with an error, are well formed as far as one can
/// tell without what follows them. Stops there: a repair calls again behind each error.
std::size_t valid_blocks(std::string_view bytes) {
  v128_t before = wasm_i64x2_const(0, 0);
  std::size_t at = 0;
  for (; at + 4 * kBlock <= bytes.size(); at += 4 * kBlock) {
    const v128_t a = block_at(bytes, at);
    const v128_t b = block_at(bytes, at + kBlock);
    const v128_t c = block_at(bytes, at + 2 * kBlock);
    const v128_t d = block_at(bytes, at + 3 * kBlock);
    const v128_t high = wasm_v128_or(wasm_v128_or(a, b), wasm_v128_or(c, d));
    // English text has hundreds of bytes of ASCII in a row, and Chinese hardly 64.
    if (wasm_i8x16_bitmask(wasm_v128_or(high, before)) != 0) {
      const v128_t errors = wasm_v128_or(wasm_v128_or(malformed(before, a), malformed(a, b)),
                                         wasm_v128_or(malformed(b, c), malformed(c, d)));
      if (wasm_v128_any_true(errors)) {
        break;
      }
    }
    before = d;
  }
  return at;
}

#endif

}  // namespace

void append(std::string& out, char32_t c) {
  if (c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF)) {
    c = kReplacement;
  }
  if (c < 0x80) {
    out += static_cast<char>(c);
  } else if (c < 0x800) {
    out += static_cast<char>(0xC0U | (c >> 6U));
    out += static_cast<char>(0x80U | (c & 0x3FU));
  } else if (c < 0x10000) {
    out += static_cast<char>(0xE0U | (c >> 12U));
    out += static_cast<char>(0x80U | ((c >> 6U) & 0x3FU));
    out += static_cast<char>(0x80U | (c & 0x3FU));
  } else {
    out += static_cast<char>(0xF0U | (c >> 18U));
    out += static_cast<char>(0x80U | ((c >> 12U) & 0x3FU));
    out += static_cast<char>(0x80U | ((c >> 6U) & 0x3FU));
    out += static_cast<char>(0x80U | (c & 0x3FU));
  }
}

std::size_t find_invalid(std::string_view bytes) {
  std::size_t at = 0;
#ifdef __wasm_simd128__
  // The last character may not be whole yet.
  at = valid_blocks(bytes);
  while (at > 0 && is_continuation(bytes[at - 1])) {
    --at;
  }
  at -= at > 0 && byte_at(bytes, at - 1) >= 0x80 ? 1 : 0;
#endif
  while (at < bytes.size()) {
    const unsigned char lead = byte_at(bytes, at);
    if (leads_plain_three(lead) && at + 2 < bytes.size() && is_continuation(bytes[at + 1]) &&
        is_continuation(bytes[at + 2])) {
      at += 3;
    } else if (lead < 0x80) {
      at += at + kWord <= bytes.size() && ascii_word(bytes, at) ? kWord : 1;
    } else {
      const Sequence sequence = sequence_at(bytes, at);
      if (!sequence.valid) {
        return at;
      }
      at += sequence.size;
    }
  }
  return std::string_view::npos;
}

bool is_ascii(std::string_view bytes) {
  std::size_t at = 0;
  for (; at + kWord <= bytes.size(); at += kWord) {
    if (!ascii_word(bytes, at)) {
      return false;
    }
  }
  for (; at < bytes.size(); ++at) {
    if (byte_at(bytes, at) >= 0x80) {
      return false;
    }
  }
  return true;
}

std::size_t write_utf16(std::string_view text, char* out) {
  const char* const begin = out;
  for (std::size_t at = 0; at < text.size();) {
#ifdef __wasm_simd128__
    // There is room for 32 bytes at `out` as long as 16 of the text are left.
    if (at + kBlock <= text.size()) {
      const v128_t block = block_at(text, at);
      if (const std::size_t ascii = ascii_prefix(block); ascii > 0) {
        wasm_v128_store(out, wasm_u16x8_extend_low_u8x16(block));
        wasm_v128_store(out + kBlock, wasm_u16x8_extend_high_u8x16(block));
        at += ascii;
        out += 2 * ascii;
        continue;
      }
      if (const std::size_t three = three_prefix(block); three > 0) {
        wasm_v128_store(out, five_units(block));
        at += three;
        out += three / 3 * 2;
        continue;
      }
    }
#endif
    const unsigned char lead = byte_at(text, at);
    if (lead < 0x80) {
      if (at + kWord <= text.size() && ascii_word(text, at)) {
        for (std::size_t i = 0; i < kWord; ++i) {
          out = put_unit(out, byte_at(text, at + i));
        }
        at += kWord;
      } else {
        out = put_unit(out, lead);
        ++at;
      }
      continue;
    }
    const char32_t c = next(text, at);
    if (c < 0x10000) {
      out = put_unit(out, c);
    } else {
      out = put_unit(out, 0xD7C0 + (c >> 10U));
      out = put_unit(out, 0xDC00 + (c & 0x3FFU));
    }
  }
  return static_cast<std::size_t>(out - begin);
}

std::string repair(std::string_view bytes) {
  std::string out;
  out.reserve(bytes.size() + 16);
  std::size_t at = 0;
  while (at < bytes.size()) {
    const std::size_t invalid = find_invalid(bytes.substr(at));
    if (invalid == std::string_view::npos) {
      out.append(bytes.substr(at));
      break;
    }
    out.append(bytes.substr(at, invalid));
    append(out, kReplacement);
    at += invalid + sequence_at(bytes, at + invalid).size;
  }
  return out;
}

std::string without_nulls(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '\0') {
      append(out, kReplacement);
    } else {
      out += c;
    }
  }
  return out;
}

std::string valid(std::string_view bytes) {
  return find_invalid(bytes) == std::string_view::npos ? std::string(bytes) : repair(bytes);
}

std::string_view prefix(std::string_view text, std::size_t bytes) {
  if (text.size() <= bytes) {
    return text;
  }
  while (bytes > 0 && is_continuation(text[bytes])) {
    --bytes;
  }
  return text.substr(0, bytes);
}

std::size_t count(std::string_view text) {
  std::size_t characters = 0;
  for (const char c : text) {
    characters += is_continuation(c) ? 0 : 1;
  }
  return characters;
}

}  // namespace broadsheet::utf8
