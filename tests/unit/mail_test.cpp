// What a mail is made of (broadsheet/mail.h).
#include "broadsheet/mail.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "holds.h"
#include "text/display_width.h"

namespace broadsheet {
namespace {

std::string body_text(std::string_view markdown) {
  return render_mail(markdown).text;
}

TEST(FoldLine, KeepsChinesePunctuationWhereItBelongs) {
  // The full stop may not begin a line, nor the opening bracket end one.
  EXPECT_EQ(text::fold_line("春天来了。", 8).line, "春天来");
  EXPECT_EQ(text::fold_line("春天（来了", 6).line, "春天");
  EXPECT_EQ(text::fold_line("春天来了", 4).line, "春天");
  EXPECT_EQ(text::fold_line("a plain sentence", 8).line, "a plain");
  EXPECT_EQ(text::fold_line("https://example.org/long x", 8).line, "https://example.org/long");
  EXPECT_EQ(text::fold_line("한국어 문장", 4).line, "한국어");
}

TEST(FoldLine, LosesNothing) {
  const std::string all = "春天 comes 来了，and（so）on。 https://example.org/a-long-address 完";
  for (std::size_t columns = 1; columns < 40; ++columns) {
    std::string joined;
    for (std::string_view rest = all; !rest.empty();) {
      const text::FoldedLine folded = text::fold_line(rest, columns);
      ASSERT_LT(folded.rest.size(), rest.size());
      joined += folded.line;
      rest = folded.rest;
    }
    std::string wanted = all;
    wanted.erase(std::remove(wanted.begin(), wanted.end(), ' '), wanted.end());
    joined.erase(std::remove(joined.begin(), joined.end(), ' '), joined.end());
    EXPECT_EQ(joined, wanted) << columns;
  }
}

TEST(DisplayWidth, CountsColumns) {
  EXPECT_EQ(text::display_width(std::string_view("abc")), 3U);
  EXPECT_EQ(text::display_width(std::string_view("春天。")), 6U);
  EXPECT_EQ(text::display_width(std::string_view("e\xCC\x81")), 1U);
  EXPECT_EQ(text::display_width(std::string_view("🙂")), 2U);
}

TEST(MailText, UnderlinesHeadingsByTheirWidth) {
  EXPECT_EQ(body_text("text\n\n## 春天 x\n\nmore\n"), "text\n\n春天 x\n======\n\nmore\n");
}

TEST(MailText, NumbersLinks) {
  EXPECT_EQ(
      body_text("[a](https://a.example/) and [b](https://b.example/), [a](https://a.example/) "
                "<https://c.example/>\n"),
      "a [1] and b [2], a [1] https://c.example/\n\n"
      "Links\n[1] https://a.example/\n[2] https://b.example/\n");
}

TEST(MailText, KeepsNumbersOfLinksOffTheNextWord) {
  EXPECT_EQ(body_text("[a `b` ](https://a.example/)c\n"),
            "a b [1] c\n\nLinks\n[1] https://a.example/\n");
  EXPECT_EQ(body_text("[x](<https://a.example/a b>)\n"),
            "x [1]\n\nLinks\n[1] https://a.example/a%20b\n");
}

TEST(MailText, WritesListsQuotesAndCode) {
  EXPECT_EQ(body_text("- one\n- two\n  1. three\n  2. four\n- [x] done\n- [ ] open\n"),
            "- one\n- two\n  1. three\n  2. four\n- [x] done\n- [ ] open\n");
  EXPECT_EQ(body_text("> one\n>\n> two\n\nend\n"), "> one\n>\n> two\n\nend\n");
  EXPECT_EQ(body_text("one\n\n> > two\n"), "one\n\n> > two\n");
  EXPECT_EQ(body_text("a\n\n```\nx  y\n\n z\n```\n"), "a\n\n    x  y\n\n     z\n");
  EXPECT_EQ(body_text("> [!TIP]\n> Do.\n"), "> Tip\n>\n> Do.\n");
}

TEST(MailText, AlignsTablesByDisplayWidth) {
  EXPECT_EQ(body_text("| 名 | n |\n| --- | ---: |\n| 春天 | 1 |\n| a | 20 |\n"),
            "名     n\n----  --\n春天   1\na     20\n");
}

TEST(MailText, ReadsWideTablesRowByRow) {
  const std::string wide(60, 'w');
  EXPECT_EQ(body_text("| a | b |\n| --- | --- |\n| " + wide + " | " + wide + " |\n"),
            "a | b\n" + wide + " |\n" + wide + "\n");
}

TEST(MailText, WritesNotesBehind) {
  EXPECT_EQ(body_text("Text.[^a]\n\n[^a]: Note.\n"), "Text.¹\n\nFootnotes\n---------\n\n¹ Note.\n");
}

TEST(MailText, FoldsAt72Columns) {
  std::string words;
  for (int i = 0; i < 60; ++i) {
    words += "word 春天来了， ";
  }
  const std::string text = body_text("> - " + words + "\n");
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    EXPECT_LE(text::display_width(std::string_view(text).substr(at, end - at)), 72U);
    at = end + 1;
  }
}

TEST(MailHtml, HasStylesAtItsElements) {
  const Mail mail =
      render_mail("---\ntitle: A letter\nlang: en\n---\n\n## Part\n\nText *a* **b**.\n");
  EXPECT_EQ(mail.subject, "A letter");
  EXPECT_EQ(mail.preview, "Text a b.");
  EXPECT_TRUE(holds(mail.html, "<html lang=\"en\" dir=\"ltr\">"));
  EXPECT_TRUE(
      holds(mail.html, "<p style=\"margin:0 0 16px\">Text <em>a</em> <strong>b</strong>.</p>"));
  EXPECT_TRUE(holds(mail.html, "<h2 style=\"margin:32px 0 12px;"));
  EXPECT_FALSE(holds(mail.html, " id="));
}

TEST(MailHtml, TakesTheMarginsOfItsSheetAloneOnPhones) {
  const std::string html = render_mail("| a |\n| - |\n| b |\n").html;
  EXPECT_TRUE(holds(html, ".bs-edge{padding:0!important}"));
  EXPECT_TRUE(holds(html, "<td class=\"bs-edge\" align=\"center\""));
  EXPECT_FALSE(holds(html, " td{"));
}

TEST(MailHtml, MirrorsWhatIsWrittenFromTheRight) {
  const Mail mail = render_mail("---\nlang: ar\n---\n\n> نص\n");
  EXPECT_TRUE(holds(mail.html, "dir=\"rtl\""));
  EXPECT_TRUE(holds(mail.html, "border-right:3px"));
  EXPECT_FALSE(holds(mail.html, "border-left:3px"));
}

TEST(MailHtml, HasAbsoluteAddressesOrNone) {
  MailSettings settings;
  settings.url = "https://a.example/issues/one/";
  settings.addresses = {{"p.png", "https://a.example/p.png", 1072, 400}};
  RenderOptions options;
  options.base = "https://a.example/issues/one/";
  const Mail mail = render_mail("![d](p.png)\n\n[x](../two/) [y](#part) [z](javascript:alert(1))\n",
                                options, settings);
  EXPECT_TRUE(holds(mail.html, "src=\"https://a.example/issues/one/p.png\"") ||
              holds(mail.html, "src=\"https://a.example/p.png\""));
  EXPECT_TRUE(holds(mail.html, "href=\"https://a.example/issues/two/\""));
  EXPECT_TRUE(holds(mail.html, "href=\"https://a.example/issues/one/#part\""));
  EXPECT_FALSE(holds(mail.html, "javascript:"));

  const Mail homeless = render_mail("Text\n\n  [x](../two/) ![p](p.png)\n");
  EXPECT_FALSE(holds(homeless.html, "../two/"));
  EXPECT_FALSE(holds(homeless.html, "<img"));
  ASSERT_EQ(homeless.diagnostics.size(), 2U);
  EXPECT_EQ(homeless.diagnostics[0].code, "sent-address");
  EXPECT_EQ(homeless.diagnostics[0].severity, Severity::kError);
  EXPECT_EQ(homeless.diagnostics[0].line, 3U);
}

TEST(MailHtml, WritesAddressesAsEveryProgramReadsThem) {
  EXPECT_TRUE(holds(render_mail("[x](HTTPS:/a.example/y)\n").html, "href=\"https://a.example/y\""));
  EXPECT_TRUE(
      holds(render_mail("![x](//a.example/y.png)\n").html, "src=\"https://a.example/y.png\""));
  EXPECT_FALSE(holds(render_mail("[x](http:)\n").html, "href"));
}

TEST(MailHtml, KnowsTheSizesOfPictures) {
  MailSettings settings;
  settings.addresses = {{"https://a.example/p.png", "", 1072, 400}};
  EXPECT_TRUE(holds(render_mail("![d](https://a.example/p.png)\n", {}, settings).html,
                    "alt=\"d\" width=\"536\" height=\"200\""));
  // Outlook takes the attribute, all others the picture's own width.
  EXPECT_TRUE(holds(render_mail("![d](https://a.example/p.png)\n").html, "width=\"536\" style=\""));
  EXPECT_FALSE(holds(render_mail("in ![d](https://a.example/p.png) text\n").html, "width=\"536\""));
}

TEST(MailHtml, TakesNoRawHtmlAsItIs) {
  RenderOptions options;
  options.html = RawHtml::kPass;
  EXPECT_FALSE(holds(render_mail("<script>x</script><p onclick=y>z</p>", options).html, "onclick"));
  options = {};
  options.profile = Profile::kCommonMark;
  const Mail mail = render_mail("<script>x</script>\n\n[a](javascript:x)\n", options);
  EXPECT_FALSE(holds(mail.html, "<script"));
  EXPECT_FALSE(holds(mail.html, "javascript"));
}

TEST(MailHtml, WritesWhatClientsDoNotKnow) {
  EXPECT_TRUE(
      holds(render_mail("<ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby>\n").html, "漢（kan）"));
  EXPECT_TRUE(holds(render_mail("- [x] a\n- [ ] b\n").html, "☑ a"));
  EXPECT_FALSE(holds(render_mail("- [x] a\n").html, "<input"));
  EXPECT_TRUE(holds(render_mail("<details><summary>S</summary>x</details>\n").html,
                    "<div style=\"margin:0 0 4px;font-weight:700\">S</div>"));
  EXPECT_TRUE(holds(render_mail("<p style=\"text-align:center;color:red\">x</p>\n").html,
                    "text-align:center;color:#b3261e"));
}

TEST(MailHtml, LetsTheOwnersPartsThrough) {
  MailSettings settings;
  settings.name = "Letters";
  settings.footer = "<a href=\"{{UnsubscribeURL}}\">Unsubscribe</a>";
  settings.accent = "#0057B8";
  const Mail mail = render_mail("[x](https://a.example/)\n", {}, settings);
  EXPECT_TRUE(holds(mail.html, settings.footer));
  EXPECT_TRUE(holds(mail.html, "color:#0057b8"));
  EXPECT_TRUE(holds(mail.text, "-- \nUnsubscribe\n"));
  settings.footer_text = "Unsubscribe: {{UnsubscribeURL}}";
  EXPECT_TRUE(holds(render_mail("x", {}, settings).text, "-- \nUnsubscribe: {{UnsubscribeURL}}\n"));
}

TEST(MailHtml, EndsWithALinkToTheRest) {
  std::string post = "---\ntitle: Long\n---\n";
  for (int i = 0; i < 40; ++i) {
    post += "\n## Part " + std::to_string(i) + "\n\n" + std::string(4'000, 'x') +
            " [l](https://a.example/" + std::to_string(i) + ")\n";
  }
  const Mail whole = render_mail(post);
  ASSERT_FALSE(whole.diagnostics.empty());
  EXPECT_EQ(whole.diagnostics.back().code, "mail-size");
  MailSettings settings;
  settings.url = "https://a.example/long/";
  settings.most_bytes = kMaxMailBytes;
  const Mail cut = render_mail(post, {}, settings);
  EXPECT_TRUE(cut.is_cut);
  EXPECT_LE(cut.html.size(), kMaxMailBytes);
  EXPECT_GT(cut.html.size(), kMaxMailBytes / 2);
  EXPECT_TRUE(holds(cut.html, "Read on: " + cut.cut_before));
  EXPECT_TRUE(holds(cut.text, "Read on: " + cut.cut_before + "\nhttps://a.example/long/"));
  EXPECT_FALSE(holds(cut.text, "https://a.example/39"));
}

TEST(MailHtml, HasTheBoxOfALooseTaskInItsLine) {
  const std::string html = render_mail("- [x] a\n\n- b\n- [ ]\n").html;
  EXPECT_TRUE(holds(html, "\xE2\x98\x91 a</p>"));
  EXPECT_FALSE(holds(html, "\xE2\x98\x91 <p"));
  EXPECT_FALSE(holds(html, "\xE2\x98\x91 \n"));
}

TEST(MailHtml, EndsABoxWithItsPadding) {
  const std::string html = render_mail("> [!TIP]\n> a\n>\n> b\n\nc\n").html;
  EXPECT_TRUE(holds(html, "<p style=\"margin:0 0 16px\">a</p>"));
  EXPECT_TRUE(holds(html, "<p style=\"margin:0 0 16px;margin:0\">b</p>"));
  EXPECT_TRUE(holds(html, "<p style=\"margin:0 0 16px\">c</p>"));
}

TEST(MailHtml, IsWholeForAnyBytes) {
  for (const std::string_view source :
       {"", "\xFF\xFE", "---\ntitle: [\n---\n", "<", "![](", "| a |\n| - |", "[^1]\n\n[^1]: [^1]",
        "<table><tr><td>\n\n| a |\n| - |\n| b |\n\n</td></tr></table>"}) {
    const Mail mail = render_mail(source);
    EXPECT_TRUE(holds(mail.html, "</html>")) << source;
  }
  EXPECT_TRUE(holds(render_mail(std::string(kMaxPostBytes + 1, 'a')).html, "<pre>aaaa"));
}

/// The styles of the cells of a mail's first table, row by row.
std::vector<bool> cells_are_whole(std::string_view markdown) {
  const std::string html = render_mail(markdown).html;
  std::vector<bool> whole;
  const std::size_t end = html.find("</table>", html.find("<thead"));
  for (std::size_t at = html.find("<thead"); (at = html.find("<t", at + 1)) < end;) {
    const std::string_view tag = std::string_view(html).substr(at, html.find('>', at) - at);
    if (tag.substr(0, 4) == "<th " || tag.substr(0, 4) == "<td ") {
      whole.push_back(holds(tag, "word-break:normal"));
    }
  }
  return whole;
}

TEST(MailTable, BreaksNoWordOfNarrowColumns) {
  const std::vector<bool> all(4, true);
  EXPECT_EQ(cells_are_whole("| posts | licence |\n| --: | --- |\n| 131 | Apache-2.0 |\n"), all);
  // Between Chinese characters a line may end.
  EXPECT_EQ(cells_are_whole("| 期 | 题 |\n|---|---|\n| 一 | " + std::string(300, 'x') + " |\n"),
            (std::vector<bool>{true, false, true, false}));
  std::string chinese;
  for (int count = 0; count < 100; ++count) {
    chinese += "春";
  }
  EXPECT_EQ(cells_are_whole("| 期 | 题 |\n|---|---|\n| 一 | " + chinese + " |\n"), all);
}

TEST(MailTable, LeavesWideColumnsRoomOnAPhone) {
  const std::string word(14, 'w');
  const std::string row = "| a | " + word + " | " + word + " | " + word + " |\n";
  const std::vector<bool> whole = cells_are_whole(row + "|---|---|---|---|\n" + row);
  ASSERT_EQ(whole.size(), 8U);
  EXPECT_TRUE(whole[0]);
  EXPECT_FALSE(whole[3]);
  EXPECT_TRUE(std::equal(whole.begin(), whole.begin() + 4, whole.begin() + 4));
  // Of twelve columns none is kept from breaking where nothing would fit.
  std::string header = "|";
  std::string rule = "|";
  for (int column = 0; column < 12; ++column) {
    header += " " + word + " |";
    rule += "---|";
  }
  for (const bool is_whole : cells_are_whole(header + "\n" + rule + "\n" + header + "\n")) {
    EXPECT_FALSE(is_whole);
  }
}

}  // namespace
}  // namespace broadsheet
