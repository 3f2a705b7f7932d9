// Takes the place of malloc and operator new in a test program, counts what is taken and given
// back, and fails where it is told to. Linked with --wrap (see CMakeLists.txt), so that the
// sanitizers' own allocator stays beneath it.
#pragma once

#include <cstdint>

namespace broadsheet::allocation {

enum class Failing : std::uint8_t {
  kOnce,    ///< one allocation fails, as under a moment's pressure
  kOnwards  ///< it and every later one fail, as when memory has run out
};

/// Lets the `number`th allocation from now on fail, counted from 1.
void fail_at(std::uint32_t number, Failing failing);

/// Lets every allocation succeed again. Returns whether one has failed since fail_at().
bool fail_no_more();

/// How many allocations have been asked for since fail_at().
[[nodiscard]] std::uint32_t asked();

/// How many allocations are taken and not given back.
[[nodiscard]] std::int64_t live();

}  // namespace broadsheet::allocation
