#include "writers/excerpt.h"

#include "text/fold.h"
#include "text/utf8.h"

namespace broadsheet::writers {
namespace {

/// `text` on one line, with at most `most` characters; a cut falls behind a blank if one is near.
std::string shortened(std::string_view text, std::size_t most) {
  constexpr std::size_t kNear = 20;
  std::string out;
  std::size_t characters = 0;
  std::size_t last_blank = 0;
  std::size_t last_blank_characters = 0;
  text = text::trim(text);
  std::size_t word = 0;  // begin of what is not copied yet
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = at;
    const char32_t c = utf8::next(text, at);
    if (characters == most) {
      out += text.substr(word, begin - word);
      if (last_blank != 0 && characters - last_blank_characters < kNear) {
        out.resize(last_blank);
      }
      utf8::append(out, 0x2026);
      return out;
    }
    if (text::is_blank(c)) {
      const bool is_first = word < begin;
      out += text.substr(word, begin - word);
      word = at;
      if (!is_first) {
        continue;
      }
      last_blank = out.size();
      last_blank_characters = characters;
      out += ' ';
    }
    ++characters;
  }
  out += text.substr(word);
  return out;
}

}  // namespace

std::string excerpt_of(std::string_view text) {
  return shortened(text, kMaxExcerptCharacters);
}

std::string write_excerpt(const PlainText& text) {
  const std::string_view all = text.text;
  const std::string_view divided =
      text.divider == PlainText::kNoDivider ? std::string_view{} : all.substr(0, text.divider);
  return excerpt_of(!text::trim(divided).empty()           ? divided
                    : !text::trim(text.paragraphs).empty() ? std::string_view(text.paragraphs)
                                                           : all);
}

}  // namespace broadsheet::writers
