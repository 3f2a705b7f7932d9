#include "sent/tags.h"

#include <array>
#include <cstddef>

namespace broadsheet::sent {
namespace {

using document::Kind;
using html::Element;

/// What is written in place of an element where only plain ones are known, and its style.
struct Row {
  Element element;
  Element plain;
  Part part = Part::kCount;
};
constexpr Row kRows[] = {
    {Element::kBlockquote, Element::kBlockquote, Part::kQuote},
    {Element::kCite, Element::kEm, Part::kEmphasis},
    {Element::kCode, Element::kCode, Part::kCode},
    {Element::kDd, Element::kDiv, Part::kDefinition},
    {Element::kDel, Element::kSpan, Part::kDeleted},
    {Element::kDetails, Element::kDiv},
    {Element::kDir, Element::kUl, Part::kBulletList},
    {Element::kDl, Element::kDiv},
    {Element::kDt, Element::kDiv, Part::kTerm},
    {Element::kEm, Element::kEm, Part::kEmphasis},
    {Element::kFigcaption, Element::kDiv, Part::kCaption},
    {Element::kFigure, Element::kDiv, Part::kFigure},
    {Element::kH1, Element::kH1, Part::kHeading1},
    {Element::kH2, Element::kH2, Part::kHeading2},
    {Element::kH3, Element::kH3, Part::kHeading3},
    {Element::kH4, Element::kH4, Part::kHeading4},
    {Element::kH5, Element::kH5, Part::kHeading5},
    {Element::kH6, Element::kH6, Part::kHeading6},
    {Element::kIns, Element::kU},
    {Element::kKbd, Element::kCode, Part::kCode},
    {Element::kLi, Element::kLi, Part::kItem},
    {Element::kListing, Element::kPre, Part::kCodeText},
    {Element::kMark, Element::kSpan, Part::kMarked},
    {Element::kMenu, Element::kUl, Part::kBulletList},
    {Element::kOl, Element::kOl, Part::kOrderedList},
    {Element::kP, Element::kP, Part::kParagraph},
    {Element::kPre, Element::kPre, Part::kCodeText},
    // Clients show the letters of a reading in the line, where brackets keep them apart.
    {Element::kQ, Element::kUnknown},
    {Element::kRt, Element::kUnknown},
    {Element::kRuby, Element::kUnknown},
    {Element::kS, Element::kSpan, Part::kDeleted},
    {Element::kSamp, Element::kCode, Part::kCode},
    {Element::kSmall, Element::kSpan, Part::kSmall},
    {Element::kStrike, Element::kSpan, Part::kDeleted},
    {Element::kStrong, Element::kStrong, Part::kStrong},
    {Element::kSummary, Element::kDiv, Part::kTerm},
    {Element::kTable, Element::kTable, Part::kTable},
    {Element::kTd, Element::kTd, Part::kCell},
    {Element::kTh, Element::kTh, Part::kHeaderCell},
    {Element::kTt, Element::kCode, Part::kCode},
    {Element::kUl, Element::kUl, Part::kBulletList},
    {Element::kVar, Element::kEm, Part::kEmphasis}};

constexpr auto kTags = [] {
  std::array<Tag, html::kElementCount + 1> tags{};
  for (std::size_t element = 0; element < tags.size(); ++element) {
    tags[element] = {static_cast<Element>(element)};
  }
  for (const Row& row : kRows) {
    tags[static_cast<std::size_t>(row.element)] = {row.plain, row.part};
  }
  return tags;
}();

constexpr Element element_of(Kind kind) {
  switch (kind) {
    case Kind::kQuote:
      return Element::kBlockquote;
    case Kind::kParagraph:
      return Element::kP;
    case Kind::kFigure:
      return Element::kFigure;
    case Kind::kTableHead:
      return Element::kThead;
    case Kind::kTableBody:
      return Element::kTbody;
    case Kind::kTableRow:
      return Element::kTr;
    case Kind::kDefinitionList:
      return Element::kDl;
    case Kind::kTerm:
      return Element::kDt;
    case Kind::kDefinition:
      return Element::kDd;
    case Kind::kEmphasis:
      return Element::kEm;
    case Kind::kStrong:
      return Element::kStrong;
    case Kind::kStrikethrough:
      return Element::kDel;
    case Kind::kCode:
      return Element::kCode;
    default:
      return Element::kUnknown;
  }
}

constexpr auto kElements = [] {
  std::array<Element, static_cast<std::size_t>(Kind::kNothing) + 1> elements{};
  for (std::size_t kind = 0; kind < elements.size(); ++kind) {
    elements[kind] = element_of(static_cast<Kind>(kind));
  }
  return elements;
}();

}  // namespace

Tag tag_of(Element element, Destination destination) {
  Tag tag = kTags[static_cast<std::size_t>(element)];
  if (destination == Destination::kFeed) {
    tag.element = element;
  }
  return tag;
}

Tag tag_of(Kind kind, Destination destination) {
  if (kind == Kind::kMathBlock) {
    return {Element::kDiv, Part::kMathBlock};
  }
  if (kind == Kind::kMath || kind == Kind::kDisplayMath) {
    // Nothing but a style.
    return {destination == Destination::kFeed ? Element::kUnknown : Element::kSpan, Part::kMath};
  }
  return tag_of(kElements[static_cast<std::size_t>(kind)], destination);
}

}  // namespace broadsheet::sent
