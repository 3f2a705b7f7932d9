// Whether bytes are UTF-8: by vectors, and one after the other.
#pragma once

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

#include "bytes/utf8_decode.h"
#include "bytes/vectors.h"

namespace broadsheet::utf8 {

inline unsigned char byte_at(std::string_view bytes, std::size_t i) {
  return static_cast<unsigned char>(bytes[i]);
}

struct Sequence {
  std::size_t size;  ///< of the well-formed sequence, or of the maximal ill-formed part
  bool valid;
};

inline Sequence sequence_at(std::string_view bytes, std::size_t at) {
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

inline constexpr std::size_t kWord = sizeof(std::uint64_t);

/// Whether eight bytes from `at` on are all ASCII.
inline bool ascii_word(std::string_view bytes, std::size_t at) {
  std::uint64_t word = 0;
  std::memcpy(&word, bytes.data() + at, kWord);
  return (word & 0x8080808080808080U) == 0;
}

/// Whether `lead` begins a sequence of three bytes that only needs continuation bytes to be well
/// formed: neither overlong nor a surrogate. Most of Chinese.
constexpr bool leads_plain_three(unsigned char lead) {
  return lead >= 0xE1 && lead <= 0xEC;
}

namespace scalar {

/// The first byte from `at` on, where a character begins, that is not part of UTF-8, or the first
/// character at `end` or behind it.
inline std::size_t find_invalid(std::string_view bytes, std::size_t at, std::size_t end) {
  while (at < end) {
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
  return at;
}

/// The same in all of `bytes`, or npos.
inline std::size_t find_invalid(std::string_view bytes, std::size_t at = 0) {
  at = find_invalid(bytes, at, bytes.size());
  return at < bytes.size() ? at : std::string_view::npos;
}

}  // namespace scalar

namespace vectors {

inline v128_t block_at(std::string_view bytes, std::size_t at) {
  return wasm_v128_load(bytes.data() + at);
}

/// Where the last character before `at` begins, which may not be whole, or `at` behind ASCII.
inline std::size_t last_begin(std::string_view bytes, std::size_t at) {
  while (at > 0 && is_continuation(bytes[at - 1])) {
    --at;
  }
  return at - (at > 0 && byte_at(bytes, at - 1) >= 0x80 ? 1 : 0);
}

/// Behind the ASCII from `at` on, whole blocks of it at least.
inline std::size_t skip_ascii(std::string_view bytes, std::size_t at) {
  for (; at + kBlock <= bytes.size(); at += kBlock) {
    if (const std::uint32_t high = wasm_i8x16_bitmask(block_at(bytes, at)); high != 0) {
      return at + static_cast<std::size_t>(std::countr_zero(high));
    }
  }
  return at;
}

/// Whether the block at `at`, which has three bytes in front of it, is well formed as far as one
/// can tell without what follows, by comparisons alone: bytes go on where the three before them ask
/// for it, and nowhere else. False, too, if a lead in it asks for more of its second byte.
inline bool is_plain_block(std::string_view bytes, std::size_t at) {
  const auto from = [](v128_t block, std::uint8_t first) {
    return wasm_u8x16_ge(block, wasm_u8x16_splat(first));
  };
  const v128_t block = block_at(bytes, at);
  const v128_t two = wasm_i8x16_eq(wasm_v128_or(block, wasm_u8x16_splat(1)),  // C0 and C1
                                   wasm_u8x16_splat(0xC1));
  const v128_t three = wasm_v128_or(wasm_i8x16_eq(block, wasm_u8x16_splat(0xE0)),
                                    wasm_i8x16_eq(block, wasm_u8x16_splat(0xED)));
  const std::uint32_t leads = wasm_i8x16_bitmask(from(block, 0xC0));
  const std::uint32_t must_go_on = wasm_i8x16_bitmask(wasm_v128_or(
      from(block_at(bytes, at - 1), 0xC0),
      wasm_v128_or(from(block_at(bytes, at - 2), 0xE0), from(block_at(bytes, at - 3), 0xF0))));
  return wasm_i8x16_bitmask(wasm_v128_or(wasm_v128_or(two, three), from(block, 0xF0))) == 0 &&
         (wasm_i8x16_bitmask(block) & ~leads) == must_go_on;
}

/// As scalar::find_invalid(), where blocks can be compared and no more.
inline std::size_t find_invalid_by_comparing(std::string_view bytes) {
  for (std::size_t at = 0; at < bytes.size();) {
    at = skip_ascii(bytes, at);
    const std::size_t began = at;
    bool is_ascii = false;
    while (!is_ascii && at >= 3 && at + kBlock <= bytes.size() && is_plain_block(bytes, at)) {
      is_ascii = wasm_i8x16_bitmask(block_at(bytes, at)) == 0;
      at += kBlock;
    }
    if (at > began) {
      at = last_begin(bytes, at);
    } else {
      const std::size_t end = std::min(at + kBlock, bytes.size());
      at = scalar::find_invalid(bytes, at, end);
      if (at < end) {
        return at;
      }
    }
  }
  return std::string_view::npos;
}

/// Sixteen entries, each picked by four bits.
inline v128_t looked_up(v128_t table, v128_t index) {
  return wasm_i8x16_swizzle(table, index);
}

/// Bits that are set where two bytes in a row cannot stand so in UTF-8 (John Keiser and Daniel
/// Lemire, "Validating UTF-8 In Less Than One Instruction Per Byte", 2021). `before` are the bytes
/// that `block` follows.
inline v128_t malformed(v128_t before, v128_t block) {
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
inline std::size_t valid_blocks(std::string_view bytes) {
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

/// As scalar::find_invalid() of all bytes.
inline std::size_t find_invalid(std::string_view bytes) {
  return scalar::find_invalid(bytes, last_begin(bytes, valid_blocks(bytes)));
}

}  // namespace vectors
}  // namespace broadsheet::utf8
