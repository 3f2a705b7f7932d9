// The table behind named_references.cpp, generated.
#pragma once

#include <cstddef>
#include <cstdint>

namespace broadsheet::html {

inline constexpr std::size_t kNamedReferences = 2125;
inline constexpr std::size_t kNamesThatMeanTwo = 93;
/// `CounterClockwiseContourIntegral`
inline constexpr std::size_t kLongestName = 31;

/// The names in the order of what they stand for, each with a zero byte behind it.
extern const char kNames[];
/// How much the first character of each is above that of the name before; text::PackedNumbers.
extern const std::uint8_t kSteps[];
/// Of each name that stands for two characters: how many names it is behind the last one of these,
/// and the second character; text::PackedNumbers.
extern const std::uint8_t kPairs[];

}  // namespace broadsheet::html
