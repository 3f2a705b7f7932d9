// The look of an article of WeChat's: literal values that its editor keeps, on phones only.
#include "sent/styles.h"

namespace broadsheet::sent {
namespace {

constexpr PartStyle kStyles[] = {
    {Part::kParagraph, "margin:0 0 16px;line-height:1.8"},
    {Part::kHeading1, "margin:32px 0 16px;font-size:22px;line-height:1.5;font-weight:bold"},
    {Part::kHeading2,
     "margin:32px 0 16px;padding-bottom:6px;font-size:18px;line-height:1.5;"
     "font-weight:bold;border-bottom:2px solid {accent}"},
    {Part::kHeading3,
     "margin:24px 0 12px;padding-{start}:10px;font-size:17px;line-height:1.5;"
     "font-weight:bold;border-{start}:4px solid {accent}"},
    {Part::kHeading4,
     "margin:24px 0 12px;font-size:16px;line-height:1.5;font-weight:bold;color:{accent}"},
    {Part::kHeading5, "margin:24px 0 12px;font-size:16px;line-height:1.5;font-weight:bold"},
    {Part::kHeading6, "margin:24px 0 12px;font-size:16px;line-height:1.5;font-weight:bold"},
    {Part::kQuote,
     "margin:0 0 16px;padding:12px 14px;color:#595959;background-color:#f7f7f7;"
     "border-{start}:4px solid #d0d0d0"},
    {Part::kAlert,
     "margin:0 0 16px;padding:12px 14px;background-color:#f7f7f7;"
     "border-{start}:4px solid {accent}"},
    {Part::kAlertTitle, "margin:0 0 8px;font-weight:bold;color:{accent}"},
    {Part::kBulletList, "margin:0 0 16px;padding-{start}:22px;list-style-type:disc"},
    {Part::kOrderedList, "margin:0 0 16px;padding-{start}:22px;list-style-type:decimal"},
    {Part::kItem, "margin:0 0 8px;line-height:1.8"},
    {Part::kCodeBlock, "margin:0 0 16px;padding:12px;background-color:#f6f8fa;overflow-x:auto"},
    {Part::kCodeText, "margin:0;{mono};font-size:13px;line-height:1.6;color:#24292e"},
    {Part::kCode, "{mono};padding:2px 4px;font-size:14px;color:#c7254e;background-color:#f6f8fa"},
    {Part::kRule, "margin:24px 0;border:0;border-top:1px solid #d0d0d0"},
    {Part::kTable, "margin:0 0 16px;border-collapse:collapse;font-size:14px;line-height:1.6"},
    {Part::kHeaderCell,
     "padding:6px 10px;border:1px solid #d0d0d0;background-color:#f7f7f7;font-weight:bold"},
    {Part::kCell, "padding:6px 10px;border:1px solid #d0d0d0"},
    {Part::kFigure, "margin:0 0 16px;text-align:center"},
    {Part::kCaption,
     "margin:6px 0 0;font-size:14px;line-height:1.6;text-align:center;color:#888888"},
    {Part::kImage, "max-width:100%;height:auto"},
    {Part::kLink, "color:{accent};text-decoration:none"},
    {Part::kEmbed, "color:{accent};text-decoration:none;font-weight:bold"},
    {Part::kStrong, "font-weight:bold;color:{accent}"},
    {Part::kDeleted, "text-decoration:line-through"},
    {Part::kMath, "{mono};font-size:14px"},
    {Part::kMathBlock, "margin:0 0 16px;text-align:center;{mono};font-size:14px"},
    {Part::kNotes, "margin:32px 0 0;padding-top:16px;border-top:1px solid #d0d0d0"},
    {Part::kNotesTitle, "margin:0 0 8px;font-size:14px;font-weight:bold"},
    {Part::kNoteMark, "font-size:12px;line-height:0;color:{accent}"},
    {Part::kMarked, "background-color:#f7e3a1"},
    {Part::kSmall, "margin:0 0 4px;font-size:13px;line-height:1.6;color:#888888"},
    {Part::kTerm, "margin:0 0 4px;font-weight:bold"},
    {Part::kDefinition, "margin:0 0 16px;padding-{start}:22px"}};

}  // namespace

const StyleTable& wechat_styles() {
  static constexpr StyleTable kTable = table_of(kStyles);
  return kTable;
}

PartStyle wechat_banner() {
  return {Part::kHeading2,
          "margin:32px 0 16px;padding:6px 16px;font-size:18px;line-height:1.5;font-weight:bold;"
          "text-align:center;color:#ffffff;background-color:{accent}"};
}

}  // namespace broadsheet::sent
