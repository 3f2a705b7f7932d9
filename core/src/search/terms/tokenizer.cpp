#include "search/terms/tokenizer.h"

#include <string>

#include "text/search_fold.h"
#include "text/utf8.h"

namespace broadsheet::search {
namespace {

using text::SearchClass;

/// Whether a character that is passed over, or voices the Kana before it, may begin with this byte:
/// U+00AD, U+0300 to U+036F, U+200B to U+2060, U+3099, U+FE00, U+FEFF, U+FF9E.
bool may_be_ignored(char lead) {
  const auto byte = static_cast<unsigned char>(lead);
  return byte == 0xC2 || byte == 0xCC || byte == 0xCD || byte == 0xE2 || byte == 0xE3 ||
         byte == 0xEF;
}

/// The marks of Chinese text: nearly all that is neither letter nor ASCII there. They fold to
/// nothing, which is known here without looking it up.
bool is_cjk_mark(char32_t c) {
  return c == 0xFF0C || (c >= 0x3001 && c <= 0x3003) || (c >= 0x3008 && c <= 0x3011) ||
         (c >= 0x2018 && c <= 0x201F) || c == 0xFF1A || c == 0xFF1B || c == 0xFF08 || c == 0xFF09;
}

bool is_ascii_word(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

}  // namespace

Tokenizer::Tokenizer(std::string_view text, std::uint32_t first_position)
    : text_(text), position_(first_position) {
  read();
}

/// Moves atom_ to the next letter.
void Tokenizer::read() {
  if (queued_ > 0) {
    atom_.letter = queue_[0];
    queue_[0] = queue_[1];
    queue_[1] = queue_[2];
    --queued_;
    atom_.joined = true;
    atom_.new_line = false;
    return;
  }
  atom_.joined = true;
  atom_.new_line = false;
  while (at_ < text_.size()) {
    atom_.begin = static_cast<std::uint32_t>(at_);
    const char32_t c = utf8::next(text_, at_);
    if (c >= 0x4E00 && c <= 0x9FFF) {
      atom_.letter = c;
      atom_.cjk = true;
      atom_.digit = false;
    } else if (c < 0x80) {
      if (!is_ascii_word(static_cast<char>(c))) {
        atom_.joined = false;
        atom_.new_line = atom_.new_line || c == '\n';
        continue;
      }
      atom_.digit = c <= '9';
      atom_.cjk = false;
      atom_.letter = c >= 'A' && c <= 'Z' ? c + 32 : c;
    } else if (is_cjk_mark(c)) {
      atom_.joined = false;
      continue;
    } else {
      const text::FoldedCharacter folded = text::fold_for_search(c);
      if (folded.count == 0) {
        atom_.joined = atom_.joined && folded.kind == SearchClass::kIgnored;
        continue;
      }
      atom_.letter = folded.letters[0];
      atom_.cjk = folded.kind == SearchClass::kCjk;
      atom_.digit = folded.kind == SearchClass::kDigit;
      for (std::uint32_t i = 1; i < folded.count; ++i) {
        queue_[queued_++] = folded.letters[i];
      }
    }
    if (at_ < text_.size() && may_be_ignored(text_[at_])) {
      take_ignored(queued_ > 0 ? queue_[queued_ - 1] : atom_.letter);
    }
    atom_.end = static_cast<std::uint32_t>(at_);
    have_ = true;
    return;
  }
  have_ = false;
}

/// Appends a letter to the term.
void Tokenizer::put(char32_t letter) {
  char* const at = term_ + term_size_;
  if (letter < 0x80) {
    *at = static_cast<char>(letter);
    ++term_size_;
  } else if (letter >= 0x800 && letter <= 0xFFFF) {
    at[0] = static_cast<char>(0xE0U | letter >> 12U);
    at[1] = static_cast<char>(0x80U | (letter >> 6U & 0x3FU));
    at[2] = static_cast<char>(0x80U | (letter & 0x3FU));
    term_size_ += 3;
  } else {
    std::string rare;
    utf8::append(rare, letter);
    term_size_ += rare.copy(at, rare.size());
  }
}

/// What is passed over belongs to the letter before it: an accent is marked with its letter.
void Tokenizer::take_ignored(char32_t& letter) {
  while (at_ < text_.size()) {
    std::size_t behind = at_;
    const char32_t c = utf8::next(text_, behind);
    if (!text::voice_kana(c, letter) && text::fold_for_search(c).kind != SearchClass::kIgnored) {
      return;
    }
    at_ = behind;
  }
}

bool Tokenizer::next(Token& token) {
  if (next_part_ < part_count_) {
    return part(token);
  }
  if (!have_) {
    return false;
  }
  if (atom_.cjk) {
    pair(token);
  } else {
    word(token);
  }
  return true;
}

/// Leaves the empty positions in front of a run.
void Tokenizer::start_run() {
  if (!atom_.joined && atom_.cjk && after_cjk_) {
    ++position_;
  }
  if (atom_.new_line) {
    ++position_;
  }
}

void Tokenizer::pair(Token& token) {
  if (!after_cjk_ || !atom_.joined) {
    start_run();
  }
  after_cjk_ = true;
  token.begin = atom_.begin;
  token.end = atom_.end;
  token.position = position_++;
  term_size_ = 0;
  put(atom_.letter);
  read();
  if (have_ && atom_.cjk && atom_.joined) {
    put(atom_.letter);
    token.kind = TokenKind::kPair;
    token.end = atom_.end;
  } else {
    token.kind = TokenKind::kTail;
  }
  token.term = term();
}

void Tokenizer::word(Token& token) {
  start_run();
  after_cjk_ = false;
  term_size_ = 0;
  part_count_ = 0;
  next_part_ = 0;
  word_position_ = position_++;
  token.begin = atom_.begin;
  bool digits = false;
  bool many = false;
  do {
    if (term_size_ < kMaxTermBytes) {
      if (term_size_ == 0 || atom_.digit != digits) {
        digits = atom_.digit;
        many = many || part_count_ > kMaxParts - 1;
        if (!many) {
          parts_[part_count_++] = {static_cast<std::uint32_t>(term_size_), atom_.begin};
        }
      }
      put(atom_.letter);
    }
    word_end_ = atom_.end;
    read();
  } while (have_ && !atom_.cjk && atom_.joined);
  // The end of the last part.
  parts_[part_count_] = {static_cast<std::uint32_t>(term_size_), word_end_};
  token.end = word_end_;
  if (part_count_ == 1 && term_size_ == 1 && !digits) {
    take_signs(token);
  } else if (part_count_ == 1 || many) {
    part_count_ = 0;
  }
  token.kind = TokenKind::kWord;
  token.term = term();
  token.position = word_position_;
}

/// "C++" and "C#": the signs join the one letter, which stays findable as a part.
void Tokenizer::take_signs(Token& token) {
  const std::string_view behind = text_.substr(word_end_);
  std::uint32_t signs = 0;
  if (behind.substr(0, 2) == "++") {
    signs = 2;
  } else if (behind.substr(0, 1) == "#") {
    signs = 1;
  }
  if (signs == 0 || (behind.size() > signs && is_ascii_word(behind[signs]))) {
    part_count_ = 0;
    return;
  }
  term_size_ += behind.copy(term_ + term_size_, signs);
  token.end += signs;
}

bool Tokenizer::part(Token& token) {
  const Part& part = parts_[next_part_];
  const Part& following = parts_[++next_part_];
  token.term = term().substr(part.term_begin, following.term_begin - part.term_begin);
  token.kind = TokenKind::kPart;
  token.position = word_position_;
  token.begin = part.begin;
  token.end = following.begin;
  return true;
}

}  // namespace broadsheet::search
