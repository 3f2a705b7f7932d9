#include "text/script.h"

#include <cstddef>
#include <cstdint>

#include "bytes/east_asian.h"

namespace broadsheet::text {
namespace {

struct Range {
  std::uint32_t first;
  std::uint32_t last;
};

/// East Asian Width W, F or H (UAX #11) without Hangul and emoji.
constexpr Range kWide[] = {{0x2E80, 0x3130},   {0x3190, 0x31FF},   {0x3220, 0x325F},
                           {0x3280, 0xA4CF},   {0xF900, 0xFAFF},   {0xFE10, 0xFE19},
                           {0xFE30, 0xFE6F},   {0xFF00, 0xFF9F},   {0xFFE0, 0xFFEF},
                           {0x16FE0, 0x1B2FF}, {0x1F200, 0x1F265}, {0x20000, 0x3FFFF}};

bool is_wide(char32_t c) {
  for (const Range& range : kWide) {
    if (c <= range.last) {
      return c >= range.first;
    }
  }
  return false;
}

/// Punctuation of East Asian Width A: U+00B7, and a bit for each such character from U+2010 on.
bool is_shared_punctuation(char32_t c) {
  constexpr char32_t kFirst = 0x2010;
  constexpr std::uint64_t kBits = 0x0000'482D'00F7'3379;
  return c == 0xB7 || (c >= kFirst && c < kFirst + 64 && ((kBits >> (c - kFirst)) & 1U) != 0);
}

/// Counted in bytes, as many as one can hold, so that compilers take sixteen at a time.
std::size_t count_letters(std::string_view text) {
  constexpr std::size_t kBlock = 255;
  std::size_t letters = 0;
  while (!text.empty()) {
    const std::string_view block = text.substr(0, kBlock);
    text.remove_prefix(block.size());
    std::uint8_t here = 0;
    for (const char c : block) {
      const auto lower = static_cast<std::uint8_t>(static_cast<std::uint8_t>(c) | 0x20U);
      here = static_cast<std::uint8_t>(here + (lower >= 'a' && lower <= 'z'));
    }
    letters += here;
  }
  return letters;
}

}  // namespace

bool is_cjk(std::string_view text) {
  constexpr std::size_t kLettersForOne = 32;
  // Every post is asked this. There are no more letters than bytes, so that Chinese is told by its
  // beginning, and English by having no such character at all.
  const std::size_t enough = text.size() / kLettersForOne;
  const std::size_t east_asian = kComparesBlocks ? vectors::count_east_asian(text, enough)
                                                 : scalar::count_east_asian(text, enough);
  return east_asian > enough ||
         (east_asian > 0 && east_asian * kLettersForOne > count_letters(text));
}

bool reaches_u3000(std::string_view text) {
  return kComparesBlocks ? vectors::reaches_u3000(text) : scalar::reaches_u3000(text);
}

bool joins_lines(char32_t before, char32_t behind) {
  constexpr char32_t kZeroWidthSpace = 0x200B;
  if (before == kZeroWidthSpace || behind == kZeroWidthSpace) {
    return true;
  }
  return is_wide(before) ? is_wide(behind) || is_shared_punctuation(behind)
                         : is_shared_punctuation(before) && is_wide(behind);
}

}  // namespace broadsheet::text
