#include "post/row_shapes.h"

namespace broadsheet {

using document::Kind;
using document::Node;
namespace flag = document::flag;

RowShape row_shape_of(const Node& node) {
  switch (node.kind) {
    case Kind::kDocument:
      return {Shape::kHolder, NodeKind::kRoot};
    case Kind::kQuote:
      return {Shape::kHolder, NodeKind::kQuote};
    case Kind::kAlert:
      return {Shape::kHolder, NodeKind::kAlert};
    case Kind::kBulletList:
    case Kind::kOrderedList:
      return {Shape::kHolder, NodeKind::kList};
    case Kind::kItem:
      return {Shape::kHolder, NodeKind::kItem};
    case Kind::kRule:
      return {Shape::kLone, NodeKind::kRule};
    case Kind::kHeading:
      return {Shape::kHolder, NodeKind::kHeading};
    case Kind::kCodeBlock:
      return {Shape::kVerbatim, NodeKind::kCode};
    case Kind::kParagraph:
      return {Shape::kHolder, NodeKind::kParagraph};
    case Kind::kFigure:
      return {Shape::kHolder, NodeKind::kFigure};
    case Kind::kTable:
      return {Shape::kHolder, NodeKind::kTable};
    case Kind::kTableRow:
      return {Shape::kHolder, NodeKind::kRow};
    case Kind::kHeaderCell:
    case Kind::kCell:
      return {Shape::kHolder, NodeKind::kCell};
    case Kind::kNote:
      return {Shape::kHolder, NodeKind::kNote};
    case Kind::kDefinitionList:
      return {Shape::kHolder, NodeKind::kDefinitionList};
    case Kind::kTerm:
      return {Shape::kHolder, NodeKind::kTerm};
    case Kind::kDefinition:
      return {Shape::kHolder, NodeKind::kDefinition};
    case Kind::kEmphasis:
      return {Shape::kHolder, NodeKind::kEmphasis};
    case Kind::kStrong:
      return {Shape::kHolder, NodeKind::kStrong};
    case Kind::kStrikethrough:
      return {Shape::kHolder, NodeKind::kStrikethrough};
    case Kind::kCode:
      return {Shape::kVerbatim, NodeKind::kInlineCode};
    case Kind::kMath:
    case Kind::kDisplayMath:
      return {Shape::kVerbatim, NodeKind::kMath};
    case Kind::kLink:
      return {(node.flags & flag::kRefused) != 0 ? Shape::kFlat : Shape::kHolder, NodeKind::kLink};
    case Kind::kImage:
      return {Shape::kVerbatim, NodeKind::kImage};
    case Kind::kShortcode:
      return {Shape::kVerbatim, NodeKind::kShortcode};
    case Kind::kElement:
      return {Shape::kHolder, NodeKind::kElement};
    case Kind::kVoidElement:
      return {(node.flags & flag::kNoHtml) != 0 ? Shape::kNothing : Shape::kLone,
              NodeKind::kElement};
    case Kind::kText:
      return {(node.flags & flag::kNoHtml) != 0 ? Shape::kNothing : Shape::kPiece};
    case Kind::kSoftBreak:
      return {Shape::kPiece};
    case Kind::kHardBreak:
      return {Shape::kLone, NodeKind::kBreak};
    case Kind::kMarkup:
      return {Shape::kLone, NodeKind::kHtml};
    case Kind::kNoteReference:
      return {Shape::kLone, NodeKind::kNoteReference};
    case Kind::kContents:
      return {Shape::kLone, NodeKind::kContents};
    default:
      return {document::is_leaf(node.kind) ? Shape::kNothing : Shape::kFlat};
  }
}

}  // namespace broadsheet
