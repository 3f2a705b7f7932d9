// The hash that names files and proves their bytes.
#pragma once

#include <cstdint>
#include <string_view>

namespace broadsheet::search {

/// XXH64 (github.com/Cyan4973/xxHash, doc/xxhash_spec.md).
[[nodiscard]] std::uint64_t xxh64(std::string_view bytes, std::uint64_t seed);

}  // namespace broadsheet::search
