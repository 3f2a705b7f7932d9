#include "markdown/outline.h"

#include <algorithm>
#include <utility>

#include "text/buffer.h"
#include "text/fold.h"
#include "text/unicode_tables.h"
#include "text/utf8.h"

namespace broadsheet::markdown {
namespace {

/// Ids with this prefix belong to the reader's page.
constexpr std::string_view kReservedPrefix = "bs-";

/// A heading's text on one line.
std::string line_of(std::string_view text) {
  std::string line(text::trim(text));
  std::replace(line.begin(), line.end(), '\n', ' ');
  return line;
}

}  // namespace

std::string slug(std::string_view text) {
  text::Buffer id;
  id.reserve(std::min(text.size(), kMaxIdBytes));
  for (std::size_t at = 0; at < text.size() && id.size() < kMaxIdBytes;) {
    const auto byte = static_cast<unsigned char>(text[at]);
    if (byte < 0x80) {
      ++at;
      if (byte == ' ') {
        id += '-';
      } else if (byte == '-' || unicode::is_word(byte)) {
        id += static_cast<char>(unicode::to_lower(byte));
      }
      continue;
    }
    const std::size_t begin = at;
    const char32_t c = utf8::next(text, at);
    if (!unicode::is_word(c)) {
      continue;
    }
    const char32_t lower = unicode::to_lower(c);
    if (lower == c) {
      id.append(text.substr(begin, at - begin));
    } else {
      std::string bytes;
      utf8::append(bytes, lower);
      id.append(bytes);
    }
  }
  return id.take();
}

std::string Outline::unique_id(std::string_view text) {
  std::string base = slug(text);
  if (base.empty()) {
    base = "section";  // An id must not be empty (HTML Standard).
  }
  const bool reserved = std::string_view(base).substr(0, kReservedPrefix.size()) == kReservedPrefix;
  return ids_.take(base, reserved);
}

std::string_view Outline::add(std::uint32_t level, std::string_view text, std::size_t text_begin) {
  level_ = level;
  return push(unique_id(text), level, text, text_begin);
}

void Outline::add_with_id(std::string_view id, std::uint32_t level, std::string_view text,
                          std::size_t text_begin) {
  level_ = level;
  push(std::string(id), level, text, text_begin);
}

std::string_view Outline::add_pseudo(std::string_view text, std::size_t text_begin) {
  constexpr std::uint32_t kDeepest = 6;
  push(unique_id(text), std::min(level_ + 1, kDeepest), text, text_begin);
  headings_.back().pseudo = true;
  return headings_.back().id;
}

std::string_view Outline::push(std::string id, std::uint32_t level, std::string_view text,
                               std::size_t text_begin) {
  // What stands before the first heading is a section without an id, if anything does.
  if (sections_.empty() && text_begin > 0) {
    sections_.emplace_back();
  }
  Heading& heading = headings_.emplace_back();
  heading.id = std::move(id);
  heading.level = level;
  heading.text = line_of(text);
  Section& section = sections_.emplace_back();
  section.id = heading.id;
  section.begin = static_cast<std::uint32_t>(text_begin);
  return heading.id;
}

const std::string& Outline::section() const {
  return headings_.empty() ? no_section_ : headings_.back().id;
}

std::vector<Section> Outline::take_sections(std::size_t text_size) {
  std::vector<Section> sections = std::move(sections_);
  if (sections.empty()) {
    sections.emplace_back();
  }
  for (std::size_t i = 0; i < sections.size(); ++i) {
    sections[i].end =
        i + 1 < sections.size() ? sections[i + 1].begin : static_cast<std::uint32_t>(text_size);
  }
  return sections;
}

}  // namespace broadsheet::markdown
