// How what is sent looks: styles stand at the elements, since no reader of mail keeps a style
// sheet.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace broadsheet::sent {

/// What has a style.
enum class Part : std::uint8_t {
  kParagraph,
  kHeading1,
  kHeading2,
  kHeading3,
  kHeading4,
  kHeading5,
  kHeading6,
  kQuote,
  kAlert,
  kAlertTitle,
  kBulletList,
  kOrderedList,
  kItem,
  kCodeBlock,  ///< the box around it
  kCode,
  kCodeText,  ///< the `pre` in the box
  kRule,
  kTable,
  kHeaderCell,
  kCell,
  kFigure,
  kCaption,
  kImage,
  kLink,
  kEmbed,  ///< a link in place of a video
  kStrong,
  kEmphasis,
  kDeleted,
  kMath,
  kMathBlock,
  kNotes,
  kNotesTitle,
  kNoteMark,
  kMarked,
  kSmall,
  kTerm,
  kDefinition,
  kBox,  ///< `div`
  kCount,
};

inline constexpr std::size_t kPartCount = static_cast<std::size_t>(Part::kCount);

/// Declarations without the attribute around them; empty: the element has no style.
using Styles = std::array<std::string, kPartCount>;

/// The four sides of a text that runs the other way round are mirrored: `{start}` and `{end}` in
/// `styles` become `left` and `right`, `{accent}` the color.
void set_styles(Styles& styles, bool right_to_left, std::string_view accent);

/// `#rrggbb` in lower case, or `otherwise` if `color` is none.
[[nodiscard]] std::string hex_color(std::string_view color, std::string_view otherwise);

/// Whether a language (BCP 47) is written from right to left.
[[nodiscard]] bool is_right_to_left(std::string_view lang);

/// A mail's.
[[nodiscard]] Styles mail_styles(std::string_view accent, bool right_to_left);

/// The faces of a mail's text, for attributes in double quotation marks.
[[nodiscard]] std::string_view mail_font(bool is_cjk);

}  // namespace broadsheet::sent
