// What an article of WeChat's is made of (broadsheet/wechat.h).
#include "broadsheet/wechat.h"

#include <gtest/gtest.h>

#include <string>

#include "holds.h"

namespace broadsheet {
namespace {

std::string html_of(std::string_view markdown, const WeChatSettings& settings = {}) {
  return render_wechat(markdown, {}, settings).html;
}

TEST(WeChat, HasStylesAndNothingThatItsEditorDrops) {
  const std::string html = html_of(
      "## 一\n\n正文 **粗** `x` [^a]\n\n- [x] a\n\n> 引\n\n> [!TIP]\n> x\n\n| a | b |\n| - | - "
      "|\n| 1 | 2 |\n\n"
      "```\nx\n```\n\n<div id=\"x\" "
      "class=\"y\">z</div><details><summary>s</summary>t</details>\n\n[^a]: 注\n");
  for (const std::string_view part :
       {" class=", " id=", "<div", "<script", "<style", "<input", "href=\"#"}) {
    EXPECT_FALSE(holds(html, part)) << part;
  }
  EXPECT_TRUE(holds(html, "<section style=\"font-size:16px"));
  EXPECT_TRUE(holds(html, "☑ a"));
  EXPECT_TRUE(holds(html, "[注1]</sup>"));
}

TEST(WeChat, MakesNotesOfLinks) {
  const std::string html = html_of(
      "[甲](https://a.example/?x=1&y=2) [乙](https://b.example/) [甲](https://a.example/?x=1&y=2) "
      "[丙](https://mp.weixin.qq.com/s/x) <https://c.example/> "
      "[丁](http://mp.weixin.qq.com.evil.example/)\n");
  EXPECT_TRUE(holds(html, "甲<sup style=\"font-size:12px;line-height:0;color:#a5241c\">[1]</sup>"));
  EXPECT_TRUE(holds(html, "乙<sup style=\"font-size:12px;line-height:0;color:#a5241c\">[2]</sup>"));
  EXPECT_TRUE(holds(html, "href=\"https://mp.weixin.qq.com/s/x\""));
  EXPECT_FALSE(holds(html, "href=\"https://a.example"));
  EXPECT_FALSE(holds(html, "href=\"http://mp.weixin.qq.com.evil"));
  EXPECT_TRUE(holds(html, "引用链接</p>"));
  EXPECT_TRUE(holds(html, "[1] https://a.example/?x=1&amp;y=2</p>"));
  EXPECT_FALSE(holds(html, "] https://c.example/"));
}

TEST(WeChat, KeepsLinesAndBlanksOfCode) {
  EXPECT_TRUE(holds(html_of("```\nif x {\n\ty <b>\n}\n```\n"),
                    "if&nbsp;x&nbsp;{<br>&nbsp;&nbsp;&nbsp;&nbsp;y&nbsp;&lt;b&gt;<br>}<br></pre>"));
}

TEST(WeChat, FlattensDeepLists) {
  const std::string html = html_of("- a\n  1. b\n     - c\n       2. d\n");
  EXPECT_TRUE(holds(html, "<ul"));
  EXPECT_TRUE(holds(html, "<ol"));
  EXPECT_TRUE(holds(html, "• c"));
  EXPECT_TRUE(holds(html, "2. d"));
  EXPECT_EQ(html.find("<ul", html.find("<ul") + 1), std::string::npos);
  const std::string own = html_of("<ul><li>a<ul><li>b<ul><li>c</li></ul></li></ul></li></ul>\n");
  EXPECT_TRUE(holds(own, "• c"));
}

TEST(WeChat, ListsPicturesThatAreToBeFetched) {
  WeChatSettings settings;
  settings.addresses = {{"https://a.example/p.png", "", 2000, 10}};
  const WeChatArticle article = render_wechat(
      "![a](https://a.example/p.png) ![b](https://mmbiz.qpic.cn/x) ![a](https://a.example/p.png)\n",
      {}, settings);
  EXPECT_EQ(article.pictures, std::vector<std::string>{"https://a.example/p.png"});
  EXPECT_TRUE(holds(article.html, "max-width:100%;height:auto;width:677px"));
  EXPECT_FALSE(holds(article.html, " width=\""));
}

TEST(WeChat, TellsWhatTheEditorAsksFor) {
  std::string description;
  for (int i = 0; i < 200; ++i) {
    description += "春";
  }
  const WeChatArticle article =
      render_wechat("---\ntitle: 标题\nauthors: [甲, 乙]\ndescription: " + description +
                    "\n---\n\n## 节\n\n正文 a &amp; b。\n");
  EXPECT_EQ(article.title, "标题");
  EXPECT_EQ(article.author, "甲");
  EXPECT_EQ(article.digest.size(), kMaxWeChatDigest * 3);
  EXPECT_EQ(article.characters, 10U);
  EXPECT_TRUE(
      holds(html_of("## 节\n", {WeChatTheme::kBanner, "#0057b8", {}}), "background-color:#0057b8"));
}

TEST(WeChat, IsWholeForAnyBytes) {
  for (const std::string_view source :
       {"", "\xFF\xFE", "<", "[^1]\n\n[^1]: [^1]", "<ul><li><ul><li><ul><li><pre>x", "[a](b)",
        "<a href=\"https://a.example/\">x<table><tr><td>y"}) {
    EXPECT_TRUE(holds(html_of(source), "</section>")) << source;
  }
  EXPECT_TRUE(holds(html_of(std::string(kMaxPostBytes + 1, 'a')), "<pre>aaaa"));
}

}  // namespace
}  // namespace broadsheet
