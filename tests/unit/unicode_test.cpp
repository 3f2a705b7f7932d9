#include <gtest/gtest.h>

#include "text/unicode_tables.h"

namespace broadsheet::unicode {
namespace {

TEST(Unicode, KnowsWordCharacters) {
  for (const char32_t c : {U'a', U'Z', U'0', U'_', U'é', U'中', U'ア', U'한', U'и', U'\x0301',
                           U'\x20000', U'\x3042', U'\x2173', U'\xFF21'}) {
    EXPECT_TRUE(is_word(c)) << std::hex << static_cast<unsigned>(c);
  }
  for (const char32_t c : {U' ', U'-', U'.', U'，', U'「', U'\xA0', U'\x1F600', U'\x20AC', U'²'}) {
    EXPECT_FALSE(is_word(c)) << std::hex << static_cast<unsigned>(c);
  }
}

TEST(Unicode, KnowsWhereRangesOfWordsEnd) {
  EXPECT_FALSE(is_word(U'\xA9'));
  EXPECT_TRUE(is_word(U'ª'));  // a range of one
  EXPECT_FALSE(is_word(U'«'));
  EXPECT_TRUE(is_word(U'\x2C1'));  // the end of a long one
  EXPECT_FALSE(is_word(U'\x2C2'));
  EXPECT_TRUE(is_word(U'\xE01EF'));  // the last
  EXPECT_FALSE(is_word(U'\xE01F0'));
  EXPECT_FALSE(is_word(U'\x10FFFF'));
}

TEST(Unicode, KnowsScriptsWithoutBlanks) {
  for (const char32_t c : {U'中', U'の', U'カ', U'ー', U'々', U'ㄅ', U'\x2A700'}) {
    EXPECT_TRUE(is_ideographic(c)) << std::hex << static_cast<unsigned>(c);
  }
  for (const char32_t c : {U'a', U'한', U'，', U'Ａ', U'。'}) {
    EXPECT_FALSE(is_ideographic(c)) << std::hex << static_cast<unsigned>(c);
  }
}

TEST(Unicode, LowersCase) {
  EXPECT_EQ(to_lower(U'A'), U'a');
  EXPECT_EQ(to_lower(U'É'), U'é');
  EXPECT_EQ(to_lower(U'Ā'), U'ā');  // a run of every other code point
  EXPECT_EQ(to_lower(U'ā'), U'ā');
  EXPECT_EQ(to_lower(U'Ж'), U'ж');
  EXPECT_EQ(to_lower(U'Ａ'), U'ａ');
  EXPECT_EQ(to_lower(U'\x10400'), U'\x10428');
  EXPECT_EQ(to_lower(U'\x1E921'), U'\x1E943');  // the last run, its end and the one behind it
  EXPECT_EQ(to_lower(U'\x1E922'), U'\x1E922');
  EXPECT_EQ(to_lower(U'\x1C4'), U'\x1C6');  // by two
  EXPECT_EQ(to_lower(U'ẞ'), U'ß');          // far back
  EXPECT_EQ(to_lower(U'\x10FFFF'), U'\x10FFFF');
  EXPECT_EQ(to_lower(U'中'), U'中');
}

}  // namespace
}  // namespace broadsheet::unicode
