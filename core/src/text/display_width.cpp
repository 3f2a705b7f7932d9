#include "text/display_width.h"

#include <algorithm>
#include <iterator>

#include "bytes/utf8_decode.h"
#include "text/utf8.h"

namespace broadsheet::text {
namespace {

struct Range {
  char32_t first;
  char32_t last;
};

template <std::size_t kSize>
bool holds(const Range (&ranges)[kSize], char32_t c) {
  const Range* const found =
      std::lower_bound(std::begin(ranges), std::end(ranges), c,
                       [](const Range& range, char32_t wanted) { return range.last < wanted; });
  return found != std::end(ranges) && c >= found->first;
}

// Blocks rather than single characters: one that is not assigned yet has the width of its block.
constexpr Range kWide[] = {
    {0x1100, 0x115F},   {0x231A, 0x231B},   {0x23E9, 0x23EC},   {0x23F0, 0x23F0},
    {0x23F3, 0x23F3},   {0x25FD, 0x25FE},   {0x2614, 0x2615},   {0x2648, 0x2653},
    {0x267F, 0x267F},   {0x2693, 0x2693},   {0x26A1, 0x26A1},   {0x26AA, 0x26AB},
    {0x26BD, 0x26BE},   {0x26C4, 0x26C5},   {0x26CE, 0x26CE},   {0x26D4, 0x26D4},
    {0x26EA, 0x26EA},   {0x26F2, 0x26F3},   {0x26F5, 0x26F5},   {0x26FA, 0x26FA},
    {0x26FD, 0x26FD},   {0x2705, 0x2705},   {0x270A, 0x270B},   {0x2728, 0x2728},
    {0x274C, 0x274C},   {0x274E, 0x274E},   {0x2753, 0x2755},   {0x2757, 0x2757},
    {0x2795, 0x2797},   {0x27B0, 0x27B0},   {0x27BF, 0x27BF},   {0x2B1B, 0x2B1C},
    {0x2B50, 0x2B50},   {0x2B55, 0x2B55},   {0x2E80, 0x303E},   {0x3041, 0x4DBF},
    {0x4DC0, 0x4DFF},   {0x4E00, 0xA4CF},   {0xA960, 0xA97C},   {0xAC00, 0xD7A3},
    {0xF900, 0xFAFF},   {0xFE10, 0xFE19},   {0xFE30, 0xFE6F},   {0xFF01, 0xFF60},
    {0xFFE0, 0xFFE6},   {0x16FE0, 0x18DFF}, {0x1AFF0, 0x1B2FF}, {0x1D300, 0x1D376},
    {0x1F004, 0x1F004}, {0x1F0CF, 0x1F0CF}, {0x1F18E, 0x1F18E}, {0x1F191, 0x1F19A},
    {0x1F200, 0x1F320}, {0x1F32D, 0x1F335}, {0x1F337, 0x1F37C}, {0x1F37E, 0x1F393},
    {0x1F3A0, 0x1F3CA}, {0x1F3CF, 0x1F3D3}, {0x1F3E0, 0x1F3F0}, {0x1F3F4, 0x1F3F4},
    {0x1F3F8, 0x1F43E}, {0x1F440, 0x1F440}, {0x1F442, 0x1F4FC}, {0x1F4FF, 0x1F53D},
    {0x1F54B, 0x1F54E}, {0x1F550, 0x1F567}, {0x1F57A, 0x1F57A}, {0x1F595, 0x1F596},
    {0x1F5A4, 0x1F5A4}, {0x1F5FB, 0x1F64F}, {0x1F680, 0x1F6C5}, {0x1F6CC, 0x1F6CC},
    {0x1F6D0, 0x1F6D2}, {0x1F6D5, 0x1F6DF}, {0x1F6EB, 0x1F6EC}, {0x1F6F4, 0x1F6FC},
    {0x1F7E0, 0x1F7F0}, {0x1F90C, 0x1F93A}, {0x1F93C, 0x1F945}, {0x1F947, 0x1F9FF},
    {0x1FA70, 0x1FAFF}, {0x20000, 0x2FFFD}, {0x30000, 0x3FFFD}};

constexpr Range kUnseen[] = {
    {0x0000, 0x001F},   {0x007F, 0x009F},  {0x00AD, 0x00AD}, {0x0300, 0x036F}, {0x0483, 0x0489},
    {0x0591, 0x05BD},   {0x05BF, 0x05BF},  {0x05C1, 0x05C2}, {0x05C4, 0x05C5}, {0x05C7, 0x05C7},
    {0x0610, 0x061A},   {0x064B, 0x065F},  {0x0670, 0x0670}, {0x06D6, 0x06DC}, {0x06DF, 0x06E4},
    {0x06E7, 0x06E8},   {0x06EA, 0x06ED},  {0x1AB0, 0x1AFF}, {0x1DC0, 0x1DFF}, {0x200B, 0x200F},
    {0x202A, 0x202E},   {0x2060, 0x2064},  {0x2066, 0x206F}, {0x20D0, 0x20FF}, {0x302A, 0x302D},
    {0x3099, 0x309A},   {0xFE00, 0xFE0F},  {0xFE20, 0xFE2F}, {0xFEFF, 0xFEFF}, {0x1F3FB, 0x1F3FF},
    {0xE0001, 0xE007F}, {0xE0100, 0xE01EF}};

constexpr std::u32string_view kClosing =
    U"、。，．：；？！）〕］｝〉》」』】〗〙〛’”…‥—～〜・ー々〻‼⁇⁈⁉％‰℃·)]}>,.:;?!%";
constexpr std::u32string_view kOpening = U"（〔［｛〈《「『【〖〘〚‘“([{<#$￥£@";

bool may_break(char32_t before, char32_t behind) {
  // Hangul is wide but has blanks between its words, as Latin letters have.
  const auto is_unspaced = [](char32_t c) {
    return display_width(c) == 2 && !(c >= 0xAC00 && c <= 0xD7A3) && !(c >= 0x1100 && c <= 0x115F);
  };
  return (is_unspaced(before) || is_unspaced(behind)) && display_width(behind) > 0 &&
         before != 0x200D && kClosing.find(behind) == std::u32string_view::npos &&
         kOpening.find(before) == std::u32string_view::npos;
}

bool is_breaking_blank(char32_t c) {
  return c == ' ' || c == '\t' || c == 0x3000;
}

/// Whether a line may end between the two.
bool ends_line(char32_t before, char32_t behind) {
  return is_breaking_blank(before) || is_breaking_blank(behind) || may_break(before, behind);
}

std::string_view trim_blanks(std::string_view text) {
  const std::size_t first = std::min(text.find_first_not_of(" \t"), text.size());
  text.remove_prefix(first);
  return text.substr(0, text.find_last_not_of(" \t") + 1);
}

}  // namespace

std::size_t display_width(char32_t c) {
  if (c >= 0x30A0 && c <= 0xA4CF) {
    return 2;  // Most of what is wide, in one comparison.
  }
  if (c < 0x300) {
    return c >= 0x20 && c != 0xAD && (c < 0x7F || c > 0x9F) ? 1 : 0;
  }
  return holds(kUnseen, c) ? 0 : holds(kWide, c) ? 2 : 1;
}

std::size_t display_width(std::string_view text) {
  std::size_t columns = 0;
  for (std::size_t at = 0; at < text.size();) {
    columns += display_width(utf8::next(text, at));
  }
  return columns;
}

FoldedLine fold_line(std::string_view text, std::size_t columns) {
  text.remove_prefix(std::min(text.find_first_not_of(" \t"), text.size()));
  if (text.size() <= columns) {
    return {trim_blanks(text), {}};  // No character has more columns than bytes.
  }
  const auto split = [&](std::size_t at) {
    return FoldedLine{trim_blanks(text.substr(0, at)), text.substr(at)};
  };
  std::size_t at = 0;
  std::size_t end = 0;  // of the line: where the first character begins that has no room
  char32_t behind = 0;
  for (std::size_t width = 0; at < text.size();) {
    end = at;
    behind = utf8::next(text, at);
    width += display_width(behind);
    // Blanks at the end of a line are not seen.
    if (width > columns && !is_breaking_blank(behind)) {
      break;
    }
    end = at;
  }
  if (end == text.size()) {
    return {trim_blanks(text), {}};
  }
  // Few characters are between the end and where a line may break.
  for (std::size_t begin = end, later = behind; begin > 0;) {
    const std::size_t here = begin;
    do {
      --begin;
    } while (begin > 0 && utf8::is_continuation(text[begin]));
    std::size_t next = begin;
    const char32_t before = utf8::next(text, next);
    if (ends_line(before, static_cast<char32_t>(later))) {
      return split(here);
    }
    later = before;
  }
  for (char32_t before = behind; at < text.size(); before = behind) {
    const std::size_t begin = at;
    behind = utf8::next(text, at);
    if (!is_breaking_blank(behind) && ends_line(before, behind)) {
      return split(begin);
    }
  }
  return {trim_blanks(text), {}};
}

}  // namespace broadsheet::text
