#include "html/elements.h"

#include <array>

#include "html/tokenizer.h"

namespace broadsheet::html {
namespace {

struct Entry {
  std::string_view name;
  Role role;
  /// The element it is written as.
  Element shown;
};

// In the order of Element, which is that of the names. What is allowed is what newsletters use:
// emphasis and other marks in text, links, images, lists, tables, details, ruby.
constexpr std::array<Entry, kElementCount> kElements = {{
    {"a", Role::kLink, Element::kA},
    {"abbr", Role::kInline, Element::kAbbr},
    {"acronym", Role::kInline, Element::kAbbr},
    {"address", Role::kBlock, Element::kDiv},
    {"applet", Role::kTree, Element::kApplet},
    {"area", Role::kVoid, Element::kArea},
    {"article", Role::kBlock, Element::kDiv},
    {"aside", Role::kBlock, Element::kDiv},
    {"audio", Role::kTree, Element::kAudio},
    {"b", Role::kInline, Element::kB},
    {"base", Role::kVoid, Element::kBase},
    {"basefont", Role::kVoid, Element::kBasefont},
    {"bdi", Role::kUnwrapped, Element::kBdi},
    {"bdo", Role::kUnwrapped, Element::kBdo},
    {"bgsound", Role::kVoid, Element::kBgsound},
    {"big", Role::kInline, Element::kSpan},
    {"blockquote", Role::kBlock, Element::kBlockquote},
    {"body", Role::kUnwrappedBlock, Element::kBody},
    {"br", Role::kLineBreak, Element::kBr},
    {"button", Role::kUnwrapped, Element::kButton},
    {"canvas", Role::kUnwrapped, Element::kCanvas},
    {"caption", Role::kCaption, Element::kCaption},
    {"center", Role::kBlock, Element::kDiv},
    {"cite", Role::kInline, Element::kCite},
    {"code", Role::kInline, Element::kCode},
    {"col", Role::kVoid, Element::kCol},
    {"colgroup", Role::kVoid, Element::kColgroup},
    {"data", Role::kUnwrapped, Element::kData},
    {"datalist", Role::kUnwrapped, Element::kDatalist},
    {"dd", Role::kTerm, Element::kDd},
    {"del", Role::kInline, Element::kDel},
    {"details", Role::kBlock, Element::kDetails},
    {"dfn", Role::kUnwrapped, Element::kDfn},
    {"dialog", Role::kUnwrappedBlock, Element::kDialog},
    {"dir", Role::kList, Element::kUl},
    {"div", Role::kBlock, Element::kDiv},
    {"dl", Role::kTermList, Element::kDl},
    {"dt", Role::kTerm, Element::kDt},
    {"em", Role::kInline, Element::kEm},
    {"embed", Role::kVoid, Element::kEmbed},
    {"fieldset", Role::kUnwrappedBlock, Element::kFieldset},
    {"figcaption", Role::kBlock, Element::kFigcaption},
    {"figure", Role::kBlock, Element::kFigure},
    {"font", Role::kInline, Element::kSpan},
    {"footer", Role::kBlock, Element::kDiv},
    {"form", Role::kUnwrappedBlock, Element::kForm},
    {"frame", Role::kVoid, Element::kFrame},
    {"frameset", Role::kUnwrappedBlock, Element::kFrameset},
    {"h1", Role::kHeading, Element::kH1},
    {"h2", Role::kHeading, Element::kH2},
    {"h3", Role::kHeading, Element::kH3},
    {"h4", Role::kHeading, Element::kH4},
    {"h5", Role::kHeading, Element::kH5},
    {"h6", Role::kHeading, Element::kH6},
    {"head", Role::kUnwrappedBlock, Element::kHead},
    {"header", Role::kBlock, Element::kDiv},
    {"hgroup", Role::kBlock, Element::kDiv},
    {"hr", Role::kRule, Element::kHr},
    {"html", Role::kUnwrappedBlock, Element::kHtml},
    {"i", Role::kInline, Element::kI},
    {"iframe", Role::kRawText, Element::kIframe},
    {"image", Role::kImage, Element::kImg},
    {"img", Role::kImage, Element::kImg},
    {"input", Role::kVoid, Element::kInput},
    {"ins", Role::kInline, Element::kIns},
    {"kbd", Role::kInline, Element::kKbd},
    {"keygen", Role::kVoid, Element::kKeygen},
    {"label", Role::kUnwrapped, Element::kLabel},
    {"legend", Role::kUnwrappedBlock, Element::kLegend},
    {"li", Role::kItem, Element::kLi},
    {"link", Role::kVoid, Element::kLink},
    {"listing", Role::kPreformatted, Element::kPre},
    {"main", Role::kBlock, Element::kDiv},
    {"map", Role::kUnwrapped, Element::kMap},
    {"mark", Role::kInline, Element::kMark},
    {"marquee", Role::kUnwrapped, Element::kMarquee},
    {"math", Role::kTree, Element::kMath},
    {"menu", Role::kList, Element::kUl},
    {"meta", Role::kVoid, Element::kMeta},
    {"meter", Role::kUnwrapped, Element::kMeter},
    {"nav", Role::kBlock, Element::kDiv},
    {"nobr", Role::kUnwrapped, Element::kNobr},
    {"noembed", Role::kRawText, Element::kNoembed},
    {"noframes", Role::kRawText, Element::kNoframes},
    {"noscript", Role::kRawText, Element::kNoscript},
    {"object", Role::kTree, Element::kObject},
    {"ol", Role::kList, Element::kOl},
    {"optgroup", Role::kUnwrapped, Element::kOptgroup},
    {"option", Role::kUnwrapped, Element::kOption},
    {"output", Role::kUnwrapped, Element::kOutput},
    {"p", Role::kParagraph, Element::kP},
    {"param", Role::kVoid, Element::kParam},
    {"picture", Role::kUnwrapped, Element::kPicture},
    {"plaintext", Role::kRawText, Element::kPlaintext},
    {"pre", Role::kPreformatted, Element::kPre},
    {"progress", Role::kUnwrapped, Element::kProgress},
    {"q", Role::kInline, Element::kQ},
    {"rb", Role::kUnwrapped, Element::kRb},
    {"rp", Role::kRubyText, Element::kRp},
    {"rt", Role::kRubyText, Element::kRt},
    {"rtc", Role::kUnwrapped, Element::kRtc},
    {"ruby", Role::kInline, Element::kRuby},
    {"s", Role::kInline, Element::kS},
    {"samp", Role::kInline, Element::kSamp},
    {"script", Role::kRawText, Element::kScript},
    {"search", Role::kBlock, Element::kDiv},
    {"section", Role::kBlock, Element::kDiv},
    {"select", Role::kUnwrapped, Element::kSelect},
    {"slot", Role::kUnwrapped, Element::kSlot},
    {"small", Role::kInline, Element::kSmall},
    {"source", Role::kVoid, Element::kSource},
    {"span", Role::kInline, Element::kSpan},
    {"strike", Role::kInline, Element::kS},
    {"strong", Role::kInline, Element::kStrong},
    {"style", Role::kRawText, Element::kStyle},
    {"sub", Role::kInline, Element::kSub},
    {"summary", Role::kBlock, Element::kSummary},
    {"sup", Role::kInline, Element::kSup},
    {"svg", Role::kTree, Element::kSvg},
    {"table", Role::kTable, Element::kTable},
    {"tbody", Role::kSection, Element::kTbody},
    {"td", Role::kCell, Element::kTd},
    {"template", Role::kTree, Element::kTemplate},
    {"textarea", Role::kRawText, Element::kTextarea},
    {"tfoot", Role::kSection, Element::kTfoot},
    {"th", Role::kCell, Element::kTh},
    {"thead", Role::kSection, Element::kThead},
    {"time", Role::kUnwrapped, Element::kTime},
    {"title", Role::kRawText, Element::kTitle},
    {"tr", Role::kRow, Element::kTr},
    {"track", Role::kVoid, Element::kTrack},
    {"tt", Role::kInline, Element::kCode},
    {"u", Role::kInline, Element::kU},
    {"ul", Role::kList, Element::kUl},
    {"var", Role::kInline, Element::kVar},
    {"video", Role::kTree, Element::kVideo},
    {"wbr", Role::kWordBreak, Element::kWbr},
    {"xmp", Role::kRawText, Element::kXmp},
}};

constexpr bool names_rise() {
  for (std::size_t i = 1; i < kElementCount; ++i) {
    if (kElements[i - 1].name >= kElements[i].name) {
      return false;
    }
  }
  return true;
}
static_assert(names_rise());
static_assert(kElements[static_cast<std::size_t>(Element::kP)].name == "p");
static_assert(kElements[static_cast<std::size_t>(Element::kXmp)].name == "xmp");

constexpr std::size_t kLongestElementName = 10;

const Entry& entry_of(Element element) {
  return kElements[static_cast<std::size_t>(element)];
}

}  // namespace

Element element_of(std::string_view name) {
  if (name.empty() || name.size() > kLongestElementName) {
    return Element::kUnknown;
  }
  char lower[kLongestElementName];
  for (std::size_t i = 0; i < name.size(); ++i) {
    lower[i] = name[i] >= 'A' && name[i] <= 'Z' ? static_cast<char>(name[i] + 32) : name[i];
  }
  const std::string_view wanted(lower, name.size());
  std::size_t low = 0;
  std::size_t high = kElementCount;
  while (low < high) {
    const std::size_t middle = (low + high) / 2;
    const int order = wanted.compare(kElements[middle].name);
    if (order == 0) {
      return static_cast<Element>(middle);
    }
    (order < 0 ? high : low) = order < 0 ? middle : middle + 1;
  }
  return Element::kUnknown;
}

std::string_view name_of(Element element) {
  return entry_of(element).name;
}

std::string_view shown_name(Element element) {
  return entry_of(entry_of(element).shown).name;
}

Role role_of(Element element) {
  return entry_of(element).role;
}

std::string_view address_attribute(Element element) {
  switch (element) {
    case Element::kAudio:
    case Element::kEmbed:
    case Element::kFrame:
    case Element::kIframe:
    case Element::kScript:
    case Element::kVideo:
      return "src";
    case Element::kObject:
      return "data";
    case Element::kForm:
      return "action";
    default:
      return {};
  }
}

}  // namespace broadsheet::html
