#include "search/excerpt/likely_matches.h"

#include <algorithm>
#include <cstring>

#include "text/not_found.h"
#include "text/utf8.h"

namespace broadsheet::search {
namespace {

enum class ByteClass : std::uint8_t { kOther, kLetter, kDigit };

ByteClass class_of(char c) {
  if (c >= '0' && c <= '9') {
    return ByteClass::kDigit;
  }
  const auto lower = static_cast<char>(c | 0x20);
  return lower >= 'a' && lower <= 'z' ? ByteClass::kLetter : ByteClass::kOther;
}

/// Whether a word, or one of its parts, ends between two bytes.
bool divided(char before, char behind) {
  const ByteClass one = class_of(before);
  return one == ByteClass::kOther || one != class_of(behind);
}

char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
}

bool begins_with_ascii(std::string_view term) {
  return static_cast<unsigned char>(term.front()) < 0x80;
}

/// The byte of a term by which to look for it: one that few other words have.
std::size_t rarest_byte(std::string_view term) {
  constexpr std::string_view kFrequent = "etaoinsrhldcumfpgwybvkxjqz";
  if (!begins_with_ascii(term)) {
    // The first bytes of Chinese characters are much the same.
    return utf8::is_continuation(term[term.size() - 1]) && term.size() > 2 ? 2 : 0;
  }
  std::size_t best = 0;
  std::size_t best_rank = 0;
  for (std::size_t i = 0; i < term.size(); ++i) {
    const std::size_t rank = std::min(kFrequent.find(term[i]), kFrequent.size());
    if (rank > best_rank && static_cast<unsigned char>(term[i]) < 0x80) {
      best = i;
      best_rank = rank;
    }
  }
  return best;
}

/// Whether a needle stands at a place; behind it, if so.
std::size_t match_at(std::string_view text, std::size_t at, const Needle& needle) {
  const std::string_view term = needle.term;
  if (at > text.size() || term.size() > text.size() - at) {
    return text::kNotFound;
  }
  for (std::size_t i = 0; i < term.size(); ++i) {
    if (lower(text[at + i]) != term[i]) {
      return text::kNotFound;
    }
  }
  const std::size_t end = at + term.size();
  const bool begins = at == 0 || divided(text[at - 1], text[at]);
  const bool ends = needle.prefix || end == text.size() || divided(text[end - 1], text[end]);
  return begins && ends ? end : text::kNotFound;
}

/// The next byte from `at` on that is the small letter `wanted` or its capital: eight at once.
std::size_t find_letter(std::string_view text, std::size_t at, char wanted) {
  constexpr std::uint64_t kOnes = 0x0101010101010101U;
  const std::uint64_t pattern = kOnes * static_cast<unsigned char>(wanted);
  for (; at + sizeof(std::uint64_t) <= text.size(); at += sizeof(std::uint64_t)) {
    std::uint64_t bytes = 0;
    std::memcpy(&bytes, text.data() + at, sizeof bytes);
    // Zero where the letter is. The subtraction finds whether there is a zero at all.
    const std::uint64_t different = (bytes | kOnes * 0x20) ^ pattern;
    if (((different - kOnes) & ~different & kOnes << 7U) != 0) {
      break;
    }
  }
  while (at < text.size() && static_cast<char>(text[at] | 0x20) != wanted) {
    ++at;
  }
  return at;
}

/// The next place of a needle.
std::size_t find_needle(std::string_view text, std::size_t from, const Needle& needle) {
  const std::string_view term = needle.term;
  const std::size_t rarest = rarest_byte(term);
  const char wanted = term[rarest];
  const bool cased = class_of(wanted) == ByteClass::kLetter;
  for (std::size_t at = from + rarest; at < text.size(); ++at) {
    at = cased ? find_letter(text, at, wanted) : text.find(wanted, at);
    if (at >= text.size()) {
      break;
    }
    if (match_at(text, at - rarest, needle) != text::kNotFound) {
      return at - rarest;
    }
  }
  return text::kNotFound;
}

/// Where the part of a phrase must begin that stands `positions` behind the one at `begin`.
std::size_t following(std::string_view text, std::size_t begin, std::size_t end,
                      std::uint32_t positions, const Needle& before) {
  std::size_t at = end;
  if (!begins_with_ascii(before.term)) {
    // A pair reaches over the character behind its own.
    at = begin;
    for (std::uint32_t i = 0; i < positions && at < text.size(); ++i) {
      static_cast<void>(utf8::next(text, at));
    }
  }
  while (at < text.size() && static_cast<unsigned char>(text[at]) < 0x80 && text[at] != '\n' &&
         class_of(text[at]) == ByteClass::kOther) {
    ++at;
  }
  return at;
}

}  // namespace

std::optional<LikelyMatch> find_unit(std::string_view text, std::size_t from,
                                     const ParsedQuery& query, const std::vector<UnitPart>& parts) {
  const Needle& first = query.needles[parts.front().needle];
  if (first.term.empty()) {
    return std::nullopt;
  }
  for (std::size_t begin = find_needle(text, from, first); begin != text::kNotFound;
       begin = find_needle(text, begin + 1, first)) {
    std::size_t at = begin;
    std::size_t end = match_at(text, at, first);
    for (std::size_t i = 1; i < parts.size() && end != text::kNotFound; ++i) {
      at = following(text, at, end, parts[i].offset - parts[i - 1].offset,
                     query.needles[parts[i - 1].needle]);
      end = match_at(text, at, query.needles[parts[i].needle]);
    }
    if (end != text::kNotFound) {
      return LikelyMatch{static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
    }
  }
  return std::nullopt;
}

}  // namespace broadsheet::search
