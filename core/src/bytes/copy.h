// Copying more than 16 bytes: by vectors, and as the C library does it.
#pragma once

#include <cstddef>
#include <cstring>

#include "bytes/vectors.h"

namespace broadsheet::text {

namespace scalar {

inline void copy_long(char* to, const char* from, std::size_t size) {
  std::memcpy(to, from, size);
}

}  // namespace scalar

namespace vectors {

/// The memcpy of WebAssembly's C library takes 4 bytes a step. The last vector overlaps.
inline void copy_long(char* to, const char* from, std::size_t size) {
  for (std::size_t at = 0; at + kBlock < size; at += kBlock) {
    wasm_v128_store(to + at, wasm_v128_load(from + at));
  }
  wasm_v128_store(to + size - kBlock, wasm_v128_load(from + size - kBlock));
}

}  // namespace vectors
}  // namespace broadsheet::text
