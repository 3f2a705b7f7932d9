#pragma once

#include <cstddef>
#include <cstdint>

namespace broadsheet {

/// Numbers that look random and are the same in every run and on every machine.
class SteadyNumbers {
 public:
  explicit SteadyNumbers(std::uint64_t seed) : state_(seed) {}

  std::size_t below(std::size_t limit) {
    state_ = state_ * 6364136223846793005U + 1442695040888963407U;
    return static_cast<std::size_t>((state_ >> 33U) % limit);
  }

 private:
  std::uint64_t state_;
};

}  // namespace broadsheet
