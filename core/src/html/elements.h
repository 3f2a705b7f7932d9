// The elements of HTML, and what becomes of each in an article.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace broadsheet::html {

/// What an element is to the sanitizer.
enum class Role : std::uint8_t {
  kInline,        ///< holds text, may stand in a paragraph
  kLink,          ///< `a`
  kRubyText,      ///< `rt`, `rp`: only in `ruby`
  kLineBreak,     ///< `br`
  kWordBreak,     ///< `wbr`
  kImage,         ///< `img`
  kBlock,         ///< may hold paragraphs
  kParagraph,     ///< `p`
  kHeading,       ///< `h1` to `h6`
  kPreformatted,  ///< `pre`
  kRule,          ///< `hr`
  kList,          ///< `ul`, `ol`
  kItem,          ///< `li`: only in a list
  kTermList,      ///< `dl`
  kTerm,          ///< `dt`, `dd`: only in `dl`
  kTable,         ///< `table`
  kCaption,       ///< and the parts of a table, which stand nowhere else
  kSection,
  kRow,
  kCell,
  // All of these are left out:
  kUnwrapped,       ///< but what it holds stays, in its line
  kUnwrappedBlock,  ///< but what it holds stays, on lines of its own
  kVoid,            ///< it holds nothing
  kRawText,         ///< with what it holds, to the end tag; no tags are seen in between
  kTree,            ///< with what it holds, to the end tag that belongs to it
};

enum class Element : std::uint8_t {
  kA,
  kAbbr,
  kAcronym,
  kAddress,
  kApplet,
  kArea,
  kArticle,
  kAside,
  kAudio,
  kB,
  kBase,
  kBasefont,
  kBdi,
  kBdo,
  kBgsound,
  kBig,
  kBlockquote,
  kBody,
  kBr,
  kButton,
  kCanvas,
  kCaption,
  kCenter,
  kCite,
  kCode,
  kCol,
  kColgroup,
  kData,
  kDatalist,
  kDd,
  kDel,
  kDetails,
  kDfn,
  kDialog,
  kDir,
  kDiv,
  kDl,
  kDt,
  kEm,
  kEmbed,
  kFieldset,
  kFigcaption,
  kFigure,
  kFont,
  kFooter,
  kForm,
  kFrame,
  kFrameset,
  kH1,
  kH2,
  kH3,
  kH4,
  kH5,
  kH6,
  kHead,
  kHeader,
  kHgroup,
  kHr,
  kHtml,
  kI,
  kIframe,
  kImage,
  kImg,
  kInput,
  kIns,
  kKbd,
  kKeygen,
  kLabel,
  kLegend,
  kLi,
  kLink,
  kListing,
  kMain,
  kMap,
  kMark,
  kMarquee,
  kMath,
  kMenu,
  kMeta,
  kMeter,
  kNav,
  kNobr,
  kNoembed,
  kNoframes,
  kNoscript,
  kObject,
  kOl,
  kOptgroup,
  kOption,
  kOutput,
  kP,
  kParam,
  kPicture,
  kPlaintext,
  kPre,
  kProgress,
  kQ,
  kRb,
  kRp,
  kRt,
  kRtc,
  kRuby,
  kS,
  kSamp,
  kScript,
  kSearch,
  kSection,
  kSelect,
  kSlot,
  kSmall,
  kSource,
  kSpan,
  kStrike,
  kStrong,
  kStyle,
  kSub,
  kSummary,
  kSup,
  kSvg,
  kTable,
  kTbody,
  kTd,
  kTemplate,
  kTextarea,
  kTfoot,
  kTh,
  kThead,
  kTime,
  kTitle,
  kTr,
  kTrack,
  kTt,
  kU,
  kUl,
  kVar,
  kVideo,
  kWbr,
  kXmp,
  kUnknown,  ///< not HTML: prose that looks like a tag
};

inline constexpr std::size_t kElementCount = static_cast<std::size_t>(Element::kUnknown);

/// The element of a tag's name, in any case.
[[nodiscard]] Element element_of(std::string_view name);

/// Its name in lower case.
[[nodiscard]] std::string_view name_of(Element element);

/// The name it is written with: `div` for `center`, `span` for `font`.
[[nodiscard]] std::string_view shown_name(Element element);

[[nodiscard]] Role role_of(Element element);

/// Roles of elements that stand within a line.
[[nodiscard]] constexpr bool is_inline(Role role) {
  return role == Role::kInline || role == Role::kLink || role == Role::kRubyText;
}

/// Roles of elements that stand only in tables.
[[nodiscard]] constexpr bool is_table_part(Role role) {
  return role == Role::kCaption || role == Role::kSection || role == Role::kRow ||
         role == Role::kCell;
}

/// Roles of elements that no text may stand in: a browser would move it out.
[[nodiscard]] constexpr bool is_table_structure(Role role) {
  return role == Role::kTable || role == Role::kSection || role == Role::kRow;
}

/// The attribute that holds the address of what `element` would load or call; empty for others.
[[nodiscard]] std::string_view address_attribute(Element element);

}  // namespace broadsheet::html
