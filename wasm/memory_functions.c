// What the C library does byte by byte or in fours, sixteen bytes at a time. The core searches and
// copies some thousand times a post.
#include <stddef.h>
#include <stdint.h>
#include <wasm_simd128.h>

enum { kBlock = 16 };

void* memchr(const void* bytes, int byte, size_t size) {
  const uint8_t* at = bytes;
  const uint8_t* const end = at + size;
  const v128_t wanted = wasm_u8x16_splat((uint8_t)byte);
  for (; (size_t)(end - at) >= kBlock; at += kBlock) {
    const uint32_t found = wasm_i8x16_bitmask(wasm_i8x16_eq(wasm_v128_load(at), wanted));
    if (found != 0) {
      return (void*)(at + __builtin_ctz(found));
    }
  }
  for (; at != end; ++at) {
    if (*at == (uint8_t)byte) {
      return (void*)at;
    }
  }
  return NULL;
}

void* memcpy(void* restrict to, const void* restrict from, size_t size) {
  uint8_t* out = to;
  const uint8_t* in = from;
  if (size >= kBlock) {
    // The last block may overlap the one before it.
    const v128_t last = wasm_v128_load(in + size - kBlock);
    uint8_t* const last_out = out + size - kBlock;
    for (; out < last_out; out += kBlock, in += kBlock) {
      wasm_v128_store(out, wasm_v128_load(in));
    }
    wasm_v128_store(last_out, last);
    return to;
  }
  for (; size >= sizeof(uint32_t); size -= sizeof(uint32_t)) {
    uint32_t word;
    __builtin_memcpy(&word, in, sizeof word);
    __builtin_memcpy(out, &word, sizeof word);
    out += sizeof word;
    in += sizeof word;
  }
  while (size-- > 0) {
    *out++ = *in++;
  }
  return to;
}
