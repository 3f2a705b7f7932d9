#include "text/search_fold.h"

#include <algorithm>

#include "text/search_fold_table.h"
#include "text/unicode_tables.h"

namespace broadsheet::text {
namespace {

/// Invisible characters that may stand inside a word, and accents that are written after their
/// letter.
bool is_ignored(char32_t c) {
  return c == 0xAD || (c >= 0x300 && c <= 0x36F) || (c >= 0x200B && c <= 0x200F) || c == 0x2060 ||
         (c >= 0x3099 && c <= 0x309A) || (c >= 0xFE00 && c <= 0xFE0F) || c == 0xFEFF ||
         (c >= 0xFF9E && c <= 0xFF9F);
}

bool is_hangul(char32_t c) {
  return (c >= 0xAC00 && c <= 0xD7A3) || (c >= 0x1100 && c <= 0x11FF) ||
         (c >= 0x3131 && c <= 0x318E);
}

SearchClass class_of(char32_t c) {
  if (c < 0x80) {
    if (c >= '0' && c <= '9') {
      return SearchClass::kDigit;
    }
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ? SearchClass::kLetter
                                                            : SearchClass::kNone;
  }
  if ((c >= 0x4E00 && c <= 0x9FFF) || unicode::is_ideographic(c) || is_hangul(c)) {
    return SearchClass::kCjk;
  }
  // Connector punctuation joins names in programs, not words.
  return unicode::is_word(c) && c != 0x203F && c != 0x2040 && c != 0xFF3F ? SearchClass::kLetter
                                                                          : SearchClass::kNone;
}

/// The run that `letter` lies in, or nullptr.
const FoldRun* find_run(std::span<const FoldRun> runs, std::uint16_t letter) {
  const auto run = std::lower_bound(
      runs.begin(), runs.end(), letter,
      [](const FoldRun& each, std::uint16_t wanted) { return each.first + each.more < wanted; });
  return run != runs.end() && run->first <= letter ? &*run : nullptr;
}

const FoldString* find_string(std::uint16_t letter) {
  const std::span<const FoldString> strings = fold_strings();
  const auto found = std::lower_bound(
      strings.begin(), strings.end(), letter,
      [](const FoldString& string, std::uint16_t wanted) { return string.letter < wanted; });
  return found != strings.end() && found->letter == letter ? &*found : nullptr;
}

FoldedCharacter single(char32_t c) {
  const SearchClass kind = class_of(c);
  return {{c}, static_cast<std::uint8_t>(kind == SearchClass::kNone ? 0 : 1), kind};
}

}  // namespace

FoldedCharacter fold_for_search(char32_t c) {
  if (c < 0x80 || (c >= 0x4E00 && c <= 0x9FFF)) {
    return single(unicode::to_lower(c));
  }
  if (is_ignored(c)) {
    return {{}, 0, SearchClass::kIgnored};
  }
  const bool astral = c >= 0x1D400 && c <= 0x1D7FF;
  if (c <= 0xFFFF || astral) {
    const auto letter = static_cast<std::uint16_t>(c);
    const FoldRun* const run = find_run(astral ? astral_fold_runs() : fold_runs(), letter);
    if (run != nullptr) {
      return single(run->target + (run->moves ? char32_t{letter} - run->first : 0));
    }
    if (const FoldString* const string = astral ? nullptr : find_string(letter)) {
      FoldedCharacter folded = single(string->folded[0]);
      // A month sign or a unit is one word; a digit in it does not divide it.
      for (std::size_t i = 1; i < kMaxFolded && string->folded[i] != 0; ++i) {
        folded.letters[folded.count++] = string->folded[i];
      }
      return folded;
    }
  }
  return single(unicode::to_lower(c));
}

bool voice_kana(char32_t c, char32_t& before) {
  const bool half = c == 0xFF9F || c == 0x309A;
  if (!half && c != 0xFF9E && c != 0x3099) {
    return false;
  }
  // In both Kana blocks a voiced letter follows its plain one; the H row has a third (half-voiced).
  const char32_t base = before >= 0x30A1 && before <= 0x30FA ? before - 0x60 : before;
  const bool row_of_h = base >= 0x306F && base <= 0x307B && (base - 0x306F) % 3 == 0;
  const bool plain = row_of_h || (base >= 0x304B && base <= 0x3062 && base % 2 == 1) ||
                     (base >= 0x3064 && base <= 0x3068 && base % 2 == 0);
  if (base == 0x3046 && !half) {
    before += 0x4E;
    return true;
  }
  if (!plain || (half && !row_of_h)) {
    return false;
  }
  before += half ? 2 : 1;
  return true;
}

}  // namespace broadsheet::text
