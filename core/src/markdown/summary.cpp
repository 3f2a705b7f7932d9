#include "markdown/summary.h"

#include <cstddef>

#include "text/fold.h"
#include "text/utf8.h"

namespace broadsheet::markdown {
namespace {

/// `text` on one line, with at most `most` characters; a cut falls behind a blank if one is near.
std::string shortened(std::string_view text, std::size_t most) {
  constexpr std::size_t kNear = 20;
  std::string out;
  std::size_t characters = 0;
  std::size_t last_blank = 0;
  std::size_t last_blank_characters = 0;
  text = text::trim(text);
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = at;
    const char32_t c = utf8::next(text, at);
    if (characters == most) {
      if (last_blank != 0 && characters - last_blank_characters < kNear) {
        out.resize(last_blank);
      }
      utf8::append(out, 0x2026);
      return out;
    }
    if (text::is_blank(c)) {
      if (out.back() == ' ') {
        continue;
      }
      last_blank = out.size();
      last_blank_characters = characters;
      out += ' ';
    } else {
      out.append(text.substr(begin, at - begin));
    }
    ++characters;
  }
  return out;
}

}  // namespace

bool is_divider(std::string_view comment) {
  const std::size_t end = comment.rfind("-->");
  if (comment.substr(0, 4) != "<!--" || end == std::string_view::npos || end < 4) {
    return false;
  }
  const std::string word = text::fold(comment.substr(4, end - 4));
  return word == "more" || word == "excerpt" || word == "truncate";
}

void Summary::paragraph(std::string_view text) {
  // Four bytes are the most a character has.
  constexpr std::size_t kMaxBytes = kMaxCharacters * 4;
  if (paragraphs_.size() < kMaxBytes) {
    paragraphs_ += paragraphs_.empty() ? "" : "\n";
    paragraphs_ += utf8::prefix(text, kMaxBytes);
  }
}

void Summary::divider(std::string_view text) {
  if (divided_.empty()) {
    divided_ = text;
  }
}

std::string Summary::excerpt(std::string_view all_text) const {
  const std::string_view chosen = !text::trim(divided_).empty()      ? std::string_view(divided_)
                                  : !text::trim(paragraphs_).empty() ? std::string_view(paragraphs_)
                                                                     : all_text;
  return shortened(chosen, kMaxCharacters);
}

}  // namespace broadsheet::markdown
