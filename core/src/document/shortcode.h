// A shortcode of Hugo's or a tag of Liquid's, as a tree holds it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace broadsheet::document {

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

/// An argument that has no position.
inline constexpr std::size_t kNamed = std::string_view::npos;

struct Shortcode {
  ShortcodeKind kind = ShortcodeKind::kUnknown;
  std::string_view name;
  std::string_view source;   ///< all of it, up to the end tag of code
  std::string_view content;  ///< of code; the text of a literal
  std::size_t offset = 0;    ///< of `source` in the body
  std::size_t place = 0;     ///< of what stands for it in the text that is parsed
  /// It stands on lines of its own and is a paragraph of its own.
  bool is_block = false;
  std::vector<ShortcodeArgument> arguments;
  // Of a figure, as its pass decides.
  std::string_view url;
  std::string_view link;  ///< empty: it is none

  /// The value of `key`, or the one at `position` among those without a key; empty if there is
  /// none.
  [[nodiscard]] std::string_view argument(std::string_view key, std::size_t position) const;

  /// What a reference is in an address.
  [[nodiscard]] std::string address() const;
};

}  // namespace broadsheet::document
