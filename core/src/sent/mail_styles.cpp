// The look of a mail: that of the page, in values that Outlook's Word knows.
#include "sent/styles.h"

namespace broadsheet::sent {
namespace {

constexpr PartStyle kStyles[] = {
    {Part::kParagraph, "margin:0 0 16px"},
    {Part::kHeading1, "margin:32px 0 12px;font-size:26px;line-height:1.3;font-weight:700"},
    {Part::kHeading2, "margin:32px 0 12px;font-size:22px;line-height:1.3;font-weight:700"},
    {Part::kHeading3, "margin:28px 0 10px;font-size:19px;line-height:1.3;font-weight:700"},
    {Part::kHeading4, "margin:24px 0 8px;font-size:17px;line-height:1.4;font-weight:700"},
    {Part::kHeading5, "margin:24px 0 8px;font-size:16px;line-height:1.4;font-weight:700"},
    {Part::kHeading6, "margin:24px 0 8px;font-size:16px;line-height:1.4;font-weight:700"},
    {Part::kQuote, "margin:0 0 16px;padding-{start}:16px;border-{start}:3px solid #dbdbd4"},
    {Part::kAlert, "padding:12px 16px;background-color:#f1f1ec;border-{start}:4px solid {accent}"},
    {Part::kAlertTitle, "margin:0 0 8px;font-weight:700"},
    {Part::kBulletList, "margin:0 0 16px;padding-{start}:26px"},
    {Part::kOrderedList, "margin:0 0 16px;padding-{start}:26px"},
    {Part::kItem, "margin:0 0 6px"},
    {Part::kCodeBlock, "padding:12px 14px;background-color:#f1f1ec"},
    {Part::kCodeText,
     "margin:0;{mono};font-size:13px;line-height:1.5;white-space:pre-wrap;word-break:break-word"},
    {Part::kCode, "{mono};font-size:14px;background-color:#f1f1ec"},
    {Part::kRule, "margin:24px 0;border:0;border-top:1px solid #dbdbd4"},
    {Part::kTable, "margin:0 0 16px;border-collapse:collapse;font-size:14px;line-height:1.5"},
    {Part::kHeaderCell,
     "padding:6px 10px;border:1px solid #dbdbd4;background-color:#f1f1ec;font-weight:700"},
    {Part::kCell, "padding:6px 10px;border:1px solid #dbdbd4"},
    {Part::kFigure, "margin:0 0 16px"},
    {Part::kCaption, "margin:6px 0 0;font-size:14px;line-height:1.5;color:#646870"},
    {Part::kImage, "max-width:100%;height:auto;border:0"},
    {Part::kLink, "color:{accent};text-decoration:underline"},
    {Part::kEmbed, "color:{accent};text-decoration:underline;font-weight:700"},
    {Part::kDeleted, "text-decoration:line-through"},
    {Part::kMath, "{mono};font-size:14px"},
    {Part::kMathBlock, "margin:0 0 16px;text-align:center;{mono};font-size:14px"},
    {Part::kNotes,
     "margin:32px 0 0;padding-top:16px;border-top:1px solid #dbdbd4;font-size:14px;"
     "line-height:1.6"},
    {Part::kNotesTitle, "margin:0 0 8px;font-weight:700"},
    {Part::kNoteMark, "font-size:12px;line-height:0"},
    {Part::kMarked, "background-color:#f7e3a1;color:#1a1c1f"},
    {Part::kSmall, "font-size:13px"},
    {Part::kTerm, "margin:0 0 4px;font-weight:700"},
    {Part::kDefinition, "margin:0 0 16px;padding-{start}:26px"}};

}  // namespace

std::string_view mail_font(bool is_cjk) {
  // Names before families: Outlook takes the first it has, and falls back to Times where the first
  // is one it cannot read.
  return is_cjk ? "'PingFang SC','Hiragino Sans GB','Microsoft YaHei','Noto Sans CJK SC',"
                  "'Noto Sans SC',Arial,sans-serif"
                : "-apple-system,'Segoe UI',Roboto,'Helvetica Neue',Arial,sans-serif";
}

const StyleTable& mail_styles() {
  static constexpr StyleTable kTable = table_of(kStyles);
  return kTable;
}

}  // namespace broadsheet::sent
