#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "broadsheet/render.h"

namespace broadsheet {
namespace {

std::string html(std::string_view source, const RenderOptions& options = {}) {
  return render_post(source, options).html;
}

TEST(Links, WithUnknownSchemesAreNotClickable) {
  const Post post = render_post("line\n\nsee [x](javascript:alert(1)) and <vbscript:x>\n");
  EXPECT_EQ(post.html.find("<a"), std::string::npos);
  ASSERT_EQ(post.diagnostics.size(), 2U);
  EXPECT_EQ(post.diagnostics[0].code, "link-scheme");
  EXPECT_EQ(post.diagnostics[0].line, 3U);
  EXPECT_EQ(post.diagnostics[0].column, 9U);
}

TEST(Links, DisguisesDoNotHelp) {
  for (const char* link :
       {"[x](javascript&colon;alert(1))", "[x](<java&Tab;script:x>)", "[x](&#x6A;avascript:x)",
        "[x]( JAVASCRIPT:x )", "[x](data:text/html,x)"}) {
    EXPECT_EQ(html(link).find("href"), std::string::npos) << link;
  }
  EXPECT_EQ(html("![x](javascript:x)"), "<p>x</p>\n");
}

TEST(Links, PassWhereRawHtmlPasses) {
  RenderOptions options;
  options.profile = Profile::kCommonMark;
  EXPECT_EQ(html("[x](made-up:y)", options), "<p><a href=\"made-up:y\">x</a></p>\n");
}

TEST(Links, AreListedWithTheirSection) {
  const Post post = render_post(
      "[a](/a) ![i](b.png \"t\")\n\n## S 一\n\n[**b** c](x) [![alt](i.png)](y) https://e.org\n");
  ASSERT_EQ(post.links.size(), 4U);
  EXPECT_EQ(post.links[0].url, "/a");
  EXPECT_EQ(post.links[0].section, "");
  EXPECT_EQ(post.links[1].text, "b c");
  EXPECT_EQ(post.links[1].section, "s-一");
  EXPECT_EQ(post.links[2].text, "alt");
  EXPECT_EQ(post.links[3].url, "https://e.org");
  ASSERT_EQ(post.images.size(), 2U);
  EXPECT_EQ(post.images[0].alt, "i");
  EXPECT_EQ(post.images[0].title, "t");
  EXPECT_EQ(post.images[1].section, "s-一");
}

TEST(Links, OfAHeadingStandInItsSection) {
  const Post post = render_post("# One\n\n[a](a)\n\n## [T](t) ![i](i)\n\n**[b](b)**\n");
  ASSERT_EQ(post.links.size(), 3U);
  EXPECT_EQ(post.links[0].section, "one");
  EXPECT_EQ(post.links[1].section, "t-");
  EXPECT_EQ(post.links[2].section, "b");
  EXPECT_EQ(post.images.at(0).section, "t-");
}

TEST(Links, DoNotNest) {
  const Post post = render_post("[https://e.org](https://e.org/)\n");
  EXPECT_EQ(post.html, "<p><a href=\"https://e.org/\">https://e.org</a></p>\n");
  ASSERT_EQ(post.links.size(), 1U);
  EXPECT_EQ(post.links[0].url, "https://e.org/");
  EXPECT_EQ(post.links[0].text, "https://e.org");
}

TEST(Links, BehindWhatIsNoAutolinkAreFound) {
  for (const Profile profile : {Profile::kNewsletter, Profile::kCommonMark}) {
    for (const RawHtml html : {RawHtml::kEscape, RawHtml::kPass, RawHtml::kSanitize}) {
      for (const char* gap : {"\n", " ", "\t", "\x1F", "1", "\n> ", "\r\n"}) {
        RenderOptions options;
        options.profile = profile;
        options.html = html;
        const std::string source = "> a <" + std::string(gap) + "https://e.org> b [c](d)\n\n[e](f)";
        const Post post = render_post(source, options);
        ASSERT_GE(post.links.size(), 2U) << source;
        EXPECT_EQ(post.links[post.links.size() - 2].url, "d") << source;
        EXPECT_EQ(post.links.back().url, "f") << source;
        EXPECT_EQ(post.html.find("href=\"%"), std::string::npos) << post.html;
      }
    }
  }
}

TEST(Links, ResolveAgainstTheBase) {
  RenderOptions options;
  options.base = "/posts/2020/a/index.md";
  const Post post = render_post("[x](../b.md#s) [y](#here) ![z](z.png)\n", options);
  EXPECT_NE(post.html.find("href=\"/posts/2020/b.md#s\""), std::string::npos);
  EXPECT_NE(post.html.find("href=\"#here\""), std::string::npos);
  EXPECT_NE(post.html.find("src=\"/posts/2020/a/z.png\""), std::string::npos);
  EXPECT_EQ(post.links[0].url, "/posts/2020/b.md#s");
  EXPECT_EQ(post.images[0].url, "/posts/2020/a/z.png");
}

RenderOptions with(RawHtml policy) {
  RenderOptions options;
  options.html = policy;
  return options;
}

TEST(RawHtml, IsTextWhenAskedTo) {
  const RenderOptions escape = with(RawHtml::kEscape);
  EXPECT_EQ(html("a <b onclick=\"x\">c</b>\n", escape),
            "<p>a &lt;b onclick=&quot;x&quot;&gt;c&lt;/b&gt;</p>\n");
  EXPECT_EQ(html("<script>\nalert(1)\n</script>\n", escape),
            "<p>&lt;script&gt;\nalert(1)\n&lt;/script&gt;</p>\n");
  const Post post = render_post("x <i>y</i> <i>z</i>", escape);
  ASSERT_EQ(post.diagnostics.size(), 1U) << "one is enough";
  EXPECT_EQ(post.diagnostics[0].code, "raw-html");
  EXPECT_EQ(post.diagnostics[0].column, 3U);
  EXPECT_EQ(post.text, "x y z");
}

TEST(RawHtml, BlockIsNamedByItsFirstLine) {
  const Post post = render_post("para\n\n<div>\nfoo\nbar\n</div>\n", with(RawHtml::kEscape));
  ASSERT_EQ(post.diagnostics.size(), 1U);
  EXPECT_EQ(post.diagnostics[0].line, 3U);
}

TEST(RawHtml, CommentsAreDropped) {
  for (const RawHtml policy : {RawHtml::kEscape, RawHtml::kSanitize}) {
    EXPECT_EQ(html("a<!-- b\nc -->d\n", with(policy)), "<p>ad</p>\n");
    EXPECT_EQ(html("<!-- a\n\nb -->\n\nc\n", with(policy)), "<p>c</p>\n");
    EXPECT_EQ(html("<!-- a --> b\n", with(policy)), "<p>b</p>\n");
    EXPECT_TRUE(render_post("<!-- a -->\n", with(policy)).diagnostics.empty());
    EXPECT_TRUE(render_post("a <!-- x\ny --> b\n", with(policy)).diagnostics.empty());
  }
}

TEST(RawHtml, InImageLabelsIsText) {
  for (const RawHtml policy : {RawHtml::kEscape, RawHtml::kSanitize, RawHtml::kPass}) {
    EXPECT_EQ(
        html("![<b title=\" onerror=alert(1) \">](x)", with(policy)).find("onerror=alert(1) \">"),
        std::string::npos);
  }
  EXPECT_EQ(
      html("![a <b title=\"\n onerror=alert(1) \">b</b> List<T> <!-- c -->](x)"),
      "<p><img src=\"x\" alt=\"a b List&lt;T&gt; \" loading=\"lazy\" decoding=\"async\"></p>\n");
}

TEST(RawHtml, NullCharactersAreReplaced) {
  const std::string null(1, '\0');
  EXPECT_EQ(html("a" + null + "b\n\n<b title=\"c" + null + "d\">e</b>\n\n<p>f" + null + "g</p>\n"),
            "<p>a\xEF\xBF\xBD"
            "b</p>\n<p><b title=\"c\xEF\xBF\xBD"
            "d\">e</b></p>\n"
            "<p>f\xEF\xBF\xBDg</p>\n");
}

TEST(RawHtml, MarkdownThatBeginsInWhatIsLeftOutEndsUnseen) {
  EXPECT_EQ(html("a <style>*b</style> c* d"), "<p>a  c d</p>\n");
  EXPECT_EQ(html("*a <style>b* c</style> d"), "<p><em>a </em> c d</p>\n");
}

TEST(RawHtml, PassesWhenAskedTo) {
  RenderOptions options;
  options.html = RawHtml::kPass;
  EXPECT_EQ(html("<div>\n*a*\n</div>\n", options), "<div>\n*a*\n</div>\n");
  EXPECT_TRUE(render_post("<i>x</i>", options).diagnostics.empty());
}

TEST(Images, AreLazyAndKeepTheirReferrer) {
  EXPECT_EQ(html("![a](https://e.org/x.png)"),
            "<p><img src=\"https://e.org/x.png\" alt=\"a\" loading=\"lazy\" decoding=\"async\" "
            "referrerpolicy=\"no-referrer\"></p>\n");
  EXPECT_EQ(html("![a](x.png)"),
            "<p><img src=\"x.png\" alt=\"a\" loading=\"lazy\" decoding=\"async\"></p>\n");
}

TEST(Text, HasALineForEachBlock) {
  const Post post = render_post(
      "# H\n\npara *one*\nsame\n\n- a\n- b\n\n| x | y |\n|--|--|\n| 1 | 2 "
      "|\n\n```\ncode\nmore\n```\n");
  EXPECT_EQ(post.text, "H\npara one same\na\nb\nx y\n1 2\ncode\nmore\n");
}

TEST(Text, JoinsEastAsianLinesWithoutABlank) {
  EXPECT_EQ(render_post("中文\n中文\nabc\n中文，\n中").text, "中文中文 abc 中文，中");
}

TEST(Text, HoldsCharactersForEntities) {
  EXPECT_EQ(render_post("&copy; &#20013; &nosuch; a\\*b").text, "© 中 &nosuch; a*b");
}

TEST(Excerpt, IsTheFirstText) {
  EXPECT_EQ(render_post("# H\n\n**All bold**\n\nFirst *text*.\n\nSecond.\n").excerpt,
            "First text. Second.");
  EXPECT_EQ(render_post("- only\n- a list\n").excerpt, "only a list");
  EXPECT_EQ(render_post("").excerpt, "");
}

TEST(Excerpt, EndsAtTheDivider) {
  EXPECT_EQ(render_post("One.\n\nTwo.\n\n<!--more-->\n\nThree.\n").excerpt, "One. Two.");
  EXPECT_EQ(render_post("One. <!-- more --> Two.\n").excerpt, "One.");
}

TEST(Excerpt, IsCutAtABlank) {
  std::string words;
  for (int i = 0; i < 100; ++i) {
    words += "word ";
  }
  const std::string excerpt = render_post(words).excerpt;
  EXPECT_LE(excerpt.size(), 203U);
  EXPECT_EQ(excerpt.substr(excerpt.size() - 7), "word\xE2\x80\xA6");
  std::string chinese;
  for (int i = 0; i < 300; ++i) {
    chinese += "中";
  }
  EXPECT_EQ(render_post(chinese).excerpt.size(), 201U * 3);
}

TEST(Parts, AreNotMadeUnasked) {
  RenderOptions options;
  options.parts = {true, false, false};
  const Post post = render_post("---\ntitle: T\n---\n# H\n\n[x](y)\n", options);
  EXPECT_EQ(post.html, "<h2 id=\"h\">H</h2>\n<p><a href=\"y\">x</a></p>\n");
  EXPECT_TRUE(post.text.empty());
  EXPECT_TRUE(post.links.empty());
  EXPECT_EQ(post.words, 0U);
}

TEST(Emphasis, BesideChinesePunctuationIsBold) {
  EXPECT_EQ(html("**中文：**中文"), "<p><strong>中文：</strong>中文</p>\n");
  EXPECT_EQ(html("中文**「中文」**中文"), "<p>中文<strong>「中文」</strong>中文</p>\n");
  RenderOptions options;
  options.emphasis = Emphasis::kCommonMark;
  EXPECT_EQ(html("**中文：**中文", options), "<p>**中文：**中文</p>\n");
}

TEST(Emphasis, ThatStaysLiteralIsNamedWithItsPlace) {
  const char* source = "甲 **乙： **丙\n\n`**` \\*\\* a**b 丁**戊**\n\n    **\n\n[** x](y)\n";
  RenderOptions strict;
  strict.emphasis = Emphasis::kCjk;
  const Post post = render_post(source, strict);
  ASSERT_EQ(post.diagnostics.size(), 4U);
  const std::pair<std::uint32_t, std::uint32_t> places[] = {{1, 3}, {1, 8}, {3, 20}, {7, 2}};
  for (std::size_t i = 0; i < 4; ++i) {
    EXPECT_EQ(post.diagnostics[i].code, "literal-emphasis");
    EXPECT_EQ(std::pair(post.diagnostics[i].line, post.diagnostics[i].column), places[i]) << i;
  }
  EXPECT_EQ(render_post(source).diagnostics.size(), 2U);
}

TEST(Emphasis, ThatIsEscapedIsMeantLiterally) {
  EXPECT_TRUE(render_post("\\*, \\** and \\***\n").diagnostics.empty());
  EXPECT_EQ(render_post("\\\\** b\n").diagnostics.size(), 1U);
}

TEST(Emphasis, OfEnglishPostsIsTheSameInAllModes) {
  const std::string source =
      "**A: **b ** c ** 2**3**4 **A:****B** ~~a~~b. "
      "The names of newsletters from China may well have the characters of their language, "
      "such as 周报.\n";
  const std::string expected = html(source);
  for (const Emphasis emphasis : {Emphasis::kCommonMark, Emphasis::kCjk, Emphasis::kLenient}) {
    RenderOptions options;
    options.emphasis = emphasis;
    EXPECT_EQ(html(source, options), expected);
  }
}

TEST(Autolinks, GrowLinearly) {
  for (const char* piece : {"a@", "a.b@c.", "http://", "http://a.", "https://a/(", "www.", "&amp;",
                            "http://a/&", "_a_@b.c", "http://\xE4\xB8\xAD.", "xmpp:", "a@b.c/"}) {
    std::string source;
    while (source.size() < 200'000) {
      source += piece;
    }
    EXPECT_FALSE(html(source).empty()) << piece;
  }
}

TEST(Footnotes, AreNamedWhereTheyAreWrong) {
  const Post post = render_post("---\na: b\n---\nA[^x]\n\n中[^2]\n\n[^1]: a [b](c:d)\n[^1]: e\n");
  ASSERT_EQ(post.diagnostics.size(), 6U);
  const auto found = [&](std::size_t i) {
    const Diagnostic& diagnostic = post.diagnostics[i];
    return diagnostic.code + ' ' + std::to_string(diagnostic.line) + ':' +
           std::to_string(diagnostic.column);
  };
  EXPECT_EQ(found(0), "footnote-duplicate 9:1");
  EXPECT_EQ(found(1), "footnote-undefined 4:2");
  EXPECT_EQ(found(2), "footnote-undefined 6:2");
  EXPECT_EQ(found(3), "link-scheme 8:13");
  EXPECT_EQ(found(4), "footnote-unused 8:1");
  EXPECT_EQ(found(5), "footnote-unused 9:1");
}

TEST(Footnotes, AreNotMissedInSetsOfCharacters) {
  EXPECT_TRUE(render_post("all but [^a-z]\n").diagnostics.empty());
  EXPECT_EQ(render_post("said so[^1]\n").diagnostics.size(), 1U);
}

TEST(Footnotes, AreTextAndLinksOfThePost) {
  const Post post = render_post("# H\n\nA[^1].\n\n[^1]: B [c](d)\n\nE ![f](g)\n");
  EXPECT_EQ(post.text, "H\nA.\nE \nB c");
  ASSERT_EQ(post.links.size(), 1U);
  EXPECT_EQ(post.links[0].url, "d");
  EXPECT_EQ(post.images.size(), 1U);
  EXPECT_EQ(post.excerpt, "A. E");
  EXPECT_EQ(post.words, 5U);
  RenderOptions options;
  options.parts.html = false;
  EXPECT_EQ(render_post("A[^1]\n\n[^1]: B\n", options).text, "A\nB");
}

TEST(Footnotes, LoseNothing) {
  // A comment or code that stays open would swallow what stands behind it.
  for (const char* source : {"A[^1]\n\n[^1]: note\n\n```\ncode\n", "[^1]: note\n\n<!-- open\n",
                             "[^1]: note\n\n<script>\n", "[^1]: a\n***\n[^2]: note\n",
                             "[^1]: <div>\nnote\n", "[^1]: - a\n  note\n", "[^1]:\n\n    note\n"}) {
    EXPECT_NE(html(source).find("note"), std::string::npos) << source;
  }
}

TEST(Footnotes, GrowLinearly) {
  for (const char* piece : {"[^1]", "[^", "[^1]: a\n", "[^1]:\n    ", "[^1]: [^1]\n\n",
                            "a[^1]\n```\n", "> [!NOTE]\n> a\n\n", "> [!", "![a](b 'c')\n\n"}) {
    std::string source = "[^1]: x\n\n";
    while (source.size() < 200'000) {
      source += piece;
    }
    EXPECT_FALSE(html(source).empty()) << piece;
  }
}

TEST(Shortcodes, AreNamedWithTheirPlace) {
  const Post post = render_post(
      "---\na: b\n---\n中 {{ x }}\n\n[a]({{ y }})\n\n{% highlight c %}\n{% endhighlight %}\n\n"
      "文 **中 {{< youtube >}} [b](c:d)\n\n[^1]: e {% f %}\n");
  ASSERT_EQ(post.diagnostics.size(), 7U);
  const auto found = [&](std::size_t i) {
    const Diagnostic& diagnostic = post.diagnostics[i];
    return diagnostic.code + ' ' + std::to_string(diagnostic.line) + ':' +
           std::to_string(diagnostic.column);
  };
  EXPECT_EQ(found(0), "shortcode 4:3");
  EXPECT_EQ(found(1), "shortcode 6:5");
  EXPECT_EQ(found(2), "literal-emphasis 11:3");
  EXPECT_EQ(found(3), "shortcode 11:7");
  EXPECT_EQ(found(4), "link-scheme 11:27");
  EXPECT_EQ(found(5), "shortcode 13:9");
  EXPECT_EQ(found(6), "footnote-unused 13:1");
}

TEST(Shortcodes, AreTextLinksAndImagesOfThePost) {
  const Post post = render_post(
      "{{< figure src=a.png caption=C >}}\n\nA {% include b %} {{< youtube abc title=\"T\" >}}.\n\n"
      "{% highlight c %}\nint d;\n{% endhighlight %}\n");
  EXPECT_EQ(post.text, "C\nA  YouTube: T.\nint d;");
  ASSERT_EQ(post.links.size(), 1U);
  EXPECT_EQ(post.links[0].text, "YouTube: T");
  ASSERT_EQ(post.images.size(), 1U);
  EXPECT_EQ(post.images[0].alt, "C");
  RenderOptions options;
  options.parts = {false, true, true};
  EXPECT_EQ(render_post("{{< figure src=a.png caption=C >}}\n", options).text, "C");
  EXPECT_EQ(
      render_post("{{< figure >}}\n").html,
      "<p><code class=\"shortcode\" data-shortcode=\"figure\">{{&lt; figure &gt;}}</code></p>\n");
}

TEST(Shortcodes, GrowLinearly) {
  for (const char* piece :
       {"{{", "{%", "{{a", "{{< a >}}", "{% a %}\n\n", "{% highlight a %}", "{% highlight a %}\n",
        "a {% highlight a %}\n", "{% raw %}", "{{< highlight a >}} ", "{{a}}[^1]", "[a]({{b}})",
        "{{< figure src=\"", "{{< figure src=a >}}\n", "$", "$a", "$$", "$$a$", "{{< x a=\"b\" "}) {
    std::string source = "[^1]: x\n\n";
    while (source.size() < 200'000) {
      source += piece;
    }
    source += "\n{% endhighlight %}{{< /highlight >}}";
    EXPECT_FALSE(html(source).empty()) << piece;
  }
}

TEST(Shortcodes, DoNotLookLikePlaceholders) {
  EXPECT_EQ(html("{{ x }} \xEF\xB7\x90"
                 "0\xEF\xB7\x91"),
            "<p>{{ x }} \xEF\xB7\x90"
            "0\xEF\xB7\x91</p>\n");
}

TEST(PageLinks, BecomeAddressesOfPages) {
  RenderOptions options;
  options.base = "2021/b/index.md";
  options.page_links = "#/post/{path}?at={fragment}";
  EXPECT_EQ(html("[x](../2020/x.md#s) [y](y.png) [z](https://e.org/z.md) [h](#h)", options),
            "<p><a href=\"#/post/2021/2020/x?at=s\">x</a> <a href=\"2021/b/y.png\">y</a> "
            "<a href=\"https://e.org/z.md\">z</a> <a href=\"#h\">h</a></p>\n");
  options.page_links = "/{path}/";
  EXPECT_EQ(render_post("[x](/a/中.markdown?q#s)", options).links.at(0).url, "/a/中/?q#s");
  options.page_links = "{}{path";
  EXPECT_EQ(render_post("[x](a.md)", options).links.at(0).url, "{}{path");
}

TEST(PageLinks, AreTheSameInRawHtml) {
  RenderOptions options;
  options.base = "2021/b/index.md";
  options.page_links = "/post/{path}/";
  const Post post = render_post(
      "<a href=\"../2020/x.md#s\">x</a> <a href=\"y.png\">y</a> <a href=\"#h\">h</a>\n\n"
      "<img src=\"a.md\" alt=\"a\"> <iframe src=\"z.md\"></iframe>\n",
      options);
  EXPECT_NE(post.html.find("<a href=\"/post/2021/2020/x/#s\">x</a>"), std::string::npos);
  EXPECT_NE(post.html.find("<a href=\"2021/b/y.png\">y</a>"), std::string::npos);
  EXPECT_NE(post.html.find("<a href=\"#h\">h</a>"), std::string::npos);
  EXPECT_NE(post.html.find("<img src=\"2021/b/a.md\""), std::string::npos);
  EXPECT_NE(post.html.find("href=\"/post/2021/b/z/\""), std::string::npos);
  EXPECT_EQ(post.links.at(0).url, "/post/2021/2020/x/#s");
}

TEST(Encoding, OfTheFileIsNamedWhenItIsNotUtf8) {
  const Post post = render_post("ok\nb\xE4\xE4z\n");
  EXPECT_EQ(post.html, "<p>ok\nb\xEF\xBF\xBD\xEF\xBF\xBDz</p>\n");
  ASSERT_EQ(post.diagnostics.size(), 1U);
  EXPECT_EQ(post.diagnostics[0].code, "invalid-utf8");
  EXPECT_EQ(post.diagnostics[0].line, 2U);
  EXPECT_EQ(post.diagnostics[0].column, 2U);
}

TEST(Diagnostics, StandInOrderWithinALineAndBackwards) {
  const Post post = render_post("中[x](a:b) [y](c:d)\n\n[e]: f:g\n\n[e] [z](h:i)\n");
  ASSERT_EQ(post.diagnostics.size(), 4U);
  const auto place = [&](std::size_t i) {
    return std::pair(post.diagnostics[i].line, post.diagnostics[i].column);
  };
  EXPECT_EQ(place(0), std::pair(1U, 6U));
  EXPECT_EQ(place(1), std::pair(1U, 15U));
  EXPECT_EQ(place(2), std::pair(3U, 6U)) << "where the address is written";
  EXPECT_EQ(place(3), std::pair(5U, 9U));
}

TEST(Encoding, OfColumnsIsCharacters) {
  const Post post = render_post("中文 [x](made:up)\n");
  ASSERT_EQ(post.diagnostics.size(), 1U);
  EXPECT_EQ(post.diagnostics[0].column, 8U);
}

}  // namespace
}  // namespace broadsheet
