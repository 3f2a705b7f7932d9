#include "front_matter/file_name.h"

#include <gtest/gtest.h>

namespace broadsheet::front_matter {
namespace {

TEST(FileName, OfJekyllHoldsDateAndSlug) {
  const FileName name = read_file_name("_posts/2016-05-26-issue-25.md");
  EXPECT_EQ(name.date, "2016-05-26");
  EXPECT_EQ(name.slug, "issue-25");
  EXPECT_EQ(name.title, "Issue 25");
}

TEST(FileName, OfAMonthIsItsFirstDay) {
  const FileName name = read_file_name("letters/2020-02.md");
  EXPECT_EQ(name.date, "2020-02-01");
  EXPECT_EQ(name.title, "2020-02");
  EXPECT_EQ(read_file_name("2020-13.md").date, std::nullopt);
  EXPECT_EQ(read_file_name("1234-56.md").date, std::nullopt);
}

TEST(FileName, OfADateAloneIsItsTitle) {
  const FileName name = read_file_name("2021-01-02.md");
  EXPECT_EQ(name.date, "2021-01-02");
  EXPECT_FALSE(name.slug);
  EXPECT_EQ(name.title, "2021-01-02");
}

TEST(FileName, BecomesATitleInWords) {
  EXPECT_EQ(read_file_name("2019/issue-172.markdown").title, "Issue 172");
  EXPECT_EQ(read_file_name("my_post/index.md").title, "My post");
  EXPECT_EQ(read_file_name("第-12-期.md").title, "第 12 期");
  EXPECT_EQ(read_file_name("index.md").title, "Index");
  EXPECT_EQ(read_file_name("").title, "");
}

TEST(FileName, WithADateThatDoesNotExistHasNone) {
  const FileName name = read_file_name("2021-02-30-x.md");
  EXPECT_FALSE(name.date);
  EXPECT_FALSE(name.slug);
}

}  // namespace
}  // namespace broadsheet::front_matter
