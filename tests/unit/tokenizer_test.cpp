#include "search/terms/tokenizer.h"

#include <gtest/gtest.h>

#include <string>

#include "text/search_fold.h"
#include "text/utf8.h"

namespace broadsheet::search {
namespace {

/// Tokens as "term@position", parts in brackets.
std::string tokens(std::string_view text) {
  std::string result;
  Tokenizer tokenizer(text);
  Token token;
  while (tokenizer.next(token)) {
    result += result.empty() ? "" : " ";
    const bool part = token.kind == TokenKind::kPart;
    result += part ? "(" : "";
    result += token.term;
    result += part ? ")" : "@" + std::to_string(token.position);
  }
  return result;
}

/// What each token covers of the text.
std::string covered(std::string_view text) {
  std::string result;
  Tokenizer tokenizer(text);
  Token token;
  while (tokenizer.next(token)) {
    result += result.empty() ? "" : "|";
    result += text.substr(token.begin, token.end - token.begin);
  }
  return result;
}

TEST(Tokenizer, DividesChineseIntoOverlappingPairs) {
  EXPECT_EQ(tokens("服务网格"), "服务@0 务网@1 网格@2 格@3");
  EXPECT_EQ(tokens("网"), "网@0");
  EXPECT_EQ(covered("服务网"), "服务|务网|网");
}

TEST(Tokenizer, DividesAtEveryMarkThatFoldsToNothing) {
  for (char32_t c = 0x2000; c <= 0xFFFF; c = c == 0xD7FF ? 0xE000 : c + 1) {
    const text::FoldedCharacter folded = text::fold_for_search(c);
    std::string text = "一";
    utf8::append(text, c);
    text += "二";
    Tokenizer tokenizer(text);
    Token token;
    ASSERT_TRUE(tokenizer.next(token));
    const bool divided = token.kind == TokenKind::kTail;
    // A mark for voicing is passed over, a letter of another script stands between the two.
    const bool expected = folded.kind == text::SearchClass::kNone ||
                          folded.kind == text::SearchClass::kLetter ||
                          folded.kind == text::SearchClass::kDigit;
    ASSERT_EQ(divided, expected) << std::hex << static_cast<std::uint32_t>(c);
  }
}

TEST(Tokenizer, KeepsRunsApart) {
  // A full stop, a blank and a line's end leave a position empty between CJK runs.
  EXPECT_EQ(tokens("中文，测试"), "中文@0 文@1 测试@3 试@4");
  EXPECT_EQ(tokens("中文 测试"), "中文@0 文@1 测试@3 试@4");
  EXPECT_EQ(tokens("中文\n测试"), "中文@0 文@1 测试@4 试@5");
  EXPECT_EQ(tokens("one\ntwo"), "one@0 two@2");
}

TEST(Tokenizer, MixesScriptsWithoutGaps) {
  EXPECT_EQ(tokens("基于Raft算法"), "基于@0 于@1 raft@2 算法@3 法@4");
  EXPECT_EQ(tokens("基于 Raft 算法"), tokens("基于Raft算法"));
}

TEST(Tokenizer, FoldsCaseWidthAndAccents) {
  EXPECT_EQ(tokens("Ｃａｆé CAFE\u0301 naïve Straße"), "cafe@0 cafe@1 naive@2 strasse@3");
  EXPECT_EQ(tokens("ﬁle Łódź Ǆ ① ㎏"), "file@0 lodz@1 dz@2 1@3 kg@4");
  EXPECT_EQ(tokens("ｶﾞｷﾞ"), tokens("ガギ"));
  EXPECT_EQ(tokens("か\u3099"), tokens("が"));
  EXPECT_EQ(covered("CAFE\u0301!"), "CAFE\u0301");
}

TEST(Tokenizer, PassesOverInvisibleCharacters) {
  EXPECT_EQ(tokens("so\u00ADfa 服\u200B务"), "sofa@0 服务@1 务@2");
}

TEST(Tokenizer, FindsIdentifiersWholeAndInParts) {
  EXPECT_EQ(tokens("v0.4.6"), "v0@0 (v) (0) 4@1 6@2");
  EXPECT_EQ(tokens("JDK17"), "jdk17@0 (jdk) (17)");
  EXPECT_EQ(tokens("sofa-rpc #894"), "sofa@0 rpc@1 894@2");
  EXPECT_EQ(tokens("C++ C# F#m"), "c++@0 (c) c#@1 (c) f@2 m@3");
  // A hash has no parts worth finding.
  EXPECT_EQ(tokens("a1b2c3d4e5"), "a1b2c3d4e5@0");
  EXPECT_EQ(covered("JDK17"), "JDK17|JDK|17");
}

TEST(Tokenizer, CutsLongWords) {
  const std::string word(1'000, 'x');
  EXPECT_EQ(tokens(word), std::string(kMaxTermBytes, 'x') + "@0");
  EXPECT_EQ(covered(word), word);
}

TEST(Tokenizer, KeepsOtherScriptsWhole) {
  EXPECT_EQ(tokens("Привет мир"), "привет@0 мир@1");
  EXPECT_EQ(tokens("한국어"), "한국@0 국어@1 어@2");
}

}  // namespace
}  // namespace broadsheet::search
