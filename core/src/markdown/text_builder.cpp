#include "markdown/text_builder.h"

#include "text/utf8.h"

namespace broadsheet::markdown {
namespace {

/// Scripts and punctuation written without blanks between words (Hangul has blanks).
bool is_east_asian(char32_t c) {
  return (c >= 0x2E80 && c <= 0x30FF) || (c >= 0x3100 && c <= 0x312F) ||
         (c >= 0x3190 && c <= 0xA4CF) || (c >= 0xF900 && c <= 0xFAFF) ||
         (c >= 0xFE30 && c <= 0xFE4F) || (c >= 0xFF00 && c <= 0xFFEF) ||
         (c >= 0x20000 && c <= 0x3FFFF);
}

char32_t last_character(std::string_view text) {
  std::size_t start = text.size() - 1;
  while (start > 0 && utf8::is_continuation(text[start])) {
    --start;
  }
  return utf8::next(text, start);
}

char32_t first_character(std::string_view text) {
  std::size_t at = 0;
  return utf8::next(text, at);
}

}  // namespace

void TextBuilder::flush(std::string_view next) {
  const Pending pending = pending_;
  pending_ = Pending::kNone;
  if (out_.empty() || out_.back() == '\n') {
    return;
  }
  switch (pending) {
    case Pending::kNone:
      return;
    case Pending::kLine:
      out_ += '\n';
      return;
    case Pending::kCell:
      out_ += ' ';
      return;
    case Pending::kSoft:
      if (next.empty() || !is_east_asian(last_character(out_.view())) ||
          !is_east_asian(first_character(next))) {
        out_ += ' ';
      }
      return;
  }
}

void TextBuilder::append(std::string_view text) {
  if (text.empty()) {
    return;
  }
  if (pending_ != Pending::kNone) {
    flush(text);
  }
  out_ += text;
}

void TextBuilder::cell_break() {
  if (pending_ != Pending::kLine) {
    pending_ = Pending::kCell;
  }
}

void TextBuilder::soft_break() {
  if (pending_ == Pending::kNone) {
    pending_ = Pending::kSoft;
  }
}

std::size_t TextBuilder::mark() {
  // A soft break waits for the text behind it, which the mark must not cut off from it.
  if (pending_ != Pending::kNone && pending_ != Pending::kSoft) {
    flush({});
  }
  return out_.size();
}

}  // namespace broadsheet::markdown
