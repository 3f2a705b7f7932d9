#include "html/raw_html.h"

#include <gtest/gtest.h>

namespace broadsheet::html {
namespace {

TEST(RawHtml, KnowsComments) {
  EXPECT_TRUE(ends_comment("<!-- x -->"));
  EXPECT_TRUE(ends_comment("<!-->"));
  EXPECT_TRUE(ends_comment("<!--->"));
  EXPECT_FALSE(ends_comment("<!-- x"));
  EXPECT_EQ(without_leading_comment(" <!-- a --> b"), " b");
  EXPECT_EQ(without_leading_comment("<!-->b"), "b");
  EXPECT_EQ(without_leading_comment("<!-- a"), "");
  EXPECT_EQ(without_leading_comment("<b>"), "<b>");
}

TEST(RawHtml, KnowsSummaryDividers) {
  for (const char* divider :
       {"<!--more-->", "<!-- More -->", "<!--excerpt-->\n", "<!--truncate-->"}) {
    EXPECT_TRUE(is_summary_divider(divider)) << divider;
  }
  for (const char* other : {"<!--moreover-->", "<!-- -->", "<!-->", "more", "<b>more</b>"}) {
    EXPECT_FALSE(is_summary_divider(other)) << other;
  }
}

TEST(RawHtml, KnowsLineBreaks) {
  for (const char* tag : {"<br>", "<BR/>", "<br />"}) {
    EXPECT_TRUE(is_line_break(tag)) << tag;
  }
  EXPECT_FALSE(is_line_break("<brx>"));
  EXPECT_FALSE(is_line_break("<b>"));
}

TEST(RawHtml, HasTextBetweenItsTags) {
  EXPECT_EQ(text_of("<div class=\"a\">x <b>y</b></div>"), "x y");
  EXPECT_EQ(text_of("a < b"), "a < b");
  EXPECT_EQ(text_of("<a <a <a"), "<a <a <a");
}

}  // namespace
}  // namespace broadsheet::html
