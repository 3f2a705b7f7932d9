#include "text/fold.h"

#include "text/unicode_tables.h"
#include "text/utf8.h"

namespace broadsheet::text {

bool is_blank(char32_t c) {
  // White_Space of Unicode, with the zero-width space and the byte order mark, which are as
  // invisible. Most characters are ASCII, or beyond all of these but one.
  if (c < 0x80) {
    return c == ' ' || (c >= 0x09 && c <= 0x0D);
  }
  if (c > 0x3000) {
    return c == 0xFEFF;
  }
  return c == 0x85 || c == 0xA0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200B) || c == 0x2028 ||
         c == 0x2029 || c == 0x202F || c == 0x205F || c == 0x3000;
}

std::string_view trim(std::string_view text) {
  std::size_t begin = 0;
  while (begin < text.size()) {
    std::size_t next = begin;
    if (!is_blank(utf8::next(text, next))) {
      break;
    }
    begin = next;
  }
  std::size_t end = text.size();
  while (end > begin) {
    std::size_t start = end - 1;
    while (start > begin && utf8::is_continuation(text[start])) {
      --start;
    }
    std::size_t at = start;
    if (!is_blank(utf8::next(text, at))) {
      break;
    }
    end = start;
  }
  return text.substr(begin, end - begin);
}

bool ends_sentence(std::string_view text) {
  const std::string_view trimmed = trim(text);
  for (const std::string_view mark : {".", "!", "?", ";", "。", "！", "？", "；", "…"}) {
    if (trimmed.size() >= mark.size() && trimmed.substr(trimmed.size() - mark.size()) == mark) {
      return true;
    }
  }
  return false;
}

std::string fold(std::string_view text) {
  const std::string_view trimmed = trim(text);
  std::string out;
  out.reserve(trimmed.size());
  bool blank = false;
  for (std::size_t at = 0; at < trimmed.size();) {
    char32_t c = utf8::next(trimmed, at);
    if (is_blank(c)) {
      blank = true;
      continue;
    }
    if (blank) {
      out += ' ';
      blank = false;
    }
    if (c < 0x80) {
      out += static_cast<char>(unicode::to_lower(c));
      continue;
    }
    // Full-width forms, as Chinese input methods leave them in tags, are the ASCII ones moved.
    if (c >= 0xFF01 && c <= 0xFF5E) {
      c -= 0xFEE0;
    }
    utf8::append(out, unicode::to_lower(c));
  }
  return out;
}

}  // namespace broadsheet::text
