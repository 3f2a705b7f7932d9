#include "broadsheet/catalog.h"

#include <gtest/gtest.h>

#include <string>

namespace broadsheet {
namespace {

using Positions = std::vector<std::uint32_t>;

CatalogEntry entry(std::string path, std::string title, std::string date) {
  CatalogEntry result;
  result.path = std::move(path);
  result.title = std::move(title);
  result.date = std::move(date);
  return result;
}

class CatalogTest : public testing::Test {
 protected:
  static std::vector<CatalogEntry> posts() {
    std::vector<CatalogEntry> posts = {
        entry("a.md", "Service Mesh weekly", "2020-05-29T23:30:00+08:00"),
        entry("b.md", "周报：服务网格", "2021-01-02"),
        entry("c.md", "Third", "2021-06-30T10:00:00Z"),
        entry("d.md", "Undated", ""),
        entry("e.md", "A draft", "2022-01-01"),
        entry("f.md", "About mesh", "2020-05-29T15:30:00Z"),
    };
    posts[0].tags = {"Service Mesh", "RPC"};
    posts[1].tags = {" Service mesh\xC2\xA0", "rpc"};
    posts[2].tags = {"Service Mesh"};
    posts[0].categories = {"Weekly"};
    posts[1].categories = {"Weekly"};
    posts[2].categories = {"Notes"};
    posts[0].authors = {"甲"};
    posts[1].authors = {"甲", "乙"};
    posts[0].lang = "en";
    posts[1].lang = "ZH";
    posts[2].lang = "zh";
    posts[2].description = "about the mesh";
    posts[4].draft = true;
    return posts;
  }

  static CatalogPage ask(const CatalogQuery& query) {
    return Catalog(posts()).query(query).value();
  }

  static std::string shown(const std::vector<Facet>& facet) {
    std::string text;
    for (const Facet& value : facet) {
      text += value.value + "=" + std::to_string(value.count) + " ";
    }
    return text;
  }
};

TEST_F(CatalogTest, SortsByInstantAndThenByPath) {
  EXPECT_EQ(ask({}).posts, (Positions{2, 1, 0, 5, 3}));
  CatalogQuery query;
  query.sort = Sort::kOldest;
  EXPECT_EQ(ask(query).posts, (Positions{0, 5, 1, 2, 3}));
  query.sort = Sort::kTitle;
  EXPECT_EQ(ask(query).posts, (Positions{5, 0, 2, 3, 1}));
}

TEST(Catalog, UndatedIssuesStandByNumberAndOthersAsPeopleCount) {
  std::vector<CatalogEntry> posts = {
      entry("notes/10.md", "", ""),        entry("issue-100.md", "", ""),
      entry("notes/2.md", "", ""),         entry("issue-2.md", "", ""),
      entry("dated.md", "", "2020-01-01"), entry("issue-11.md", "", ""),
      entry("also-11.md", "", ""),
  };
  posts[1].issue = 100;
  posts[3].issue = 2;
  posts[5].issue = 11;
  posts[6].issue = 11;
  const Catalog catalog(posts);
  const auto sorted = [&](Sort sort) {
    CatalogQuery query;
    query.sort = sort;
    return catalog.query(query).value().posts;
  };
  EXPECT_EQ(sorted(Sort::kNewest), (Positions{4, 1, 6, 5, 3, 2, 0}));
  EXPECT_EQ(sorted(Sort::kOldest), (Positions{4, 3, 6, 5, 1, 2, 0}));
}

TEST_F(CatalogTest, RelevancePutsTitlesFirst) {
  CatalogQuery query;
  query.words = "MESH";
  EXPECT_EQ(ask(query).posts, (Positions{2, 0, 5}));
  query.sort = Sort::kRelevance;
  EXPECT_EQ(ask(query).posts, (Positions{0, 5, 2}));
}

TEST_F(CatalogTest, AllWordsMustOccur) {
  CatalogQuery query;
  query.words = "mesh  ＷＥＥＫＬＹ";
  EXPECT_EQ(ask(query).posts, Positions{0});
  query.words = "网格";
  EXPECT_EQ(ask(query).posts, Positions{1});
  query.words = "third about";
  EXPECT_EQ(ask(query).posts, Positions{2});
}

TEST_F(CatalogTest, TermsFoldUnderTheirMostFrequentSpelling) {
  const CatalogPage page = ask({});
  EXPECT_EQ(shown(page.tags), "Service Mesh=3 RPC=2 ");
  EXPECT_EQ(shown(page.langs), "ZH=2 en=1 ");
  CatalogQuery query;
  query.tags = {"service  MESH"};
  EXPECT_EQ(ask(query).total, 3U);
}

TEST_F(CatalogTest, FacetDoesNotFilterItself) {
  CatalogQuery query;
  query.categories = {"Weekly"};
  CatalogPage page = ask(query);
  EXPECT_EQ(page.total, 2U);
  EXPECT_EQ(shown(page.categories), "Weekly=2 Notes=1 ");
  EXPECT_EQ(shown(page.tags), "RPC=2 Service Mesh=2 ");
  EXPECT_EQ(shown(page.years), "2021=1 2020=1 ");
  query.years = {2021};
  page = ask(query);
  EXPECT_EQ(page.posts, Positions{1});
  EXPECT_EQ(shown(page.categories), "Notes=1 Weekly=1 ");
  EXPECT_EQ(shown(page.years), "2021=1 2020=1 ");
  EXPECT_EQ(shown(page.authors), "乙=1 甲=1 ");
}

TEST_F(CatalogTest, ValuesOfOneFacetAreAlternatives) {
  CatalogQuery query;
  query.years = {2020, 2021};
  query.tags = {"nobody uses this", "RPC"};
  EXPECT_EQ(ask(query).posts, (Positions{1, 0}));
  query.tags = {"nobody uses this"};
  EXPECT_EQ(ask(query).total, 0U);
}

TEST_F(CatalogTest, DateRangeIsOfCalendarDaysAsWritten) {
  CatalogQuery query;
  query.from = "2020-05-29";
  query.to = "2020-05-29";
  EXPECT_EQ(ask(query).posts, (Positions{0, 5}));
  query.from = "2021";
  query.to = "2021";
  EXPECT_EQ(ask(query).posts, (Positions{2, 1}));
  query.from = "2021-02";
  query.to = "2021-06";
  EXPECT_EQ(ask(query).posts, Positions{2});
  query.to = "";
  EXPECT_EQ(ask(query).posts, Positions{2}) << "undated posts match no bound";
}

TEST_F(CatalogTest, UnreadableDateIsAnError) {
  CatalogQuery query;
  query.from = "soon";
  const auto result = Catalog(posts()).query(query);
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().code, ErrorCode::kQueryDate);
}

TEST_F(CatalogTest, DraftsAreListedWhenAskedFor) {
  EXPECT_EQ(ask({}).total, 5U);
  CatalogQuery query;
  query.drafts = true;
  EXPECT_EQ(ask(query).total, 6U);
}

TEST_F(CatalogTest, Pages) {
  CatalogQuery query;
  query.offset = 1;
  query.limit = 2;
  CatalogPage page = ask(query);
  EXPECT_EQ(page.total, 5U);
  EXPECT_EQ(page.posts, (Positions{1, 0}));
  query.offset = 99;
  EXPECT_TRUE(ask(query).posts.empty());
  query.offset = 0;
  query.limit = 0;
  EXPECT_TRUE(ask(query).posts.empty());
}

TEST_F(CatalogTest, MayBeEmpty) {
  const auto page = Catalog({}).query({}).value();
  EXPECT_EQ(page.total, 0U);
  EXPECT_TRUE(page.tags.empty());
}

TEST_F(CatalogTest, WordsBeyondALimitArePassedOverWithANotice) {
  CatalogQuery query;
  for (int word = 0; word < 20'000; ++word) {
    query.words += "mesh ";
  }
  const CatalogPage same = ask(query);
  EXPECT_EQ(same.total, 3U);
  ASSERT_EQ(same.notices.size(), 1U) << "equal words are one; only the bytes are too many";
  EXPECT_EQ(same.notices[0].code, ErrorCode::kQueryLong);

  query.words.clear();
  for (int word = 0; word < 40; ++word) {
    query.words += "m me mes mesh ";
  }
  EXPECT_TRUE(ask(query).notices.empty());
  query.words = "mesh";
  for (std::size_t word = 1; word < kMaxQueryWords; ++word) {
    query.words += ' ' + std::to_string(word);
  }
  EXPECT_TRUE(ask(query).notices.empty());
  query.words += " one-more";
  ASSERT_EQ(ask(query).notices.size(), 1U);
  EXPECT_NE(ask(query).notices[0].message.find("32 words"), std::string::npos);
}

TEST(Catalog, OfManyPostsAnswersAVeryLongQueryAtOnce) {
  std::vector<CatalogEntry> posts(20'000, entry("a.md", std::string(200, 'a'), ""));
  std::string words;
  for (int word = 0; word < 20'000; ++word) {
    words += std::string(static_cast<std::size_t>(word % 150) + 1, 'a') + ' ';
  }
  CatalogQuery query;
  query.words = words;
  const CatalogPage page = Catalog(posts).query(query).value();
  EXPECT_EQ(page.total, posts.size());
  EXPECT_FALSE(page.notices.empty());
}

}  // namespace
}  // namespace broadsheet
