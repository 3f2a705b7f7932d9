// What can be told of raw HTML as Markdown finds it.
#pragma once

#include <string>
#include <string_view>

namespace broadsheet::html {

/// Whether `html` begins with a comment's `<!--`.
[[nodiscard]] bool starts_comment(std::string_view html);

/// Whether a comment ends at the end of `html`; also the short forms `<!-->` and `<!--->`.
[[nodiscard]] bool ends_comment(std::string_view html);

/// `html` without blanks and one comment in front; an unclosed comment reaches to the end.
[[nodiscard]] std::string_view without_leading_comment(std::string_view html);

/// Whether `html` holds a comment that divides the summary from the rest, as Hugo (`<!--more-->`),
/// Jekyll (`<!--excerpt-->`) and Docusaurus (`<!--truncate-->`) have it, in front.
[[nodiscard]] bool is_summary_divider(std::string_view html);

/// Whether `html` is a `<br>` tag in front.
[[nodiscard]] bool is_line_break(std::string_view html);

/// The text of `html` without its tags; a `<` that starts no tag is text.
[[nodiscard]] std::string text_of(std::string_view html);

}  // namespace broadsheet::html
