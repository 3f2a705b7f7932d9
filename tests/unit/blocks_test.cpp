// What is read many bytes at a time in WebAssembly, beside what tells each character by itself.
#include <gtest/gtest.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "steady_numbers.h"
#include "text/fold.h"
#include "text/unicode_tables.h"
#include "text/utf8.h"
#include "text/word_count.h"

namespace broadsheet {
namespace {

const std::vector<std::string>& pieces() {
  static const std::vector<std::string> kPieces = {
      "a",  "word", "Z9_", " ",  "\n", "-",  "'",  ".",  "中",       "文字",        "一", "䷀",
      "䷿", "鿿",  "㐀",  "々", "〇", "、", "。", "　", "「",       "』",          "〄", "〒",
      "，", "！",   "Ａ",  "９", "＠", "～", "“",  "”",  "—",        "…",           "‘",  "‐",
      "é",  "Ж",    "한",  "ひ", "カ", "・", "😀",  "𠀀", "\xC2\xA0", "\xEF\xBB\xBF"};
  return kPieces;
}

std::string random_text(SteadyNumbers& numbers, std::size_t count) {
  std::string text;
  // Runs of one piece as well as mixtures.
  while (count > 0) {
    const std::string& piece = pieces()[numbers.below(pieces().size())];
    for (std::size_t times = numbers.below(3) == 0 ? 1 + numbers.below(30) : 1;
         times > 0 && count > 0; --times, --count) {
      text += piece;
    }
  }
  return text;
}

text::WordCount count_singly(std::string_view text) {
  const auto divides = [](char32_t c) {
    return text::is_blank(c) || c < 0x20 || c == 0x2014 || c == 0x2026 ||
           (c >= 0x2018 && c <= 0x201F) || (c >= 0x3000 && c <= 0x303F) || c == 0x30FB ||
           (c >= 0xFE30 && c <= 0xFE6F) || (c >= 0xFF00 && c <= 0xFFEF && !unicode::is_word(c));
  };
  text::WordCount count;
  bool open = false;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = utf8::next(text, at);
    if (unicode::is_ideographic(c) || divides(c)) {
      count.words += open ? 1 : 0;
      count.ideographs += unicode::is_ideographic(c) ? 1 : 0;
      open = false;
    } else {
      open = open || unicode::is_word(c);
    }
  }
  count.words += open ? 1 : 0;
  return count;
}

std::string utf16_singly(std::string_view text) {
  std::string out;
  const auto put = [&](char32_t unit) {
    out += static_cast<char>(unit & 0xFFU);
    out += static_cast<char>(unit >> 8U & 0xFFU);
  };
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = utf8::next(text, at);
    if (c < 0x10000) {
      put(c);
    } else {
      put(0xD800 + ((c - 0x10000) >> 10U));
      put(0xDC00 + (c & 0x3FFU));
    }
  }
  return out;
}

TEST(Blocks, CountAsSingleCharactersDo) {
  SteadyNumbers numbers(17);
  for (int i = 0; i < 3000; ++i) {
    const std::string text = random_text(numbers, numbers.below(80));
    const text::WordCount counted = text::count_words(text);
    const text::WordCount wanted = count_singly(text);
    ASSERT_EQ(counted.words, wanted.words) << text;
    ASSERT_EQ(counted.ideographs, wanted.ideographs) << text;
  }
}

TEST(Blocks, BecomeUtf16AsSingleCharactersDo) {
  SteadyNumbers numbers(17);
  for (int i = 0; i < 3000; ++i) {
    const std::string text = random_text(numbers, numbers.below(80));
    std::string units(text.size() * 2, '\0');
    units.resize(utf8::write_utf16(text, units.data()));
    ASSERT_EQ(units, utf16_singly(text)) << text;
  }
}

TEST(Blocks, AreValidIfAllCharactersAre) {
  SteadyNumbers numbers(17);
  for (int i = 0; i < 1000; ++i) {
    const std::string text = random_text(numbers, numbers.below(120));
    ASSERT_EQ(utf8::find_invalid(text), std::string::npos) << text;
  }
}

TEST(Blocks, TellTheFirstByteThatIsWrongWhereverItStands) {
  // Each of them is wrong from its first byte on, whatever stands around it.
  const std::vector<std::string> wrong = {"\x80",
                                          "\xBF",
                                          "\xC0\x80",
                                          "\xC1\xBF",
                                          "\xC3",
                                          "\xE0\x80\x80",
                                          "\xE0\x9F\xBF",
                                          "\xE4\xB8",
                                          "\xE4",
                                          "\xED\xA0\x80",
                                          "\xED\xBF\xBF",
                                          "\xF0\x80\x80",
                                          "\xF0\x8F\xBF\xBF",
                                          "\xF0\x9F\x98",
                                          "\xF4\x90\x80\x80",
                                          "\xF5\x80\x80",
                                          "\xFF",
                                          "\xFE",
                                          "\xF8\x88\x80\x80",
                                          "\xC3\xE4\xB8\xAD"};
  for (const std::string filler : {"a", "中", "é", "😀", "a中"}) {
    for (std::size_t before = 0; before < 70; ++before) {
      std::string start;
      for (std::size_t i = 0; i < before; ++i) {
        start += filler;
      }
      for (const std::string& part : wrong) {
        std::string text = start + part;
        ASSERT_EQ(utf8::find_invalid(text), start.size()) << filler << before;
        for (std::size_t i = 0; i < 70; ++i) {
          text += filler;
        }
        ASSERT_EQ(utf8::find_invalid(text), start.size()) << filler << before;
      }
    }
  }
}

}  // namespace
}  // namespace broadsheet
