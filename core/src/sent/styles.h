// How what is sent looks: styles stand at the elements, since no reader of mail keeps a style
// sheet.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "text/buffer.h"

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

struct PartStyle {
  Part part;
  std::string_view style;
};

/// The declarations of each part; empty: it has no style. `{start}` and `{end}` in them stand for
/// `left` and `right`, the other way round where text runs so; `{accent}` for the color, `{mono}`
/// for the faces of code.
using StyleTable = std::array<std::string_view, kPartCount>;

template <std::size_t kSize>
[[nodiscard]] constexpr StyleTable table_of(const PartStyle (&given)[kSize]) {
  StyleTable table{};
  for (const PartStyle& one : given) {
    table[static_cast<std::size_t>(one.part)] = one.style;
  }
  return table;
}

/// A table's styles as a post has them.
class Styles {
 public:
  /// None.
  Styles() = default;
  /// `table` is a constant; `accent`, `#rrggbb`, must outlive the styles.
  /// `other` is what a theme has in place of the table's style of that part.
  Styles(const StyleTable& table, std::string_view accent, bool right_to_left,
         PartStyle other = {Part::kCount, {}})
      : table_(&table), other_(other), accent_(accent), right_to_left_(right_to_left) {}

  [[nodiscard]] bool has(Part part) const {
    return table_ != nullptr && part != Part::kCount && !of(part).empty();
  }
  /// Appends the declarations of a part that has some.
  void append(text::Buffer& out, Part part) const;

 private:
  [[nodiscard]] std::string_view of(Part part) const {
    return part == other_.part ? other_.style : (*table_)[static_cast<std::size_t>(part)];
  }

  const StyleTable* table_ = nullptr;
  PartStyle other_ = {Part::kCount, {}};
  std::string_view accent_;
  bool right_to_left_ = false;
};

/// `#rrggbb` in lower case, or `otherwise` if `color` is none.
[[nodiscard]] std::string hex_color(std::string_view color, std::string_view otherwise);

/// Whether a language (BCP 47) is written from right to left.
[[nodiscard]] bool is_right_to_left(std::string_view lang);

/// A mail's.
[[nodiscard]] const StyleTable& mail_styles();

/// An article's of WeChat's.
[[nodiscard]] const StyleTable& wechat_styles();
/// Headings of sections, in the middle and on the color.
[[nodiscard]] PartStyle wechat_banner();

/// The faces of a mail's text, for attributes in double quotation marks.
[[nodiscard]] std::string_view mail_font(bool is_cjk);

}  // namespace broadsheet::sent
