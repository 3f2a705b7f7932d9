// Hugo's shortcodes and Liquid's tags: found before the body is parsed.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "markdown/mapped_text.h"

namespace broadsheet::markdown {

enum class ShortcodeKind : std::uint8_t {
  kUnknown,    ///< shown as it is written
  kLiteral,    ///< `{{</* x */>}}`: text that is meant to be read
  kReference,  ///< ref, relref, link, post_url, site.url and the like: a part of an address
  kFigure,
  kCode,   ///< highlight
  kVideo,  ///< youtube, bilibili
};

/// An argument, `key=value` or a value alone. Quotation marks are taken off.
struct ShortcodeArgument {
  std::string_view key;
  std::string value;
};

struct Shortcode {
  ShortcodeKind kind = ShortcodeKind::kUnknown;
  std::string_view name;
  std::string_view source;   ///< all of it, up to the end tag of code
  std::string_view content;  ///< of code; the text of a literal
  std::size_t offset = 0;    ///< of `source` in the body
  /// It stands on lines of its own and is a paragraph of its own.
  bool is_block = false;
  std::vector<ShortcodeArgument> arguments;

  /// The value of `key`, or the one at `position` among those without a key; empty if there is
  /// none.
  [[nodiscard]] std::string_view argument(std::string_view key, std::size_t position) const;

  /// What a reference is in an address.
  [[nodiscard]] std::string address() const;
};

/// More are text.
inline constexpr std::size_t kMaxShortcodes = 10'000;

/// Whether `body` may hold any, quickly.
[[nodiscard]] bool may_have_shortcodes(std::string_view body);

/// Replaces each shortcode of `body` by a placeholder, which md4c takes for a word. Appends the
/// body to `text` and returns what the placeholders stand for. Comments and the tags of `raw` are
/// left out. Nothing is done to a body that holds the placeholder's first character.
[[nodiscard]] std::vector<Shortcode> replace_shortcodes(std::string_view body, MappedText& text);

/// A placeholder is this character (a noncharacter, which no text has), the shortcode's index in
/// decimal digits, and the other one.
inline constexpr std::string_view kPlaceholderBegin = "\xEF\xB7\x90";  // U+FDD0
inline constexpr std::string_view kPlaceholderEnd = "\xEF\xB7\x91";    // U+FDD1

/// The next placeholder in `text` from `from` on.
struct Placeholder {
  std::size_t begin = std::string_view::npos;  ///< npos: there is none
  std::size_t end = 0;
  std::size_t index = 0;
};
[[nodiscard]] Placeholder find_placeholder(std::string_view text, std::size_t from,
                                           std::size_t count);

}  // namespace broadsheet::markdown
