#include "catalog/post_table.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>
#include <string>
#include <vector>

#include "broadsheet/catalog.h"
#include "catalog/selection.h"
#include "search/format/columns.h"

namespace broadsheet::catalog {
namespace {

struct Given {
  DayNumber day = 0;
  std::string tag;
  bool draft = false;
};

/// Few different values, so that posts share rows and days.
std::vector<Given> some_posts(std::size_t count) {
  std::vector<Given> posts;
  std::uint32_t state = 1;
  const auto any = [&](std::uint32_t most) {
    return (state = state * 48271U % 0x7FFFFFFFU) % most;
  };
  while (posts.size() < count) {
    const auto day = static_cast<DayNumber>(any(4));
    const Given given{day == 0 ? 0 : day_number(2020 + day / 2, 1, 1 + any(2)),
                      "tag " + std::to_string(any(3)), any(5) == 0};
    posts.insert(posts.end(), 1 + any(4), given);
  }
  posts.resize(count);
  return posts;
}

PostTable table_of(const std::vector<Given>& posts) {
  PostTable table;
  PostTableBuilder builder(table);
  for (const Given& post : posts) {
    builder.add_term(builder.spelling_of(kTags, post.tag));
    builder.end_post(post.day, post.draft, false);
  }
  builder.finish();
  return table;
}

/// Every other post or so.
std::vector<std::uint32_t> some_of(const PostTable& table) {
  std::vector<std::uint32_t> posts;
  for (std::uint32_t post = 0; post < table.size(); post += 1 + post % 3) {
    posts.push_back(post);
  }
  return posts;
}

TEST(PostTable, PostsThatAreAlikeShareARow) {
  constexpr std::size_t kIssues = 100;
  constexpr std::size_t kLinks = 1'000;
  std::vector<Given> posts;
  for (std::size_t issue = 0; issue < kIssues; ++issue) {
    posts.insert(posts.end(), kLinks,
                 {day_number(2020, 1, 1 + static_cast<std::uint32_t>(issue % 28)), "tag", false});
  }
  const PostTable table = table_of(posts);
  EXPECT_EQ(table.size(), kIssues * kLinks);
  EXPECT_EQ(table.rows(), kIssues);
  for (std::uint32_t post = 0, from = 0; post < table.size(); post += 77) {
    EXPECT_EQ(table.row_of(post, from), post / kLinks);
    from = static_cast<std::uint32_t>(post / kLinks);
  }
}

TEST(PostTable, RowsDifferByDayDraftAndTerms) {
  const DayNumber day = day_number(2020, 1, 1);
  EXPECT_EQ(table_of({{day, "a", false}, {day, "a", false}}).rows(), 1U);
  EXPECT_EQ(table_of({{day, "a", false}, {day, "b", false}}).rows(), 2U);
  EXPECT_EQ(table_of({{day, "a", false}, {day, "a", true}}).rows(), 2U);
  EXPECT_EQ(table_of({{day, "a", false}, {0, "a", false}}).rows(), 2U);
}

TEST(PostTable, OrdersAsAStableSortByDayDoes) {
  const std::vector<Given> posts = some_posts(500);
  const PostTable table = table_of(posts);
  const std::vector<std::uint32_t> some = some_of(table);
  for (const Sort sort : {Sort::kNewest, Sort::kOldest, Sort::kTitle, Sort::kRelevance}) {
    std::vector<std::uint32_t> expected(some.size());
    std::iota(expected.begin(), expected.end(), 0U);
    const auto before = [&](std::uint32_t a, std::uint32_t b) {
      const DayNumber one = posts[some[a]].day;
      const DayNumber other = posts[some[b]].day;
      // Undated posts come last, whatever the direction.
      return one == 0 || other == 0  ? one != 0 && other == 0
             : sort == Sort::kOldest ? one < other
                                     : one > other;
    };
    if (sort != Sort::kTitle) {
      std::stable_sort(expected.begin(), expected.end(), before);
    }
    EXPECT_EQ(table.in_order(sort, some, 0, SIZE_MAX), expected);
    EXPECT_EQ(table.in_order(sort, some, 10, 25),
              std::vector<std::uint32_t>(expected.begin() + 10, expected.begin() + 25));
    EXPECT_TRUE(table.in_order(sort, some, some.size(), SIZE_MAX).empty());
  }
}

TEST(PostTable, KnowsEachPostsPlaceAmongTheNewest) {
  const PostTable table = table_of(some_posts(500));
  std::vector<std::uint32_t> all(table.size());
  std::iota(all.begin(), all.end(), 0U);
  const std::vector<std::uint32_t> order = table.in_order(Sort::kNewest, all, 0, SIZE_MAX);
  for (std::uint32_t place = 0; place < order.size(); ++place) {
    EXPECT_EQ(table.newest(place), order[place]);
    EXPECT_EQ(table.newness(order[place], table.row_of(order[place], 0)), place);
  }
}

TEST(PostTable, CountsAsAScanDoes) {
  const std::vector<Given> posts = some_posts(500);
  const PostTable table = table_of(posts);
  for (const bool drafts : {false, true}) {
    CatalogQuery query;
    query.tags = {"TAG 1", "tag 2"};
    query.from = "2020-01-02";
    query.drafts = drafts;
    std::vector<std::uint32_t> expected;
    std::vector<std::uint32_t> counts(3);
    for (const std::uint32_t post : some_of(table)) {
      const Given& given = posts[post];
      if (given.day < day_number(2020, 1, 2) || (given.draft && !drafts)) {
        continue;
      }
      ++counts[static_cast<std::size_t>(given.tag.back() - '0')];
      if (given.tag != "tag 0") {
        expected.push_back(post);
      }
    }
    std::vector<std::uint32_t> kept = some_of(table);
    const CatalogPage page = select(table, query, kept).value();
    EXPECT_EQ(kept, expected);
    EXPECT_EQ(page.total, expected.size());
    ASSERT_EQ(page.tags.size(), 3U);
    for (const Facet& facet : page.tags) {
      EXPECT_EQ(facet.count, counts[static_cast<std::size_t>(facet.value.back() - '0')]);
    }
  }
}

PostData data_of(const std::string& date, std::vector<std::string> tags) {
  PostData data;
  data.date = date;
  data.tags = std::move(tags);
  data.lang = "zh";
  return data;
}

TEST(PostTable, ReadsColumnsOfSeveralSegments) {
  search::ColumnsWriter one;
  one.add(data_of("2020-05-29", {"Mesh", "mesh", " "}), 10);
  one.add(data_of("2020-05-29", {"Mesh", "mesh", " "}), 20);
  search::ColumnsWriter two;
  two.add(data_of("2021-01-02", {"MESH"}), 30);
  two.add(data_of("", {}), 8);
  PostTable table;
  PostTableBuilder builder(table);
  std::string lengths;
  ASSERT_TRUE(search::read_columns(one.payload(), 2, builder, lengths));
  ASSERT_TRUE(search::read_columns(two.payload(), 2, builder, lengths));
  builder.finish();
  EXPECT_EQ(lengths.size(), 4U);
  EXPECT_EQ(table.rows(), 3U);
  std::vector<std::uint32_t> posts = {0, 1, 2, 3};
  const CatalogPage page = select(table, {}, posts).value();
  ASSERT_EQ(page.tags.size(), 1U);
  EXPECT_EQ(page.tags[0].value, "Mesh");
  EXPECT_EQ(page.tags[0].count, 3U);
  ASSERT_EQ(page.years.size(), 2U);
  EXPECT_EQ(page.years[0].value, "2021");
  EXPECT_EQ(page.langs.at(0).count, 4U);
  EXPECT_EQ(table.in_order(Sort::kOldest, posts, 0, 4), (std::vector<std::uint32_t>{0, 1, 2, 3}));
  EXPECT_EQ(table.in_order(Sort::kNewest, posts, 0, 4), (std::vector<std::uint32_t>{2, 0, 1, 3}));
}

TEST(PostTable, RefusesColumnsThatAreNone) {
  search::ColumnsWriter writer;
  writer.add(data_of("2020-05-29", {"a"}), 10);
  writer.add(data_of("2021-05-29", {"b"}), 20);
  const std::string payload = writer.payload();
  const auto reads = [](std::string_view bytes, std::uint32_t count) {
    PostTable table;
    PostTableBuilder builder(table);
    std::string lengths;
    return search::read_columns(bytes, count, builder, lengths);
  };
  EXPECT_TRUE(reads(payload, 2));
  EXPECT_FALSE(reads(payload, 1));
  EXPECT_FALSE(reads(payload, 3));
  EXPECT_FALSE(reads(payload, UINT32_MAX));
  EXPECT_FALSE(reads(payload + '\0', 2));
  for (std::size_t size = 0; size < payload.size(); ++size) {
    EXPECT_FALSE(reads(payload.substr(0, size), 2)) << size;
  }
}

}  // namespace
}  // namespace broadsheet::catalog
