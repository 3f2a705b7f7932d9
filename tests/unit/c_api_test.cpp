#include <gtest/gtest.h>

#include <cstring>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "broadsheet/broadsheet_c.h"

namespace {

using nlohmann::json;

struct FreeReply {
  void operator()(broadsheet_reply* reply) const { broadsheet_reply_free(reply); }
};
using Reply = std::unique_ptr<broadsheet_reply, FreeReply>;

struct FreeCatalog {
  void operator()(broadsheet_catalog* catalog) const { broadsheet_catalog_free(catalog); }
};
using Catalog = std::unique_ptr<broadsheet_catalog, FreeCatalog>;

std::uint32_t size_of(std::string_view text) {
  return static_cast<std::uint32_t>(text.size());
}

Reply render(std::string_view source, const broadsheet_render_options* options = nullptr) {
  return Reply(broadsheet_render(source.data(), size_of(source), options));
}

std::string primary(const Reply& reply) {
  return {broadsheet_reply_primary(reply.get()), reply->primary_size};
}
std::string text(const Reply& reply) {
  return {broadsheet_reply_text(reply.get()), reply->text_size};
}
json details(const Reply& reply) {
  return json::parse(std::string(broadsheet_reply_json(reply.get()), reply->json_size));
}

broadsheet_render_options all_parts() {
  broadsheet_render_options options = {};
  options.parts = BROADSHEET_PART_ALL;
  return options;
}

TEST(CApi, TellsItsVersions) {
  EXPECT_EQ(broadsheet_abi_version(), BROADSHEET_ABI_VERSION);
  EXPECT_STRNE(broadsheet_version(), "");
}

TEST(CApi, RendersInOneReply) {
  const Reply reply = render("---\ntitle: T\nx: 1\n---\n# H\n\n[a](b)\n");
  ASSERT_EQ(reply->status, BROADSHEET_OK);
  EXPECT_EQ(primary(reply), "<h2 id=\"h\">H</h2>\n<p><a href=\"b\">a</a></p>\n");
  EXPECT_EQ(text(reply), "H\na");
  EXPECT_EQ(details(reply), json::parse(R"({
    "data": {"title": "T", "tags": [], "categories": [], "authors": [], "x": 1},
    "article": {"start": 22},
    "toc": [{"id": "h", "level": 2, "text": "H"}],
    "excerpt": "a", "words": 2, "minutes": 1,
    "links": [{"url": "b", "text": "a", "section": "h"}], "images": [], "diagnostics": []})"));
}

TEST(CApi, RendersAnArticleWhoseFrontMatterIsKnown) {
  const std::string body = "# H\n\n[a](b)\n";
  const Reply reply(broadsheet_render_article(body.data(), size_of(body), nullptr));
  ASSERT_EQ(reply->status, BROADSHEET_OK);
  EXPECT_EQ(primary(reply), "<h2 id=\"h\">H</h2>\n<p><a href=\"b\">a</a></p>\n");
  EXPECT_EQ(details(reply), json::parse(R"({
    "toc": [{"id": "h", "level": 2, "text": "H"}],
    "links": [{"url": "b", "text": "a", "section": "h"}]})"));
  broadsheet_render_options options = {};
  options.dialect = 3;
  const Reply refused(broadsheet_render_article(body.data(), size_of(body), &options));
  EXPECT_EQ(refused->status, BROADSHEET_INVALID_ARGUMENT);
}

TEST(CApi, MakesOnlyThePartsAskedFor) {
  broadsheet_render_options options = {};
  options.parts = BROADSHEET_PART_TEXT;
  const Reply reply = render("---\ntitle: T\n---\nx", &options);
  EXPECT_EQ(reply->primary_size, 0U);
  EXPECT_EQ(text(reply), "x");
  EXPECT_EQ(details(reply), json::parse(R"({"diagnostics": []})"));
}

TEST(CApi, KeysOfFrontMatterDoNotShadowMembers) {
  const Reply reply = render("---\nauthorLink: a\ntitle: T\n\"authorLink \": b\n---\n");
  EXPECT_EQ(details(reply)["data"]["authorLink"], "b");
}

TEST(CApi, RefusesUnknownOptions) {
  for (auto field : {&broadsheet_render_options::profile, &broadsheet_render_options::html,
                     &broadsheet_render_options::emphasis, &broadsheet_render_options::front_matter,
                     &broadsheet_render_options::parts, &broadsheet_render_options::encoding}) {
    broadsheet_render_options options = all_parts();
    options.*field = 99;
    const Reply reply = render("x", &options);
    EXPECT_EQ(reply->status, BROADSHEET_INVALID_ARGUMENT);
    EXPECT_EQ(reply->primary_size, 0U);
    EXPECT_EQ(details(reply)["code"], "option-unknown");
  }
}

TEST(CApi, TakesEmptyAndMissingText) {
  EXPECT_EQ(render("")->status, BROADSHEET_OK);
  EXPECT_EQ(Reply(broadsheet_render(nullptr, 0, nullptr))->status, BROADSHEET_OK);
  EXPECT_EQ(render(std::string_view("a\0b", 3))->status, BROADSHEET_OK);
}

TEST(CApi, TakesBaseAndFile) {
  broadsheet_render_options options = all_parts();
  const std::string base = "/p/a.md";
  const std::string file = "2020-01-02-x.md";
  options.base = base.data();
  options.base_size = size_of(base);
  options.file = file.data();
  options.file_size = size_of(file);
  const Reply reply = render("[a](b)", &options);
  EXPECT_EQ(primary(reply), "<p><a href=\"/p/b\">a</a></p>\n");
  EXPECT_EQ(details(reply)["data"]["date"], "2020-01-02");
}

TEST(CApi, GivesUtf16WhereThereIsMoreThanAscii) {
  broadsheet_render_options options = all_parts();
  options.encoding = BROADSHEET_ENCODING_UTF16;
  const Reply ascii = render("abc\n", &options);
  EXPECT_EQ(ascii->utf16, 0U);
  EXPECT_EQ(primary(ascii), "<p>abc</p>\n");

  const Reply wide = render("12345678é中\xF0\x9F\x98\x80", &options);
  EXPECT_EQ(wide->utf16, BROADSHEET_BLOCK_PRIMARY | BROADSHEET_BLOCK_TEXT | BROADSHEET_BLOCK_JSON);
  std::u16string expected = u"12345678é中\U0001F600";
  std::string bytes;
  for (const char16_t unit : expected) {
    bytes += static_cast<char>(unit & 0xFF);
    bytes += static_cast<char>(unit >> 8);
  }
  EXPECT_EQ(text(wide), bytes);
  EXPECT_EQ(wide->text_size, 2 * expected.size());
}

TEST(CApi, BeginsBlocksAtMultiplesOfFour) {
  for (const char* source : {"a", "ab", "abc", "abcd", ""}) {
    const Reply reply = render(source);
    const auto offset = [&](const char* block) {
      return static_cast<std::size_t>(block - reinterpret_cast<const char*>(reply.get()));
    };
    EXPECT_EQ(offset(broadsheet_reply_primary(reply.get())), sizeof(broadsheet_reply));
    EXPECT_EQ(offset(broadsheet_reply_text(reply.get())) % 4, 0U);
    EXPECT_EQ(offset(broadsheet_reply_json(reply.get())) % 4, 0U);
  }
}

Catalog open(std::string_view posts) {
  broadsheet_catalog* catalog = nullptr;
  const Reply reply(broadsheet_catalog_open(posts.data(), size_of(posts), &catalog));
  EXPECT_EQ(reply->status, BROADSHEET_OK);
  return Catalog(catalog);
}

Reply query(const Catalog& catalog, std::string_view text) {
  return Reply(broadsheet_catalog_query(catalog.get(), text.data(), size_of(text)));
}

constexpr std::string_view kPosts = R"([
  {"path": "a.md", "data": {"title": "A", "date": "2020-01-02", "tags": ["x", 1], "draft": false}},
  {"path": "b.md", "data": {"title": "B", "date": "2021-01-02", "tags": "x", "categories": null}}])";

TEST(CApi, AnswersQueries) {
  const Catalog catalog = open(kPosts);
  const Reply reply = query(catalog, "");
  ASSERT_EQ(reply->status, BROADSHEET_OK);
  EXPECT_EQ(primary(reply), std::string("\1\0\0\0\0\0\0\0", 8));
  EXPECT_EQ(details(reply), json::parse(R"({"total": 2, "facets": {
    "tags": [{"value": "x", "count": 1}], "categories": [], "authors": [],
    "years": [{"value": "2021", "count": 1}, {"value": "2020", "count": 1}], "langs": []}})"));
  EXPECT_EQ(details(query(catalog, R"({"years": [2020], "sort": "title", "limit": 1})"))["total"],
            1);
}

TEST(CApi, OpensManifests) {
  const Catalog catalog =
      open(R"({"format": "broadsheet-manifest", "posts": )" + std::string(kPosts) + "}");
  EXPECT_EQ(details(query(catalog, "{}"))["total"], 2);
}

TEST(CApi, RefusesWhatIsNoCatalog) {
  const std::string deep = std::string(100'000, '[');
  for (const std::string_view text :
       {std::string_view(""), std::string_view("{"), std::string_view("{}"), std::string_view("3"),
        std::string_view("[{}]"), std::string_view(R"([{"path": 1, "data": {}}])"),
        std::string_view(R"([{"path": "a", "data": []}])"), std::string_view("[\"\xFF\"]"),
        std::string_view(deep)}) {
    broadsheet_catalog* catalog = nullptr;
    const Reply reply(broadsheet_catalog_open(text.data(), size_of(text), &catalog));
    EXPECT_EQ(reply->status, BROADSHEET_INVALID_ARGUMENT) << text.substr(0, 50);
    EXPECT_EQ(catalog, nullptr);
    EXPECT_FALSE(details(reply)["hint"].get<std::string>().empty());
  }
}

TEST(CApi, RefusesWhatIsNoQuery) {
  const Catalog catalog = open(kPosts);
  for (const char* text : {"[", "[]", "1", R"({"words": 1})", R"({"tags": "x"})",
                           R"({"tags": [1]})", R"({"years": ["2020"]})", R"({"years": [2020.5]})",
                           R"({"years": [1e300]})", R"({"sort": "random"})", R"({"limit": -1})",
                           R"({"offset": 1.5})", R"({"drafts": "yes"})", R"({"from": "soon"})"}) {
    EXPECT_EQ(query(catalog, text)->status, BROADSHEET_INVALID_ARGUMENT) << text;
  }
  EXPECT_EQ(query(catalog, R"({"words": null, "limit": null, "other": 1})")->status, BROADSHEET_OK);
  EXPECT_EQ(query(catalog, R"({"limit": 1e300})")->status, BROADSHEET_OK);
}

TEST(CApi, GivesMemory) {
  void* const memory = broadsheet_alloc(1000);
  ASSERT_NE(memory, nullptr);
  std::memset(memory, 1, 1000);
  broadsheet_free(memory);
  void* const nothing = broadsheet_alloc(0);
  EXPECT_NE(nothing, nullptr);
  broadsheet_free(nothing);
  broadsheet_free(nullptr);
  broadsheet_reply_free(nullptr);
  broadsheet_catalog_free(nullptr);
}

}  // namespace
