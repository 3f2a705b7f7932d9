#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "broadsheet/render.h"
#include "extra_field.h"

namespace broadsheet {
namespace {

constexpr const char* kHostile[] = {
    "javascript:alert(1)",      " JaVaScRiPt:x",     "\"java\\tscript:x\"",
    "\"\\x01javascript:x\"",    "vbscript:x",        "data:text/html,x",
    "data:image/svg+xml,<svg>", "[x](javascript:y)", "\xE3\x80\x80javascript:x",
    "file:///etc/passwd"};

std::size_t findings(const Post& post, std::string_view code) {
  return static_cast<std::size_t>(
      std::count_if(post.diagnostics.begin(), post.diagnostics.end(),
                    [&](const Diagnostic& diagnostic) { return diagnostic.code == code; }));
}

TEST(FrontMatterAddresses, ThatHtmlWouldNotFollowAreLeftOut) {
  for (const std::string hostile : kHostile) {
    for (const std::string key :
         {"cover", "Cover", "authorLink", "author_url", "aliases", "alias"}) {
      const Post post = render_post("---\ntitle: T\n" + key + ": " + hostile + "\n---\nbody\n");
      EXPECT_FALSE(post.data.cover) << key << hostile;
      EXPECT_FALSE(post.data.author_link) << key << hostile;
      EXPECT_TRUE(post.data.aliases.empty()) << key << hostile;
      EXPECT_EQ(post.data.title, "T");
      ASSERT_EQ(findings(post, "link-scheme") + findings(post, "image-scheme"), 1U)
          << key << hostile;
      EXPECT_EQ(post.diagnostics.front().line, 3U);
    }
    for (const std::string key : {"image",
                                  "images",
                                  "featured_image",
                                  "featuredImage",
                                  "featured-images",
                                  "thumbnail",
                                  "coverImage",
                                  "coverURL",
                                  "cover_url",
                                  "banner",
                                  "siteLogo",
                                  "og_image",
                                  "url",
                                  "permalink",
                                  "canonicalURL",
                                  "canonical",
                                  "link",
                                  "external-link",
                                  "redirect_to",
                                  "redirect_from",
                                  "website",
                                  "avatar",
                                  "video"}) {
      const Post post = render_post("---\n" + key + ": " + hostile + "\n---\nbody\n");
      EXPECT_EQ(extra(post, key), "(missing)") << hostile;
      EXPECT_EQ(findings(post, "link-scheme") + findings(post, "image-scheme"), 1U)
          << key << hostile;
    }
  }
}

TEST(FrontMatterAddresses, AreNamedAsTheyWereWritten) {
  const Post post = render_post("---\ncover: javascript:alert(1)\n---\n");
  ASSERT_EQ(post.diagnostics.size(), 1U);
  EXPECT_EQ(
      post.diagnostics[0].message,
      "`cover`: the address `javascript:alert(1)` is left out: its scheme is not http or https");
  EXPECT_EQ(post.diagnostics[0].line, 2U);
  EXPECT_EQ(post.diagnostics[0].column, 8U);
}

TEST(FrontMatterAddresses, InListsAndMapsLeaveTheRest) {
  const Post post = render_post(
      "---\n"
      "images: [a.png, 'javascript:x', {src: 'data:text/html,x', alt: 'JavaScript: b'}]\n"
      "cover: {image: 'vbscript:x', alt: c}\n"
      "params: {hero: {image: 'javascript:y', text: 'Note: d'}}\n"
      "links:\n  - name: 'Home: e'\n    url: 'javascript:z'\n  - github: 'javascript:w'\n"
      "---\n");
  EXPECT_EQ(extra(post, "images"), R"(["a.png",{"alt":"JavaScript: b"}])");
  EXPECT_EQ(post.data.cover, "a.png");  // The first of the images, which is a harmless one.
  EXPECT_EQ(extra(post, "params"), R"({"hero":{"text":"Note: d"}})");
  EXPECT_EQ(extra(post, "links"), R"([{"name":"Home: e"},{}])");
}

TEST(FrontMatterAddresses, OfEveryDialectAreRead) {
  for (const std::string source :
       {"+++\ncover = \"javascript:x\"\nimage = \"javascript:x\"\n+++\n",
        "{\n\"cover\": \"javascript:x\",\n\"image\": \"javascript:x\"\n}\n",
        "Title: T\nCover: javascript:x\nImage: javascript:x\n\nbody\n",
        "---\nbad: [\ncover: javascript:x\nimage: javascript:x\n---\n"}) {
    const Post post = render_post(source);
    EXPECT_FALSE(post.data.cover) << source;
    EXPECT_EQ(extra(post, "image") + extra(post, "Image"), "(missing)(missing)") << source;
    EXPECT_EQ(findings(post, "image-scheme"), 2U) << source;
  }
}

TEST(FrontMatterAddresses, ThatAreHarmlessStay) {
  const Post post = render_post(
      "---\n"
      "cover: data:image/png;base64,iVBO\n"
      "authorlink: mailto:a@b.c\n"
      "image: //e.org/a.png\n"
      "url: /a:b/\n"
      "subtitle: 'JavaScript: The Good Parts'\n"
      "link_title: 'Data: x'\n"
      "lexicon: 'Word: meaning'\n"
      "---\n");
  EXPECT_EQ(post.data.cover, "data:image/png;base64,iVBO");
  EXPECT_EQ(post.data.author_link, "mailto:a@b.c");
  EXPECT_EQ(extra(post, "image"), "\"//e.org/a.png\"");
  EXPECT_EQ(extra(post, "url"), "\"/a:b/\"");
  EXPECT_EQ(extra(post, "subtitle"), "\"JavaScript: The Good Parts\"");
  EXPECT_EQ(extra(post, "link_title"), "\"Data: x\"");
  EXPECT_EQ(extra(post, "lexicon"), "\"Word: meaning\"");
  EXPECT_TRUE(post.diagnostics.empty());
}

TEST(FrontMatterAddresses, PassWhereRawHtmlPasses) {
  RenderOptions options;
  options.html = RawHtml::kPass;
  const Post post = render_post("---\ncover: javascript:x\nimage: data:x\n---\n", options);
  EXPECT_EQ(post.data.cover, "javascript:x");
  EXPECT_EQ(extra(post, "image"), "\"data:x\"");
}

TEST(Lists, HoldWhatTheHtmlFollows) {
  const std::string source =
      "[a](javascript:b) ![c](javascript:d) [e](data:text/html,f) <vbscript:g> [h](i) ![j](k)\n"
      "<a href=\"javascript:l\">m</a> <img src=\"data:text/html,n\" alt=o>\n"
      "[p][q] ![r](data:image/png;base64,s)\n\n[q]: javascript:t\n";
  const Post post = render_post(source);
  ASSERT_EQ(post.links.size(), 1U);
  EXPECT_EQ(post.links[0].url, "i");
  ASSERT_EQ(post.images.size(), 2U);
  EXPECT_EQ(post.images[0].url, "k");
  EXPECT_EQ(post.images[1].url, "data:image/png;base64,s");
  EXPECT_EQ(findings(post, "link-scheme"), 5U);
  EXPECT_EQ(findings(post, "image-scheme"), 2U);
  RenderOptions options;
  options.profile = Profile::kCommonMark;
  EXPECT_EQ(render_post("[a](javascript:b)", options).links.at(0).url, "javascript:b");
}

}  // namespace
}  // namespace broadsheet
