// WebAssembly's vectors. Where a host has none, the same operations byte by byte: too slow to be
// used, but so a native test runs what the module runs, under the sanitizers, beside its scalar
// twin.
#pragma once

#include <cstddef>

#ifdef __wasm_simd128__

#include <wasm_simd128.h>

#else

#include <array>
#include <cstdint>
#include <cstring>

#endif

namespace broadsheet {

#ifdef __wasm_simd128__
inline constexpr bool kHasVectors = true;
#else
inline constexpr bool kHasVectors = false;
#endif

/// The bytes of a vector.
inline constexpr std::size_t kBlock = 16;

#ifndef __wasm_simd128__

// The names and meanings are those of wasm_simd128.h; lanes are little-endian.
// NOLINTBEGIN(readability-identifier-naming)

struct v128_t {
  std::array<std::uint8_t, kBlock> bytes{};
};

namespace lanes {

/// Each byte of the result made of the same bytes of two vectors.
template <typename Make>
v128_t of_bytes(v128_t a, v128_t b, Make make) {
  v128_t result;
  for (std::size_t i = 0; i < kBlock; ++i) {
    result.bytes[i] = static_cast<std::uint8_t>(make(a.bytes[i], b.bytes[i]));
  }
  return result;
}

/// Each lane of two bytes made of the same lane.
template <typename Make>
v128_t of_words(v128_t a, Make make) {
  v128_t result;
  for (std::size_t i = 0; i < kBlock; i += 2) {
    const unsigned word = make(a.bytes[i] | unsigned{a.bytes[i + 1]} << 8U);
    result.bytes[i] = static_cast<std::uint8_t>(word);
    result.bytes[i + 1] = static_cast<std::uint8_t>(word >> 8U);
  }
  return result;
}

inline std::uint8_t all_bits(bool set) {
  return set ? 0xFF : 0;
}

}  // namespace lanes

inline v128_t wasm_v128_load(const void* from) {
  v128_t block;
  std::memcpy(block.bytes.data(), from, kBlock);
  return block;
}
inline void wasm_v128_store(void* to, v128_t block) {
  std::memcpy(to, block.bytes.data(), kBlock);
}
template <typename... Bytes>
v128_t wasm_u8x16_const(Bytes... bytes) {
  static_assert(sizeof...(bytes) == kBlock);
  return {{static_cast<std::uint8_t>(bytes)...}};
}
inline v128_t wasm_i64x2_const(std::int64_t low, std::int64_t high) {
  v128_t block;
  std::memcpy(block.bytes.data(), &low, sizeof low);
  std::memcpy(block.bytes.data() + sizeof low, &high, sizeof high);
  return block;
}
inline v128_t wasm_u8x16_splat(std::uint8_t byte) {
  v128_t block;
  block.bytes.fill(byte);
  return block;
}
inline v128_t wasm_u16x8_splat(std::uint16_t word) {
  return lanes::of_words({}, [&](unsigned) { return unsigned{word}; });
}
inline v128_t wasm_v128_and(v128_t a, v128_t b) {
  return lanes::of_bytes(a, b, [](unsigned x, unsigned y) { return x & y; });
}
inline v128_t wasm_v128_or(v128_t a, v128_t b) {
  return lanes::of_bytes(a, b, [](unsigned x, unsigned y) { return x | y; });
}
inline v128_t wasm_v128_xor(v128_t a, v128_t b) {
  return lanes::of_bytes(a, b, [](unsigned x, unsigned y) { return x ^ y; });
}
inline v128_t wasm_v128_andnot(v128_t a, v128_t b) {
  return lanes::of_bytes(a, b, [](unsigned x, unsigned y) { return x & ~y; });
}
inline bool wasm_v128_any_true(v128_t a) {
  return a.bytes != v128_t{}.bytes;
}
inline v128_t wasm_i8x16_eq(v128_t a, v128_t b) {
  return lanes::of_bytes(a, b, [](unsigned x, unsigned y) { return lanes::all_bits(x == y); });
}
inline v128_t wasm_i8x16_ne(v128_t a, v128_t b) {
  return lanes::of_bytes(a, b, [](unsigned x, unsigned y) { return lanes::all_bits(x != y); });
}
inline v128_t wasm_u8x16_lt(v128_t a, v128_t b) {
  return lanes::of_bytes(a, b, [](unsigned x, unsigned y) { return lanes::all_bits(x < y); });
}
inline v128_t wasm_u8x16_le(v128_t a, v128_t b) {
  return lanes::of_bytes(a, b, [](unsigned x, unsigned y) { return lanes::all_bits(x <= y); });
}
inline v128_t wasm_u8x16_ge(v128_t a, v128_t b) {
  return lanes::of_bytes(a, b, [](unsigned x, unsigned y) { return lanes::all_bits(x >= y); });
}
inline v128_t wasm_i8x16_sub(v128_t a, v128_t b) {
  return lanes::of_bytes(a, b, [](unsigned x, unsigned y) { return x - y; });
}
inline v128_t wasm_u8x16_sub_sat(v128_t a, v128_t b) {
  return lanes::of_bytes(a, b, [](unsigned x, unsigned y) { return x > y ? x - y : 0; });
}
inline v128_t wasm_u8x16_shr(v128_t a, unsigned by) {
  return lanes::of_bytes(a, a, [&](unsigned x, unsigned) { return x >> by; });
}
inline v128_t wasm_u16x8_shr(v128_t a, unsigned by) {
  return lanes::of_words(a, [&](unsigned x) { return x >> by; });
}
inline v128_t wasm_i16x8_shl(v128_t a, unsigned by) {
  return lanes::of_words(a, [&](unsigned x) { return x << by; });
}
inline std::uint32_t wasm_i8x16_bitmask(v128_t a) {
  std::uint32_t mask = 0;
  for (std::size_t i = 0; i < kBlock; ++i) {
    mask |= (a.bytes[i] >> 7U & 1U) << i;
  }
  return mask;
}
inline v128_t wasm_i8x16_swizzle(v128_t from, v128_t index) {
  return lanes::of_bytes(index, index, [&](unsigned at, unsigned) {
    return at < kBlock ? unsigned{from.bytes[at]} : 0U;
  });
}
template <typename... Indices>
v128_t wasm_i8x16_shuffle(v128_t a, v128_t b, Indices... indices) {
  const auto pick = [&](std::size_t at) {
    return at < kBlock ? a.bytes[at] : b.bytes[at - kBlock];
  };
  return {{pick(static_cast<std::size_t>(indices))...}};
}
inline v128_t wasm_u16x8_extend_low_u8x16(v128_t a) {
  v128_t result;
  for (std::size_t i = 0; i < kBlock / 2; ++i) {
    result.bytes[2 * i] = a.bytes[i];
  }
  return result;
}
inline v128_t wasm_u16x8_extend_high_u8x16(v128_t a) {
  v128_t result;
  for (std::size_t i = 0; i < kBlock / 2; ++i) {
    result.bytes[2 * i] = a.bytes[kBlock / 2 + i];
  }
  return result;
}

// NOLINTEND(readability-identifier-naming)

#endif

}  // namespace broadsheet
