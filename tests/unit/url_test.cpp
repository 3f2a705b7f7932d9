#include "html/url.h"

#include <gtest/gtest.h>

namespace broadsheet::html {
namespace {

TEST(Url, SchemeIsReadAsBrowsersDo) {
  EXPECT_EQ(scheme_of("HTTPS://e.org"), "https");
  EXPECT_EQ(scheme_of(" \x01javascript:x"), "javascript");
  EXPECT_EQ(scheme_of("java\nscr\tipt:x"), "javascript");
  EXPECT_EQ(scheme_of("/a:b"), "");
  EXPECT_EQ(scheme_of("a/b:c"), "");
  EXPECT_EQ(scheme_of("1a:b"), "");
  EXPECT_EQ(scheme_of(""), "");
  EXPECT_EQ(scheme_of("web+x.y-z:b"), "web+x.y-z");
}

TEST(Url, OnlyKnownSchemesAreClickable) {
  for (const char* url : {"http://e.org", "https://e.org", "mailto:a@e.org", "tel:+1", "/a", "a.md",
                          "#x", "?q", "//e.org/x", ""}) {
    EXPECT_TRUE(may_link(url)) << url;
  }
  for (const char* url : {"javascript:alert(1)", "JaVaScRiPt:x", "data:text/html,x", "vbscript:x",
                          "file:///etc", "\tjavascript:x", "hhttps://e.org", "java\rscript:x"}) {
    EXPECT_FALSE(may_link(url)) << url;
  }
  EXPECT_TRUE(may_load_image("https://e.org/a.png"));
  EXPECT_TRUE(may_load_image("a.png"));
  EXPECT_FALSE(may_load_image("data:image/svg+xml,x"));
  EXPECT_FALSE(may_load_image("mailto:x"));
}

// The normal examples of RFC 3986, section 5.4.1, and the abnormal ones of 5.4.2.
TEST(Url, ResolvesAsTheRfcShows) {
  const auto resolved = [](const char* url) { return resolve(url, "http://a/b/c/d;p?q"); };
  EXPECT_EQ(resolved("g:h"), "g:h");
  EXPECT_EQ(resolved("g"), "http://a/b/c/g");
  EXPECT_EQ(resolved("./g"), "http://a/b/c/g");
  EXPECT_EQ(resolved("g/"), "http://a/b/c/g/");
  EXPECT_EQ(resolved("/g"), "http://a/g");
  EXPECT_EQ(resolved("//g"), "http://g");
  EXPECT_EQ(resolved("?y"), "http://a/b/c/d;p?y");
  EXPECT_EQ(resolved("g?y"), "http://a/b/c/g?y");
  EXPECT_EQ(resolved("g#s"), "http://a/b/c/g#s");
  EXPECT_EQ(resolved("g?y#s"), "http://a/b/c/g?y#s");
  EXPECT_EQ(resolved(";x"), "http://a/b/c/;x");
  EXPECT_EQ(resolved("."), "http://a/b/c/");
  EXPECT_EQ(resolved(".."), "http://a/b/");
  EXPECT_EQ(resolved("../g"), "http://a/b/g");
  EXPECT_EQ(resolved("../.."), "http://a/");
  EXPECT_EQ(resolved("../../../g"), "http://a/g");
  EXPECT_EQ(resolved("/../g"), "http://a/g");
  EXPECT_EQ(resolved("g/./h"), "http://a/b/c/g/h");
  EXPECT_EQ(resolved("g/../h"), "http://a/b/c/h");
  EXPECT_EQ(resolved("g;x=1/../y"), "http://a/b/c/y");
}

TEST(Url, ResolvesAgainstPaths) {
  EXPECT_EQ(resolve("x.png", "/posts/a/index.md"), "/posts/a/x.png");
  EXPECT_EQ(resolve("../x.png", "posts/a/index.md"), "posts/x.png");
  EXPECT_EQ(resolve("x.png", "https://e.org"), "https://e.org/x.png");
  EXPECT_EQ(resolve("/x.png", "posts/a.md"), "/x.png");
  EXPECT_EQ(resolve("#part", "/posts/a.md"), "#part");
  EXPECT_EQ(resolve("", "/posts/a.md"), "");
  EXPECT_EQ(resolve("a/b.md", ""), "a/b.md");
}

}  // namespace
}  // namespace broadsheet::html
