// The table behind named_references.cpp, generated.
#pragma once

#include <cstddef>
#include <cstdint>

namespace broadsheet::html {

inline constexpr std::size_t kNamesPerBucket = 32;
/// `CounterClockwiseContourIntegral`
inline constexpr std::size_t kLongestName = 31;

/// Set in the last byte of a name.
inline constexpr std::uint8_t kEndOfName = 0x80;

/// Codes in [kFirstAstralCode, kFirstPairCode) are this much lower than their characters.
inline constexpr char32_t kAstralOffset = 0x10000;
inline constexpr std::uint32_t kFirstAstralCode = 0xD400;
/// From here on they count the pairs, which are followed by characters again.
inline constexpr std::uint32_t kFirstPairCode = 0xE000;

/// The names in order. Of each: how many bytes it shares with the one before it (none at the start
/// of a bucket), then the others.
extern const std::uint8_t kNames[];
/// Where each bucket begins in kNames.
extern const std::uint16_t kBuckets[67];
/// The code of each name, by its place in the order.
extern const std::uint8_t kLowBytes[2125];
extern const std::uint8_t kHighBytes[2125];
/// What names stand for that stand for two characters.
extern const std::uint16_t kPairs[93][2];

}  // namespace broadsheet::html
