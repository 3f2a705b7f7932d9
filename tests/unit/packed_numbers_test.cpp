#include "text/packed_numbers.h"

#include <gtest/gtest.h>

#include <cstdint>

namespace broadsheet::text {
namespace {

TEST(PackedNumbers, AreReadOneAfterTheOther) {
  constexpr std::uint8_t kPacked[] = {0x00, 0x7F, 0x80, 0x01, 0xFF, 0xFF, 0xFF, 0xFF, 0x0F, 0x05};
  PackedNumbers in(kPacked);
  EXPECT_EQ(in.next(), 0U);
  EXPECT_EQ(in.next(), 127U);
  EXPECT_EQ(in.next(), 128U);
  EXPECT_EQ(in.next(), UINT32_MAX);
  EXPECT_EQ(in.next(), 5U);
}

TEST(PackedNumbers, MayBeNegative) {
  constexpr std::uint8_t kPacked[] = {0x00, 0x01, 0x02, 0x03, 0xFF, 0x01, 0x80, 0x02};
  PackedNumbers in(kPacked);
  for (const std::int32_t expected : {0, -1, 1, -2, -128, 128}) {
    EXPECT_EQ(in.next_signed(), expected);
  }
}

}  // namespace
}  // namespace broadsheet::text
