// Attributes that authors give elements of Markdown.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "passes/passes.h"

namespace broadsheet::passes {

/// More attribute lists, or names for them, are left out.
inline constexpr std::size_t kMaxAttributeLists = 20'000;
inline constexpr std::size_t kMaxNamedLists = 100;
/// More abbreviations are not explained.
inline constexpr std::size_t kMaxAbbreviations = 256;

/// Reads `{#id .class key=value}` behind headings and, in kramdown's dialect, `{: }` behind spans
/// and on lines of their own: the braces go, and what the policy for authors' HTML lets pass stays
/// with its element. Gathers abbreviations; makes a list with `{:toc}` the place of the contents.
void read_attributes(const Context& context);

/// Gives the node at `at` what passes of `list`, the text between braces. False, and nothing is
/// changed, if it is no list, or the node has no attributes.
[[nodiscard]] bool give_attributes(const Context& context, std::uint32_t at, std::string_view list);

}  // namespace broadsheet::passes
