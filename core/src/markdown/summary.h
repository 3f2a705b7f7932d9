// The summary sink: what a list shows of a post without a description.
#pragma once

#include <string>
#include <string_view>

namespace broadsheet::markdown {

/// Whether `comment`, in HTML, divides the summary from the rest, as Hugo (`<!--more-->`), Jekyll
/// (`<!--excerpt-->`) and Docusaurus (`<!--truncate-->`) have it.
[[nodiscard]] bool is_divider(std::string_view comment);

class Summary {
 public:
  /// A paragraph of running text.
  void paragraph(std::string_view text);

  /// The author's divider; `text` is all the plain text before it. The first one counts.
  void divider(std::string_view text);

  /// The excerpt: a blank for every line feed, cut at kMaxCharacters with an ellipsis. `all_text`
  /// serves when there is no paragraph.
  [[nodiscard]] std::string excerpt(std::string_view all_text) const;

  /// In characters; about three lines of a list.
  static constexpr std::size_t kMaxCharacters = 200;

 private:
  std::string paragraphs_;
  std::string divided_;
};

}  // namespace broadsheet::markdown
