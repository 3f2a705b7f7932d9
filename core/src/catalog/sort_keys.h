// One sort for everything: each instance of std::sort is a kilobyte of the module.
#pragma once

#include <cstdint>
#include <vector>

namespace broadsheet {

/// Sorts. What is to be sorted is put into the upper bits, and its place into the lower ones.
void sort_keys(std::vector<std::uint64_t>& keys);

[[nodiscard]] constexpr std::uint64_t sort_key(std::uint32_t upper, std::uint32_t lower) {
  return std::uint64_t{upper} << 32U | lower;
}

}  // namespace broadsheet
