#include "passes/abbreviations.h"

#include <string>

#include "html/elements.h"
#include "html/escape.h"
#include "text/not_found.h"
#include "text/utf8.h"

namespace broadsheet::passes {
namespace {

using document::Kind;
using document::Node;

/// Longer meanings are cut.
constexpr std::size_t kMaxMeaningBytes = 256;

bool is_word_character(char c) {
  return (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') || c == '_';
}

}  // namespace

Abbreviations::Abbreviations(document::Tree& tree)
    : tree_(tree), first_element_(static_cast<std::uint32_t>(tree.elements.size())) {
  for (const document::Target& one : tree.abbreviations) {
    document::AuthorElement& element = tree.elements.emplace_back();
    if (!one.title.empty()) {
      std::string markup = " title=\"";
      html::append_escaped(markup, utf8::prefix(one.title, kMaxMeaningBytes));
      markup += '"';
      element.attributes = tree.arena.keep(markup);
    }
  }
}

/// The index of the longest word at `at` of `text`, or npos.
std::size_t Abbreviations::longest_at(std::string_view text, std::size_t at) const {
  std::size_t found = text::kNotFound;
  std::size_t longest = 0;
  for (std::size_t index = 0; index < tree_.abbreviations.size(); ++index) {
    const std::string_view word = tree_.abbreviations[index].label;
    const std::size_t end = at + word.size();
    if (text[at] == word.front() && word.size() > longest && text.substr(at, word.size()) == word &&
        (end == text.size() || !is_word_character(text[end]))) {
      found = index;
      longest = word.size();
    }
  }
  return found;
}

void Abbreviations::write(const Node& node, TreeRewriter& out) {
  const std::string_view text = node.view();
  std::size_t copied = 0;
  const auto copy = [&](std::size_t end) {
    if (copied < end) {
      out.copy(node).set_text(text.substr(copied, end - copied));
      copied = end;
    }
  };
  for (std::size_t at = 0; at < text.size() && uses_ < kMaxAbbreviationUses; ++at) {
    if (at > 0 && is_word_character(text[at - 1])) {
      continue;
    }
    const std::size_t index = longest_at(text, at);
    if (index == text::kNotFound) {
      continue;
    }
    ++uses_;
    copy(at);
    Node& element = out.open(Kind::kElement, node.place);
    element.value = static_cast<std::uint16_t>(html::Element::kAbbr);
    element.size = first_element_ + static_cast<std::uint32_t>(index);
    at += tree_.abbreviations[index].label.size();
    copy(at);
    out.close();
    --at;
  }
  copy(text.size());
}

}  // namespace broadsheet::passes
