// One post for page, mail, article and feed (broadsheet/sent.h).
#include "broadsheet/sent.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "broadsheet/broadsheet_c.h"
#include "holds.h"

namespace broadsheet {
namespace {

constexpr std::string_view kPost =
    "---\ntitle: 春天\n---\n\n## 节\n\n正文[^a] [甲](b.md) [节](#节) ![图](p.png \"题\")\n\n"
    "![图](p.png \"题\")\n\n| a | b |\n| :-: | - |\n| 1 | 2 |\n\n> [!TIP]\n> 想\n\n- [x] ~~做~~\n\n"
    "```c\nif x\n```\n\n<ruby>漢<rp>(</rp><rt>かん</rt></ruby> <font color=\"red\">x</font> "
    "<mark>y</mark>\n\n[^a]: 注\n";

SentSettings all() {
  SentSettings settings;
  settings.mail.emplace();
  settings.wechat.emplace();
  settings.feed.emplace();
  settings.mail->url = settings.feed->url = "https://a.example/one/";
  return settings;
}

std::string feed_of(std::string_view source, const FeedSettings& feed,
                    const RenderOptions& options = {}) {
  SentSettings settings;
  settings.feed = feed;
  return render_sent(source, options, settings).feed->html;
}

TEST(Sent, IsWhatEachWouldBeAlone) {
  RenderOptions options;
  options.base = "https://a.example/one/";
  const SentSettings settings = all();
  const SentPost sent = render_sent(kPost, options, settings);
  EXPECT_EQ(sent.post.html, render_post(kPost, options).html);
  EXPECT_EQ(sent.post.text, render_post(kPost, options).text);
  const Mail mail = render_mail(kPost, options, *settings.mail);
  EXPECT_EQ(sent.mail->html, mail.html);
  EXPECT_EQ(sent.mail->text, mail.text);
  EXPECT_EQ(sent.mail->subject, mail.subject);
  EXPECT_EQ(sent.wechat->html, render_wechat(kPost, options).html);
  EXPECT_EQ(sent.feed->html, feed_of(kPost, *settings.feed, options));
  EXPECT_EQ(sent.post.data.title, "春天");
  EXPECT_TRUE(sent.post.diagnostics.empty());
}

TEST(Sent, SaysOnceWhatAllFind) {
  const SentPost sent = render_sent("[a](b)\n", {}, all());
  std::vector<std::string> messages;
  for (const Diagnostic& diagnostic : sent.post.diagnostics) {
    EXPECT_EQ(diagnostic.code, "sent-address");
    messages.push_back(diagnostic.message);
  }
  // The mail and the article leave it out, the feed keeps it.
  EXPECT_EQ(messages.size(), 2U);
}

TEST(Sent, SanitizesWhatThePageLetsPass) {
  RenderOptions options;
  options.html = RawHtml::kPass;
  const SentPost sent = render_sent("<script>x</script><b onclick=\"y\">z</b>\n", options, all());
  EXPECT_TRUE(holds(sent.post.html, "<script>x</script>"));
  for (const std::string& html : {sent.mail->html, sent.wechat->html, sent.feed->html}) {
    EXPECT_FALSE(holds(html, "<script"));
    EXPECT_FALSE(holds(html, "onclick"));
  }
}

TEST(Sent, IsPlainTextWhereThePageIs) {
  const std::string large(kMaxPostBytes + 1, 'a');
  const SentPost sent = render_sent(large, {}, all());
  for (const std::string& html : {sent.mail->html, sent.wechat->html, sent.feed->html}) {
    EXPECT_TRUE(holds(html, "<pre>aaaa"));
  }
}

TEST(Feed, HasNothingThatClashesWithOtherIssues) {
  const std::string html = feed_of(kPost, {"https://a.example/one/", {}});
  for (const std::string_view part : {" id=", " class=", " style=", "<input", "<div", "href=\"#"}) {
    EXPECT_FALSE(holds(html, part)) << part;
  }
  EXPECT_TRUE(holds(html, "<h2>节</h2>"));
  EXPECT_TRUE(holds(html, "<sup><a href=\"https://a.example/one/#bs-fn-a\">1</a></sup>"));
  EXPECT_TRUE(holds(html, "<a href=\"https://a.example/one/#%E8%8A%82\">节</a>"));
  EXPECT_TRUE(holds(html, "<a href=\"b.md\">甲</a>"));
  EXPECT_TRUE(holds(html, "<hr>\n<ol>\n<li>\n<p>注</p>\n</li>\n</ol>\n"));
  EXPECT_TRUE(holds(html, "<figcaption>题</figcaption></figure>\n"));
  EXPECT_TRUE(holds(html, "<th align=\"center\">a</th>"));
  EXPECT_TRUE(holds(html, "<blockquote>\n<p><strong>"));
  EXPECT_TRUE(holds(html, "☑ <del>做</del>"));
  EXPECT_TRUE(holds(html, "<pre><code>if x\n</code></pre>\n"));
  EXPECT_TRUE(holds(html, "<ruby>漢<rp>(</rp><rt>かん</rt></ruby>"));
  EXPECT_TRUE(holds(html, "<mark>y</mark>"));
}

TEST(Feed, HasNotesAndLinksWithinThePostAsTextWithoutAPage) {
  const std::string html = feed_of("a[^1] [b](#c)\n\n## c\n\n[^1]: d\n", {});
  EXPECT_TRUE(holds(html, "<p>a<sup>1</sup> b</p>"));
}

TEST(Feed, TakesAddressesAndSizesThatItIsGiven) {
  const std::string html =
      feed_of("[a](b) ![c](d)\n",
              {"https://a.example/one/",
               {{"b", "https://a.example/b/", 0, 0}, {"d", "https://a.example/d.png", 900, 600}}});
  EXPECT_TRUE(holds(html, "href=\"https://a.example/b/\""));
  EXPECT_TRUE(
      holds(html, "src=\"https://a.example/d.png\" alt=\"c\" width=\"900\" height=\"600\""));
}

TEST(Feed, RunsNothing) {
  RenderOptions options;
  options.profile = Profile::kCommonMark;
  const std::string html = feed_of(
      "[a](javascript:x) ![b](javascript:y) ![c](data:text/html,z) <javascript:w> "
      "<a href=\"JaVa&#9;script:v\">d</a>\n",
      {}, options);
  EXPECT_FALSE(holds(html, "href"));
  EXPECT_FALSE(holds(html, "src"));
}

struct Answer {
  std::uint32_t status;
  std::vector<std::string> texts;
  nlohmann::json json;
};

Answer answer(std::string_view settings, std::string_view source = kPost,
              const broadsheet_render_options* options = nullptr) {
  broadsheet_reply* const reply =
      broadsheet_render_sent(source.data(), static_cast<std::uint32_t>(source.size()), options,
                             settings.data(), static_cast<std::uint32_t>(settings.size()));
  Answer answer{reply->status,
                {},
                nlohmann::json::parse(std::string(broadsheet_reply_json(reply), reply->json_size))};
  const std::string_view primary(broadsheet_reply_primary(reply), reply->primary_size);
  for (std::size_t at = 0; at < primary.size();) {
    const std::size_t end = primary.find('\0', at);
    answer.texts.emplace_back(primary.substr(at, end - at));
    at = end + 1;
  }
  broadsheet_reply_free(reply);
  return answer;
}

TEST(SentInC, AnswersWithFiveTexts) {
  const Answer all = answer(
      R"({"mail":{"name":"信","addresses":[{"url":"a","width":3}]},"wechat":{"theme":"banner"},"feed":{}})");
  ASSERT_EQ(all.status, BROADSHEET_OK);
  ASSERT_EQ(all.texts.size(), 5U);
  EXPECT_TRUE(holds(all.texts[0], "<h2 id="));
  EXPECT_TRUE(holds(all.texts[1], "信"));
  EXPECT_TRUE(holds(all.texts[2], "正文"));
  EXPECT_TRUE(holds(all.texts[3], "text-align:center"));
  EXPECT_TRUE(holds(all.texts[4], "<h2>节</h2>"));
  EXPECT_EQ(all.json["data"]["title"], "春天");
  EXPECT_EQ(all.json["mail"]["subject"], "春天");
  EXPECT_GT(all.json["wechat"]["characters"], 1);

  const Answer none = answer("");
  EXPECT_EQ(none.texts[0], all.texts[0]);
  EXPECT_EQ(none.texts[1] + none.texts[2] + none.texts[3] + none.texts[4], "");
  EXPECT_FALSE(none.json.contains("mail"));
}

TEST(SentInC, EndsNoTextEarly) {
  const Answer all = answer(R"({"mail":{"footer":"a\u0000b"}})", "---\ntitle: \"a\\0b\"\n---\n");
  EXPECT_EQ(all.texts.size(), 5U);
  EXPECT_TRUE(holds(all.texts[1],
                    "a\xEF\xBF\xBD"
                    "b"));
}

TEST(SentInC, RefusesOtherSettings) {
  for (const std::string_view wrong :
       {"[]", "{", R"({"mail":1})", R"({"mail":{"name":1}})", R"({"mail":{"addresses":[1]}})",
        R"({"mail":{"mostBytes":-1}})", R"({"wechat":{"theme":"x"}})", R"({"wechat":{"accent":1}})",
        R"({"feed":[]})", R"({"feed":{"url":1}})"}) {
    const Answer refused = answer(wrong);
    EXPECT_EQ(refused.status, BROADSHEET_INVALID_ARGUMENT) << wrong;
    EXPECT_EQ(refused.json["code"], "settings-unreadable") << wrong;
  }
}

}  // namespace
}  // namespace broadsheet
