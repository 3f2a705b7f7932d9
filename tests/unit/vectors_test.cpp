// The vectors of core/src/bytes beside their scalar twins. Natively most of the vectors are
// emulated, in the module's build they are WebAssembly's own.
#include <gtest/gtest.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "bytes/copy.h"
#include "bytes/east_asian.h"
#include "bytes/escapes.h"
#include "bytes/utf16.h"
#include "bytes/utf8_check.h"
#include "bytes/word_scan.h"
#include "text/utf8.h"

namespace broadsheet {
namespace {

/// The same everywhere (Numerical Recipes' generator).
class Chance {
 public:
  std::uint32_t below(std::uint32_t limit) {
    state_ = state_ * 1664525U + 1013904223U;
    return static_cast<std::uint32_t>((std::uint64_t{state_} * limit) >> 32U);
  }

 private:
  std::uint32_t state_ = 20'261'128;
};

/// Valid text of pieces that the vectors tell apart, at every offset within a block.
std::string text_of(Chance& chance, std::size_t pieces) {
  constexpr std::string_view kPieces[] = {
      "a",  "Z9_", " ",  "\n", "word ",  "&",      "<",
      ">",  "\"",  "\\", "\r", "\t",     "\x1f",   "中",
      "文", "䶵",  "䷀", "丏", "鿿",    "，",     "。",
      "、", "“",   "”",  "—",  "…",      "‗",      "〃",
      "〒", "！",  "＠", "Ａ", "é",      "ß",      "Ω",
      "ア", "한",  "😀",  "𠀀", "\u00a0", "\u3000", "plain English text "};
  constexpr std::string_view kChinese[] = {"中文", "的", "，", "字a"};
  std::string text;
  const bool chinese = chance.below(3) == 0;
  for (std::size_t i = 0; i < pieces; ++i) {
    text += chinese && chance.below(8) != 0
                ? kChinese[chance.below(std::size(kChinese))]
                : kPieces[chance.below(static_cast<std::uint32_t>(std::size(kPieces)))];
  }
  return text;
}

/// The same with bytes changed, so that much of it is not UTF-8.
std::string bytes_of(Chance& chance, std::size_t pieces) {
  std::string bytes = text_of(chance, pieces);
  constexpr unsigned char kBytes[] = {0x00, 0x7F, 0x80, 0xBF, 0xC0, 0xC1, 0xC2, 0xDF, 0xE0, 0xED,
                                      0xEF, 0xF0, 0xF4, 0xF5, 0xFF, 0x9F, 0xA0, 0x8F, 0x90};
  for (std::uint32_t changes = chance.below(3); changes > 0 && !bytes.empty(); --changes) {
    bytes[chance.below(static_cast<std::uint32_t>(bytes.size()))] =
        static_cast<char>(kBytes[chance.below(std::size(kBytes))]);
  }
  return bytes;
}

constexpr int kRounds = 5'000;

TEST(Vectors, FindWhatNeedsAnEscape) {
  Chance chance;
  for (int round = 0; round < kRounds; ++round) {
    const std::string text = text_of(chance, chance.below(30));
    const std::size_t at = chance.below(static_cast<std::uint32_t>(text.size()) + 1);
    ASSERT_EQ(vectors::find_json_escape(text, at), scalar::find_json_escape(text, at)) << text;
    const std::string_view rest = std::string_view(text).substr(at);
    const std::size_t plain = scalar::find_html_escape(text, at) - at;
    std::string copy(rest.size(), '\0');
    ASSERT_EQ(scalar::copy_html(copy.data(), rest), plain) << text;
    ASSERT_EQ(copy.substr(0, plain), rest.substr(0, plain)) << text;
    copy.assign(rest.size(), '\0');
    ASSERT_EQ(vectors::copy_html(copy.data(), rest), plain) << text;
    ASSERT_EQ(copy.substr(0, plain), rest.substr(0, plain)) << text;
  }
}

TEST(Vectors, FindTheFirstByteThatIsNotUtf8) {
  Chance chance;
  std::size_t invalid = 0;
  for (int round = 0; round < kRounds; ++round) {
    const std::string bytes = bytes_of(chance, chance.below(80));
    const std::size_t expected = utf8::scalar::find_invalid(bytes);
    ASSERT_EQ(utf8::vectors::find_invalid(bytes), expected) << bytes;
    ASSERT_EQ(utf8::vectors::find_invalid_by_comparing(bytes), expected) << bytes;
    invalid += expected == std::string::npos ? 0 : 1;
  }
  EXPECT_GT(invalid, kRounds / 4U);
}

TEST(Vectors, CountEastAsianCharacters) {
  Chance chance;
  for (int round = 0; round < kRounds; ++round) {
    const std::string text = text_of(chance, chance.below(60));
    const std::size_t count = text::scalar::count_east_asian(text, text.size());
    ASSERT_EQ(text::vectors::count_east_asian(text, text.size()), count) << text;
    ASSERT_EQ(text::vectors::reaches_u3000(text), text::scalar::reaches_u3000(text)) << text;
    // What is behind enough of them does not matter.
    const std::size_t enough = chance.below(20);
    ASSERT_EQ(text::vectors::count_east_asian(text, enough) > enough, count > enough) << text;
    ASSERT_EQ(text::scalar::count_east_asian(text, enough) > enough, count > enough) << text;
  }
}

TEST(Vectors, WriteUtf16) {
  Chance chance;
  for (int round = 0; round < kRounds; ++round) {
    const std::string text = text_of(chance, chance.below(40));
    std::string one(text.size() * 2, '\0');
    std::string other(text.size() * 2, '\0');
    one.resize(utf8::vectors::write_utf16(text, one.data()));
    other.resize(utf8::scalar::write_utf16(text, other.data()));
    ASSERT_EQ(one, other) << text;
  }
}

TEST(Vectors, CountWords) {
  Chance chance;
  std::uint32_t counted = 0;
  for (int round = 0; round < kRounds; ++round) {
    const std::string text = text_of(chance, chance.below(60));
    text::WordTally one;
    text::WordTally other;
    std::size_t at = 0;
    std::size_t same = 0;
    while (at < text.size()) {
      at = text::vectors::count_words(text, at, one);
      same = text::scalar::count_words(text, same, other);
      ASSERT_EQ(at, same) << text;
      ASSERT_EQ(one.words, other.words) << text;
      ASSERT_EQ(one.ideographs, other.ideographs) << text;
      ASSERT_EQ(one.in_word, other.in_word) << text;
      if (at < text.size()) {
        static_cast<void>(utf8::next(text, at));
        same = at;
      }
    }
    counted += one.words + one.ideographs;
  }
  EXPECT_GT(counted, static_cast<std::uint32_t>(kRounds));
}

TEST(Vectors, Copy) {
  Chance chance;
  for (std::size_t size = kBlock + 1; size < 200; ++size) {
    const std::string from = text_of(chance, 300).substr(0, size);
    std::string one(from.size() + 2, '.');
    std::string other(from.size() + 2, '.');
    text::vectors::copy_long(one.data() + 1, from.data(), from.size());
    text::scalar::copy_long(other.data() + 1, from.data(), from.size());
    ASSERT_EQ(one, other);
  }
}

}  // namespace
}  // namespace broadsheet
