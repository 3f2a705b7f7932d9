#include "document/text_builder.h"

#include "text/script.h"
#include "text/utf8.h"

namespace broadsheet::document {

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
      if (next.empty() || !text::joins_lines(utf8::last(out_.view()), utf8::first(next))) {
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

}  // namespace broadsheet::document
