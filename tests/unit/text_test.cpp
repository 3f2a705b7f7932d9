#include <gtest/gtest.h>

#include <string>

#include "text/fold.h"
#include "text/utf8.h"
#include "text/word_count.h"

namespace broadsheet {
namespace {

TEST(Utf8, FindsAndRepairsIllFormedParts) {
  EXPECT_EQ(utf8::find_invalid("plain ascii text, long enough for words"), std::string::npos);
  EXPECT_EQ(utf8::find_invalid("中文 é \xF0\x9F\x98\x80"), std::string::npos);
  EXPECT_EQ(utf8::find_invalid("ab\xFFzz"), 2U);
  EXPECT_EQ(utf8::find_invalid("\xC0\xAF"), 0U) << "overlong";
  EXPECT_EQ(utf8::find_invalid("\xED\xA0\x80"), 0U) << "surrogate";
  EXPECT_EQ(utf8::find_invalid("\xF4\x90\x80\x80"), 0U) << "beyond the last plane";
  EXPECT_EQ(utf8::find_invalid("12345678\xE4\xB8"), 8U) << "cut short";
  // One U+FFFD for each maximal part, as browsers decode.
  EXPECT_EQ(utf8::repair("a\xE4\xB8z"), "a\xEF\xBF\xBDz");
  EXPECT_EQ(utf8::repair("\xED\xA0\x80"), "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD");
  EXPECT_EQ(utf8::repair("\xF0\x9F\x98"), "\xEF\xBF\xBD");
}

TEST(Utf8, ReadsWhatItWrites) {
  for (const char32_t c : {U'a', U'é', U'中', U'\x1F600', U'\x10FFFF', U'\x7FF', U'\x800'}) {
    std::string text;
    utf8::append(text, c);
    std::size_t at = 0;
    EXPECT_EQ(utf8::next(text, at), c);
    EXPECT_EQ(at, text.size());
    EXPECT_EQ(utf8::count(text), 1U);
  }
  std::string surrogate;
  utf8::append(surrogate, 0xD800);
  EXPECT_EQ(surrogate, "\xEF\xBF\xBD");
}

TEST(Utf8, CutsBetweenCharacters) {
  EXPECT_EQ(utf8::prefix("中文", 4), "中");
  EXPECT_EQ(utf8::prefix("中文", 2), "");
  EXPECT_EQ(utf8::prefix("ab", 9), "ab");
}

TEST(Fold, MakesSpellingsEqual) {
  EXPECT_EQ(text::fold(" Service  Mesh\xC2\xA0"), text::fold("service mesh"));
  EXPECT_EQ(text::fold("ＳＯＦＡ　Ｗｅｅｋｌｙ"), "sofa weekly");
  EXPECT_EQ(text::fold("ÉCOLE"), "école");
  EXPECT_EQ(text::fold("  "), "");
}

TEST(Trim, TakesUnseenBlanks) {
  EXPECT_EQ(text::trim("\xEF\xBB\xBF\xE3\x80\x80 a b \xE2\x80\x8B\n"), "a b");
  EXPECT_EQ(text::trim("\xC2\xA0"), "");
}

TEST(WordCount, CountsIdeographsAndWords) {
  const text::WordCount mixed = text::count_words("SOFAStack 是蚂蚁，自主研发的 v0.4.6 don't — x");
  EXPECT_EQ(mixed.ideographs, 8U);
  EXPECT_EQ(mixed.words, 4U);
  EXPECT_EQ(text::count_words("한국어 문장").words, 2U);
  EXPECT_EQ(text::count_words("ひらがなとカタカナ").ideographs, 9U);
  EXPECT_EQ(text::count_words("「甲」、乙。a，b").total(), 4U);
  EXPECT_EQ(text::count_words("--- !!! ***").total(), 0U);
  EXPECT_EQ(text::count_words("").minutes(), 0U);
}

TEST(WordCount, RoundsMinutesUp) {
  EXPECT_EQ((text::WordCount{500, 0}.minutes()), 1U);
  EXPECT_EQ((text::WordCount{501, 0}.minutes()), 2U);
  EXPECT_EQ((text::WordCount{0, 213}.minutes()), 1U);
  EXPECT_EQ((text::WordCount{250, 107}.minutes()), 2U);
}

}  // namespace
}  // namespace broadsheet
