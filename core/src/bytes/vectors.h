// WebAssembly's vectors. Where a host has none, the same operations byte by byte: too slow to be
// used, but so a native test runs what the module runs, under the sanitizers, beside its scalar
// twin. Every x86-64 has some of them (SSE2): to load, to store and to compare.
#pragma once

#include <cstddef>

#ifdef __wasm_simd128__

#include <wasm_simd128.h>

#else

#include <array>
#include <bit>
#include <cstdint>
#include <cstring>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

#endif

namespace broadsheet {

#ifdef __wasm_simd128__
inline constexpr bool kHasVectors = true;
#else
inline constexpr bool kHasVectors = false;
#endif

/// Whether blocks are loaded, compared and masked in an instruction each. (To pick bytes by others,
/// as the rest of the vectors do, takes more than SSE2.)
#if defined(__wasm_simd128__) || defined(__SSE2__)
inline constexpr bool kComparesBlocks = true;
#else
inline constexpr bool kComparesBlocks = false;
#endif

/// The bytes of a vector.
inline constexpr std::size_t kBlock = 16;

#ifndef __wasm_simd128__

// The names and meanings are those of wasm_simd128.h; lanes are little-endian.
// NOLINTBEGIN(readability-identifier-naming)

#ifdef __SSE2__
using v128_t = __m128i;
#else
struct v128_t {
  std::array<std::uint8_t, kBlock> bytes;
};
#endif

namespace lanes {

using Bytes = std::array<std::uint8_t, kBlock>;

inline Bytes bytes_of(v128_t a) {
  return std::bit_cast<Bytes>(a);
}

/// Each byte of the result made of the same bytes of two vectors.
template <typename Make>
v128_t of_bytes(v128_t a, v128_t b, Make make) {
  const Bytes from_a = bytes_of(a);
  const Bytes from_b = bytes_of(b);
  Bytes result{};
  for (std::size_t i = 0; i < kBlock; ++i) {
    result[i] = static_cast<std::uint8_t>(make(from_a[i], from_b[i]));
  }
  return std::bit_cast<v128_t>(result);
}

/// Each lane of two bytes made of the same lane.
template <typename Make>
v128_t of_words(v128_t a, Make make) {
  const Bytes from = bytes_of(a);
  Bytes result{};
  for (std::size_t i = 0; i < kBlock; i += 2) {
    const unsigned word = make(from[i] | unsigned{from[i + 1]} << 8U);
    result[i] = static_cast<std::uint8_t>(word);
    result[i + 1] = static_cast<std::uint8_t>(word >> 8U);
  }
  return std::bit_cast<v128_t>(result);
}

inline std::uint8_t all_bits(bool set) {
  return set ? 0xFF : 0;
}

/// Eight bytes from `first` on, as lanes of two bytes.
inline v128_t extended(v128_t a, std::size_t first) {
  const Bytes from = bytes_of(a);
  Bytes result{};
  for (std::size_t i = 0; i < kBlock / 2; ++i) {
    result[2 * i] = from[first + i];
  }
  return std::bit_cast<v128_t>(result);
}

}  // namespace lanes

#ifdef __SSE2__
inline v128_t wasm_v128_load(const void* from) {
  return _mm_loadu_si128(static_cast<const __m128i*>(from));
}
inline void wasm_v128_store(void* to, v128_t block) {
  _mm_storeu_si128(static_cast<__m128i*>(to), block);
}
inline v128_t wasm_i64x2_make(std::int64_t low, std::int64_t high) {
  return _mm_set_epi64x(high, low);
}
inline v128_t wasm_u8x16_splat(std::uint8_t byte) {
  return _mm_set1_epi8(static_cast<char>(byte));
}
inline v128_t wasm_v128_or(v128_t a, v128_t b) {
  return _mm_or_si128(a, b);
}
inline v128_t wasm_v128_and(v128_t a, v128_t b) {
  return _mm_and_si128(a, b);
}
inline v128_t wasm_v128_andnot(v128_t a, v128_t b) {
  return _mm_andnot_si128(b, a);
}
inline v128_t wasm_i8x16_eq(v128_t a, v128_t b) {
  return _mm_cmpeq_epi8(a, b);
}
inline v128_t wasm_i8x16_sub(v128_t a, v128_t b) {
  return _mm_sub_epi8(a, b);
}
inline v128_t wasm_u8x16_le(v128_t a, v128_t b) {
  return _mm_cmpeq_epi8(_mm_min_epu8(a, b), a);
}
inline v128_t wasm_u8x16_ge(v128_t a, v128_t b) {
  return _mm_cmpeq_epi8(_mm_max_epu8(a, b), a);
}
inline v128_t wasm_u8x16_lt(v128_t a, v128_t b) {
  return _mm_xor_si128(wasm_u8x16_ge(a, b), _mm_set1_epi8(-1));
}
inline std::uint32_t wasm_i8x16_bitmask(v128_t a) {
  return static_cast<std::uint32_t>(_mm_movemask_epi8(a));
}
#else
inline v128_t wasm_v128_load(const void* from) {
  v128_t block;
  std::memcpy(&block, from, kBlock);
  return block;
}
inline void wasm_v128_store(void* to, v128_t block) {
  std::memcpy(to, &block, kBlock);
}
inline v128_t wasm_i64x2_make(std::int64_t low, std::int64_t high) {
  return std::bit_cast<v128_t>(std::array<std::int64_t, 2>{low, high});
}
inline v128_t wasm_u8x16_splat(std::uint8_t byte) {
  return lanes::of_bytes(v128_t{}, v128_t{}, [&](unsigned, unsigned) { return byte; });
}
inline v128_t wasm_v128_or(v128_t a, v128_t b) {
  return lanes::of_bytes(a, b, [](unsigned x, unsigned y) { return x | y; });
}
inline v128_t wasm_v128_and(v128_t a, v128_t b) {
  return lanes::of_bytes(a, b, [](unsigned x, unsigned y) { return x & y; });
}
inline v128_t wasm_v128_andnot(v128_t a, v128_t b) {
  return lanes::of_bytes(a, b, [](unsigned x, unsigned y) { return x & ~y; });
}
inline v128_t wasm_i8x16_sub(v128_t a, v128_t b) {
  return lanes::of_bytes(a, b, [](unsigned x, unsigned y) { return x - y; });
}
inline v128_t wasm_u8x16_le(v128_t a, v128_t b) {
  return lanes::of_bytes(a, b, [](unsigned x, unsigned y) { return lanes::all_bits(x <= y); });
}
inline v128_t wasm_i8x16_eq(v128_t a, v128_t b) {
  return lanes::of_bytes(a, b, [](unsigned x, unsigned y) { return lanes::all_bits(x == y); });
}
inline v128_t wasm_u8x16_ge(v128_t a, v128_t b) {
  return lanes::of_bytes(a, b, [](unsigned x, unsigned y) { return lanes::all_bits(x >= y); });
}
inline v128_t wasm_u8x16_lt(v128_t a, v128_t b) {
  return lanes::of_bytes(a, b, [](unsigned x, unsigned y) { return lanes::all_bits(x < y); });
}
inline std::uint32_t wasm_i8x16_bitmask(v128_t a) {
  const lanes::Bytes from = lanes::bytes_of(a);
  std::uint32_t mask = 0;
  for (std::size_t i = 0; i < kBlock; ++i) {
    mask |= (from[i] >> 7U & 1U) << i;
  }
  return mask;
}
#endif

template <typename... Bytes>
v128_t wasm_u8x16_const(Bytes... bytes) {
  static_assert(sizeof...(bytes) == kBlock);
  return std::bit_cast<v128_t>(lanes::Bytes{static_cast<std::uint8_t>(bytes)...});
}
inline v128_t wasm_i64x2_const(std::int64_t low, std::int64_t high) {
  return wasm_i64x2_make(low, high);
}
inline v128_t wasm_u16x8_splat(std::uint16_t word) {
  return lanes::of_words(v128_t{}, [&](unsigned) { return unsigned{word}; });
}
inline v128_t wasm_v128_xor(v128_t a, v128_t b) {
  return lanes::of_bytes(a, b, [](unsigned x, unsigned y) { return x ^ y; });
}
inline bool wasm_v128_any_true(v128_t a) {
  return lanes::bytes_of(a) != lanes::Bytes{};
}
inline v128_t wasm_i8x16_ne(v128_t a, v128_t b) {
  return lanes::of_bytes(a, b, [](unsigned x, unsigned y) { return lanes::all_bits(x != y); });
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
inline v128_t wasm_i8x16_swizzle(v128_t from, v128_t index) {
  const lanes::Bytes bytes = lanes::bytes_of(from);
  return lanes::of_bytes(
      index, index, [&](unsigned at, unsigned) { return at < kBlock ? unsigned{bytes[at]} : 0U; });
}
template <typename... Indices>
v128_t wasm_i8x16_shuffle(v128_t a, v128_t b, Indices... indices) {
  static_assert(sizeof...(indices) == kBlock);
  const std::array<lanes::Bytes, 2> from{lanes::bytes_of(a), lanes::bytes_of(b)};
  lanes::Bytes result{};
  std::size_t i = 0;
  for (const auto at : {static_cast<std::size_t>(indices)...}) {
    result[i++] = from[at / kBlock][at % kBlock];
  }
  return std::bit_cast<v128_t>(result);
}
inline v128_t wasm_u16x8_extend_low_u8x16(v128_t a) {
  return lanes::extended(a, 0);
}
inline v128_t wasm_u16x8_extend_high_u8x16(v128_t a) {
  return lanes::extended(a, kBlock / 2);
}

// NOLINTEND(readability-identifier-naming)

#endif

}  // namespace broadsheet
