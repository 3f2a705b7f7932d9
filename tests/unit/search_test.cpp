#include "broadsheet/search.h"

#include <gtest/gtest.h>

#include <string>

#include "broadsheet/utf16.h"
#include "memory_index.h"

namespace broadsheet {
namespace {

class SearchTest : public testing::Test {
 protected:
  MemoryIndex index{{
      {"mesh.md",
       "---\ntitle: 服务网格周报\ndate: 2020-05-29\ntags: [Service Mesh, MOSN]\ncategories: "
       "Weekly\n"
       "---\n开头。\n\n## 网格实践\n\n我们把 MOSN 升级到 v0.4.6，需要 JDK 17，见 #894。\n\n"
       "## Links\n\n[sofa-rpc 的 issue](https://github.com/sofastack/sofa-rpc/issues/894) "
       "已修复。\n"},
      {"raft.md",
       "---\ntitle: 一致性算法\ndate: 2021-01-02\nauthor: "
       "甲\n---\n基于Raft算法的服务，网格计算。\n\n"
       "A quick brown fox. The café is open.\n"},
      {"fox.md",
       "---\ntitle: Brown foxes\ndate: 2022-03-04\ntags: mosn\n---\nbrown and quick is the fox; "
       "the "
       "fox is brown, quick.\n\n[docs](https://www.example.org:8080/a?b)\n"},
      {"draft.md", "---\ntitle: Draft\ndraft: true\n---\n服务网格\n"},
  }};
};

TEST_F(SearchTest, FindsAnyTwoCharacters) {
  EXPECT_EQ(index.paths("网格"), "mesh.md raft.md");
  EXPECT_EQ(index.paths("级到"), "mesh.md");
  EXPECT_EQ(index.paths("致性"), "raft.md");
  EXPECT_EQ(index.paths("码农"), "");
}

TEST_F(SearchTest, FindsOneCharacter) {
  EXPECT_EQ(index.paths("格"), "mesh.md raft.md");
  EXPECT_EQ(index.paths("复"), "mesh.md");
}

TEST_F(SearchTest, TakesAChineseRunAsAPhraseFirst) {
  // raft.md has both pairs of 服务网格, but not beside each other.
  EXPECT_EQ(index.paths("服务网格"), "mesh.md ~raft.md");
  EXPECT_EQ(index.paths("服务网格周报"), "mesh.md");
  // An odd run: its last pair overlaps the one before.
  EXPECT_EQ(index.paths("务网格"), "mesh.md");
  EXPECT_EQ(index.paths("务，网格计"), "raft.md");
}

TEST_F(SearchTest, MixesScriptsInAPhrase) {
  EXPECT_EQ(index.paths("基于raft算"), "raft.md");
  EXPECT_EQ(index.paths("于Raft"), "raft.md");
  EXPECT_EQ(index.paths("到v0.4.6"), "mesh.md");
  // 级 stands before 到, not before the version.
  EXPECT_EQ(index.paths("级v0.4.6").substr(0, 1), "~");
}

TEST_F(SearchTest, FindsIdentifiersWholeAndInParts) {
  for (const char* text : {"v0.4.6", "0.4.6", "V0.4", "JDK 17", "jdk17", "#894", "894", "sofa-rpc",
                           "rpc", "SOFA RPC"}) {
    EXPECT_EQ(index.paths(text), "mesh.md") << text;
  }
}

TEST_F(SearchTest, FoldsAccents) {
  EXPECT_EQ(index.paths("cafe"), "raft.md");
  EXPECT_EQ(index.paths("ＣＡＦÉ"), "raft.md");
}

TEST_F(SearchTest, WantsAllWordsAndPrefersThemBesideEachOther) {
  EXPECT_EQ(index.paths("quick brown"), "raft.md fox.md");
  EXPECT_EQ(index.paths("fox brown"), "fox.md raft.md");
  EXPECT_EQ(index.paths("\"quick brown\""), "raft.md");
  EXPECT_EQ(index.paths("quick -café"), "fox.md");
  EXPECT_EQ(index.paths("café OR foxes"), "fox.md raft.md");
  EXPECT_EQ(index.paths("-quick"), "mesh.md");
  EXPECT_EQ(index.paths("quick -\"quick brown\""), "fox.md");
}

TEST_F(SearchTest, FiltersByWhatIsTyped) {
  EXPECT_EQ(index.paths("tag:MOSN"), "fox.md mesh.md");
  EXPECT_EQ(index.paths("tag:\"service mesh\" 升级"), "mesh.md");
  EXPECT_EQ(index.paths("category:weekly"), "mesh.md");
  EXPECT_EQ(index.paths("author:甲"), "raft.md");
  EXPECT_EQ(index.paths("host:example.org"), "fox.md");
  EXPECT_EQ(index.paths("fox -host:example.org"), "raft.md");
  EXPECT_EQ(index.paths("quick after:2022"), "fox.md");
  EXPECT_EQ(index.paths("quick before:2022"), "raft.md");
  EXPECT_EQ(index.paths("quick -before:2022"), "fox.md");
  EXPECT_EQ(index.paths("quick after:2021-01-02 before:2021-01-03"), "raft.md");
  EXPECT_EQ(index.paths("quick in:title"), "");
  EXPECT_EQ(index.paths("foxes in:title"), "fox.md");
  EXPECT_EQ(index.paths("网格周 in:title"), "mesh.md");
}

TEST_F(SearchTest, NoticesADateThatIsNone) {
  SearchQuery query;
  query.text = "quick after:20";
  const SearchPage page = index.page(query);
  EXPECT_EQ(page.total, 2U);
  ASSERT_EQ(page.notices.size(), 1U);
  EXPECT_EQ(page.notices[0].code, ErrorCode::kQueryDate);
}

TEST_F(SearchTest, TakesTheLastWordAsABeginning) {
  // Not asked for: what begins with the word follows as a partial match.
  EXPECT_EQ(index.paths("foxe"), "~fox.md");
  SearchQuery query;
  query.text = "foxe";
  query.prefix = true;
  EXPECT_EQ(index.page(query).total, 1U);
}

TEST_F(SearchTest, PutsTitlesFirst) {
  EXPECT_EQ(index.paths("brown"), "fox.md raft.md");
  EXPECT_EQ(index.paths("一致性算法"), "raft.md");
}

TEST_F(SearchTest, CountsFacetsUnderTheOtherFilters) {
  SearchQuery query;
  query.text = "网格";
  SearchPage page = index.page(query);
  EXPECT_EQ(page.total, 2U);
  ASSERT_EQ(page.catalog.years.size(), 2U);
  EXPECT_EQ(page.catalog.years[0].value, "2021");
  query.filter.years = {2020};
  page = index.page(query);
  EXPECT_EQ(page.total, 1U);
  EXPECT_EQ(page.catalog.years.size(), 2U);
  ASSERT_EQ(page.catalog.tags.size(), 2U);
  query.filter.from = "2021";
  page = index.page(query);
  EXPECT_EQ(page.total, 0U);
}

TEST_F(SearchTest, OpensAtTheSection) {
  SearchQuery query;
  query.text = "JDK";
  const SearchPage page = index.page(query);
  ASSERT_EQ(page.hits.size(), 1U);
  EXPECT_EQ(page.hits[0].section, "网格实践");
  EXPECT_EQ(page.hits[0].excerpt, "…把 MOSN 升级到 v0.4.6，需要 JDK 17，见 #894。");
  ASSERT_EQ(page.hits[0].marks.size(), 1U);
  EXPECT_EQ(page.hits[0].marks[0], std::make_pair(38U, 41U));
  EXPECT_EQ(page.hits[0].excerpt.substr(38, 3), "JDK");
  EXPECT_EQ(utf16_size(std::string_view(page.hits[0].excerpt).substr(0, 38)), 22U);
}

/// The marked parts of the first hit's excerpt, divided by "|".
std::string marked(MemoryIndex& index, std::string_view text) {
  SearchQuery query;
  query.text = text;
  const SearchPage page = index.page(query);
  std::string result;
  if (page.hits.empty()) {
    return "no hit";
  }
  const std::string& excerpt = page.hits[0].excerpt;
  for (const auto& [begin, end] : page.hits[0].marks) {
    result += result.empty() ? "" : "|";
    result += excerpt.substr(begin, end - begin);
  }
  return result;
}

TEST(SearchExcerpt, MarksFarIntoALongText) {
  std::string filler;
  for (int i = 0; i < 400; ++i) {
    filler += "这一段说的是别的事情，concatenated strings。没有换行";
  }
  const auto marks = [&](const std::string& passage, std::string_view query) {
    MemoryIndex index({{"a.md", filler + passage + filler}});
    return marked(index, query);
  };
  EXPECT_EQ(marks("\n\n服务网格与 Service Mesh。\n\n", "服务网格"), "服务网格");
  EXPECT_EQ(marks("服务网格与 Service Mesh。", "mesh 网格"), "网格|Mesh");
  // Part of a longer word is none, and only folding shows some spellings.
  EXPECT_EQ(marks(" A cat. ", "cat"), "cat");
  EXPECT_EQ(marks(" Ｍｅｓｈ ", "mesh"), "Ｍｅｓｈ");
  EXPECT_EQ(marks(" Café ", "cafe"), "Café");
  EXPECT_EQ(marks(" mesh. Service. Service — mesh ", "\"service mesh\""), "Service — mesh");
  EXPECT_EQ(marks("，注册 中心，注册中心！", "注册中心"), "注册中心");
  EXPECT_EQ(marks(" v0.4.6 and sofa-rpc ", "sofa-rpc"), "sofa-rpc");
}

TEST(SearchExcerpt, ShowsThePassageThatHasTheWholeQuery) {
  std::string distance;
  for (int i = 0; i < 30; ++i) {
    distance += "这里没有";
  }
  std::string text;
  for (int i = 0; i < 100; ++i) {
    text += distance + "网格。\n\n";
  }
  MemoryIndex index({{"a.md", text + distance + "网格旁边是事务。\n\n" + text}});
  EXPECT_EQ(marked(index, "网格 事务"), "网格|事务");
}

TEST_F(SearchTest, LeavesDraftsOut) {
  EXPECT_EQ(index.posts.count("draft.md"), 0U);
  IndexOptions options;
  options.drafts = true;
  MemoryIndex with_drafts({{"draft.md", "---\ntitle: Draft\ndraft: true\n---\n服务网格\n"}},
                          options);
  SearchQuery query;
  query.text = "网格";
  query.filter.drafts = true;
  EXPECT_EQ(with_drafts.page(query).total, 1U);
}

TEST_F(SearchTest, FindsLinksOnTheirOwn) {
  SearchQuery query;
  query.scope = SearchScope::kLinks;
  query.text = "host:github.com rpc";
  const SearchPage page = index.page(query);
  ASSERT_EQ(page.hits.size(), 1U);
  EXPECT_EQ(page.hits[0].entry,
            R"({"path":"mesh.md","url":"https://github.com/sofastack/sofa-rpc/issues/894",)"
            R"("text":"sofa-rpc 的 issue","host":"github.com","section":"links",)"
            R"("title":"服务网格周报","date":"2020-05-29"})");
}

TEST_F(SearchTest, AnswersTheSameFromRunsAsFromMemory) {
  std::vector<std::pair<std::string, std::string>> posts;
  for (int i = 0; i < 200; ++i) {
    const std::string number = std::to_string(i);
    posts.emplace_back(number + ".md", "---\ntitle: 第 " + number + " 期\n---\n## 本周\n\nIssue " +
                                           number + " 说明服务网格 [x](https://e" + number +
                                           ".org/)\n");
  }
  const MemoryIndex whole(posts);
  IndexOptions options;
  options.memory = 1;  // a run for each post
  const MemoryIndex merged(posts, options);
  EXPECT_EQ(whole.files, merged.files);
}

TEST_F(SearchTest, AddsToAnIndexAndSupersedes) {
  IndexOptions options;
  options.base = index.files.at("search.json");
  options.superseded = {index.posts.at("raft.md")};
  MemoryIndex added(
      {{"raft.md", "---\ntitle: 新的算法\n---\n网格\n"}, {"new.md", "---\ntitle: New\n---\nfox\n"}},
      options);
  added.files.insert(index.files.begin(), index.files.end());
  EXPECT_EQ(added.paths("网格"), "mesh.md raft.md");
  EXPECT_EQ(added.paths("一致"), "");
  EXPECT_EQ(added.paths("fox"), "fox.md new.md");
}

TEST_F(SearchTest, AnswersAnEmptyIndex) {
  MemoryIndex empty({});
  EXPECT_EQ(empty.paths("网格"), "");
  EXPECT_EQ(empty.paths(""), "");
}

}  // namespace
}  // namespace broadsheet
