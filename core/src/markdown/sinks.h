// What the events of one body flow into.
#pragma once

#include <cstddef>
#include <string_view>

#include "markdown/html_writer.h"
#include "markdown/mapped_text.h"
#include "markdown/outline.h"
#include "markdown/summary.h"
#include "markdown/text_builder.h"

namespace broadsheet::markdown {

struct Sinks {
  HtmlWriter html;
  TextBuilder text;
  Outline outline;
  Summary summary;
  bool want_html = true;
  bool want_text = true;

  void plain(std::string_view characters) {
    if (want_html) {
      html.text(characters);
    }
    if (want_text) {
      text.append(characters);
    }
  }
};

/// Where the parser is: its pointers as places in the source.
class Place {
 public:
  /// `text` is what is parsed: a part of the source that begins at `source_offset`, or if `map` is
  /// not null, its text, made of pieces of that part.
  Place(std::string_view text, std::size_t source_offset, const MappedText* map)
      : text_(text), source_offset_(source_offset), map_(map) {}

  /// Remembers the place of a text that was met.
  void see(const char* at) {
    if (holds(at)) {
      last_ = static_cast<std::size_t>(at - text_.data());
    }
  }

  /// Offset of `at` in the source. Some of md4c's texts are copies; then the place of the last one
  /// that is not must do.
  [[nodiscard]] std::size_t offset_of(const char* at) const {
    return source_offset(holds(at) ? static_cast<std::size_t>(at - text_.data()) : last_);
  }

  /// What is parsed, and where in it the last text was met.
  [[nodiscard]] std::string_view text() const { return text_; }
  [[nodiscard]] std::size_t last() const { return last_; }

  [[nodiscard]] std::size_t last_offset() const { return source_offset(last_); }

  /// What follows `text`, a part of what is parsed; empty for copies.
  [[nodiscard]] std::string_view behind(std::string_view text) const {
    return holds(text.data())
               ? text_.substr(static_cast<std::size_t>(text.data() - text_.data()) + text.size())
               : std::string_view{};
  }

  /// Whether `at` points to the byte at `offset` of the parsed text.
  [[nodiscard]] bool is_at(const char* at, std::size_t offset) const {
    return holds(at) && at == text_.data() + offset;
  }

  /// Whether `at` points into the parsed text before `end`.
  [[nodiscard]] bool is_before(const char* at, const char* end) const {
    return holds(at) && at < end;
  }

  /// The place in the source of the byte at `at` of what is parsed.
  [[nodiscard]] std::size_t source_offset(std::size_t at) const {
    return source_offset_ + (map_ == nullptr ? at : map_->source_offset(at));
  }

 private:
  [[nodiscard]] bool holds(const char* at) const {
    return at >= text_.data() && at < text_.data() + text_.size();
  }

  std::string_view text_;
  std::size_t source_offset_;
  const MappedText* map_;
  std::size_t last_ = 0;
};

}  // namespace broadsheet::markdown
