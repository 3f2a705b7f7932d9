// Hugo's shortcodes and Liquid's tags: found before the body is parsed.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "broadsheet/render.h"
#include "document/mapped_text.h"
#include "document/shortcode.h"

namespace broadsheet::markdown {

using document::Shortcode;
using document::ShortcodeArgument;
using document::ShortcodeKind;

/// How a tag is written.
enum class ShortcodeForm : std::uint8_t {
  kHugo,    ///< `{{< x >}}`, `{{% x %}}`
  kLiquid,  ///< `{% x %}`
  kOutput,  ///< Liquid's `{{ x }}`
};

/// A name with a meaning.
struct KnownShortcode {
  std::string_view name;
  ShortcodeForm form;
  ShortcodeKind kind;    ///< of a tag that stands alone
  bool is_pair = false;  ///< it may have an end tag, `{{< /x >}}` or `{% endx %}`
};

inline constexpr KnownShortcode kKnownShortcodes[] = {
    {"ref", ShortcodeForm::kHugo, ShortcodeKind::kReference},
    {"relref", ShortcodeForm::kHugo, ShortcodeKind::kReference},
    {"figure", ShortcodeForm::kHugo, ShortcodeKind::kFigure},
    {"youtube", ShortcodeForm::kHugo, ShortcodeKind::kVideo},
    {"bilibili", ShortcodeForm::kHugo, ShortcodeKind::kVideo},
    {"highlight", ShortcodeForm::kHugo, ShortcodeKind::kUnknown, true},
    {"link", ShortcodeForm::kLiquid, ShortcodeKind::kReference},
    {"post_url", ShortcodeForm::kLiquid, ShortcodeKind::kReference},
    {"highlight", ShortcodeForm::kLiquid, ShortcodeKind::kUnknown, true},
    {"raw", ShortcodeForm::kLiquid, ShortcodeKind::kUnknown, true},
    {"comment", ShortcodeForm::kLiquid, ShortcodeKind::kUnknown, true},
    {"site.url", ShortcodeForm::kOutput, ShortcodeKind::kReference},
    {"site.baseurl", ShortcodeForm::kOutput, ShortcodeKind::kReference},
};

/// More are text.
inline constexpr std::size_t kMaxShortcodes = 10'000;

/// Whether `body` may hold any, quickly.
[[nodiscard]] bool may_have_shortcodes(std::string_view body, Dialect dialect);

/// Replaces each shortcode of `body` by a placeholder, which md4c takes for a word. Writes the
/// body to `text` and returns what the placeholders stand for. Comments and the tags of `raw` are
/// left out, kramdown's (`{::comment}`, `{::options}`, `{::nomarkdown}`) in its dialect. Nothing is
/// done to a body that holds the placeholder's first character.
[[nodiscard]] std::vector<Shortcode> replace_shortcodes(std::string_view body, Dialect dialect,
                                                        document::MappedText& text);

/// A placeholder is this character (a noncharacter, which no text has), the shortcode's index in
/// decimal digits, and the other one.
inline constexpr std::string_view kPlaceholderBegin = "\xEF\xB7\x90";  // U+FDD0
inline constexpr std::string_view kPlaceholderEnd = "\xEF\xB7\x91";    // U+FDD1

/// The next placeholder in `text` from `from` on.
struct Placeholder {
  std::size_t begin = std::string_view::npos;  ///< npos: there is none
  std::size_t end = 0;                         ///< 0: there is none
  std::size_t index = 0;
};
[[nodiscard]] Placeholder find_placeholder(std::string_view text, std::size_t from,
                                           std::size_t count);

/// An address with the shortcodes in it as the parts of addresses that they are. False if one of
/// them is none: then the address cannot be known.
[[nodiscard]] bool expand_address(std::string_view url, const std::vector<Shortcode>& shortcodes,
                                  std::string& out);

}  // namespace broadsheet::markdown
