// The half of broadsheet_c.h that writes an index.
#include <gtest/gtest.h>

#include <cstdint>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "broadsheet/broadsheet_c.h"

namespace {

using nlohmann::json;

struct Free {
  void operator()(broadsheet_reply* reply) const { broadsheet_reply_free(reply); }
  void operator()(broadsheet_index* index) const { broadsheet_index_free(index); }
};
using Reply = std::unique_ptr<broadsheet_reply, Free>;
using Index = std::unique_ptr<broadsheet_index, Free>;

std::uint32_t size_of(std::string_view text) {
  return static_cast<std::uint32_t>(text.size());
}

std::string primary(const Reply& reply) {
  return {broadsheet_reply_primary(reply.get()), reply->primary_size};
}
json details(const Reply& reply) {
  return json::parse(std::string(broadsheet_reply_json(reply.get()), reply->json_size));
}

Index open(std::string_view options = {}) {
  broadsheet_index* index = nullptr;
  const Reply reply(broadsheet_index_open(options.data(), size_of(options), &index));
  EXPECT_EQ(reply->status, BROADSHEET_OK);
  return Index(index);
}

Reply prepare(std::string_view path, std::string_view source) {
  return Reply(
      broadsheet_index_prepare(path.data(), size_of(path), source.data(), size_of(source)));
}

Reply add(const Index& index, std::string_view prepared) {
  return Reply(broadsheet_index_add(index.get(), prepared.data(), size_of(prepared)));
}

constexpr std::string_view kPost =
    "---\ntitle: 周报\ndate: 2020-05-29\nlang: zh\ntags: [Mesh, 网格]\nauthors: [a]\nx: [1]\n---\n"
    "before\n\n## 升级\n\n[issue](https://example.org/1) and *text*\n";

/// All that an index writes, as kinds, names and bytes.
std::vector<std::string> finished(const Index& index) {
  std::vector<std::string> files;
  const Reply end(broadsheet_index_finish(index.get()));
  for (;;) {
    const Reply step(broadsheet_index_next(index.get(), nullptr, 0));
    const json what = details(step);
    if (what["kind"] == "nothing") {
      return files;
    }
    files.push_back(what["name"].get<std::string>() + ' ' + primary(step));
  }
}

TEST(IndexCApi, RenderingPreparesThePostThatItShows) {
  constexpr std::string_view kPath = "a/周报.md";
  broadsheet_render_options options{};
  options.parts = BROADSHEET_PART_HTML | BROADSHEET_PART_DETAILS | BROADSHEET_PART_INDEX;
  options.encoding = BROADSHEET_ENCODING_UTF16;
  options.file = kPath.data();
  options.file_size = size_of(kPath);
  const Reply rendered(broadsheet_render(kPost.data(), size_of(kPost), &options));
  ASSERT_EQ(rendered->status, BROADSHEET_OK);
  EXPECT_EQ(rendered->utf16, BROADSHEET_BLOCK_PRIMARY | BROADSHEET_BLOCK_JSON);
  const std::string_view prepared(broadsheet_reply_text(rendered.get()), rendered->text_size);
  EXPECT_EQ(prepared, primary(prepare(kPath, kPost)));
  // Without details the index has all of its own.
  options.parts = BROADSHEET_PART_INDEX;
  const Reply alone(broadsheet_render(kPost.data(), size_of(kPost), &options));
  EXPECT_EQ(std::string_view(broadsheet_reply_text(alone.get()), alone->text_size), prepared);
  EXPECT_EQ(alone->primary_size, 0U);
}

TEST(IndexCApi, RenderingForFeedsPreparesTheSame) {
  constexpr std::string_view kPath = "a/周报.md";
  constexpr std::string_view kFeed = R"({"feed":{}})";
  broadsheet_render_options options{};
  options.parts = BROADSHEET_PART_HTML | BROADSHEET_PART_INDEX;
  options.encoding = BROADSHEET_ENCODING_UTF16;
  options.file = kPath.data();
  options.file_size = size_of(kPath);
  const Reply sent(
      broadsheet_render_sent(kPost.data(), size_of(kPost), &options, kFeed.data(), size_of(kFeed)));
  ASSERT_EQ(sent->status, BROADSHEET_OK);
  // Without details nothing of the JSON is beyond ASCII.
  EXPECT_EQ(sent->utf16, BROADSHEET_BLOCK_PRIMARY);
  EXPECT_EQ(std::string_view(broadsheet_reply_text(sent.get()), sent->text_size),
            primary(prepare(kPath, kPost)));
}

TEST(IndexCApi, TellsOfAPreparedPostWhatItsAuthorNeeds) {
  const Reply prepared = prepare("a/b.md", kPost);
  ASSERT_EQ(prepared->status, BROADSHEET_OK);
  const json told = details(prepared);
  EXPECT_EQ(told["data"]["title"], "周报");
  EXPECT_EQ(told["data"]["x"], json::array({1}));
  EXPECT_EQ(told["excerpt"], "before issue and text");
  EXPECT_EQ(told["links"], json::array());
  EXPECT_EQ(told["diagnostics"], json::array());
}

TEST(IndexCApi, AddsPreparedPostsAndLeavesDraftsOut) {
  const Index index = open();
  EXPECT_EQ(details(add(index, primary(prepare("a.md", kPost)))),
            json::parse(R"({"indexed": [0, 0, 1]})"));
  EXPECT_EQ(details(add(index, primary(prepare("b.md", "---\ndraft: true\n---\n[a](b)")))),
            json::object());
  EXPECT_EQ(details(add(index, primary(prepare("c.md", kPost)))),
            json::parse(R"({"indexed": [1, 1, 1]})"));
  const std::vector<std::string> files = finished(index);
  ASSERT_GE(files.size(), 3U);
  EXPECT_TRUE(files.back().starts_with("search.json ")) << files.back();

  const Index with_drafts = open(R"({"drafts": true})");
  EXPECT_EQ(details(add(with_drafts, primary(prepare("b.md", "---\ndraft: true\n---\n[a](b)")))),
            json::parse(R"({"indexed": [0, 0, 1]})"));
}

TEST(IndexCApi, RefusesWhatIsNoPreparedPost) {
  const std::string prepared = primary(prepare("a.md", kPost));
  const Index index = open();
  for (std::size_t size = 0; size < prepared.size(); ++size) {
    const Reply reply = add(index, std::string_view(prepared).substr(0, size));
    ASSERT_EQ(reply->status, BROADSHEET_INVALID_ARGUMENT) << size;
    EXPECT_EQ(details(reply)["code"], "index-post");
  }
  EXPECT_EQ(add(index, prepared + '\0')->status, BROADSHEET_INVALID_ARGUMENT);
  EXPECT_EQ(add(index, prepared)->status, BROADSHEET_OK);
  // What is still a post is indexed; nothing else happens.
  for (std::size_t bit = 0; bit < prepared.size() * 8; ++bit) {
    std::string damaged = prepared;
    damaged[bit / 8] =
        static_cast<char>(static_cast<unsigned char>(damaged[bit / 8]) ^ (1U << (bit % 8)));
    const Reply reply = add(index, damaged);
    ASSERT_TRUE(reply->status == BROADSHEET_OK || reply->status == BROADSHEET_INVALID_ARGUMENT);
  }
  EXPECT_TRUE(finished(index).back().starts_with("search.json "));
}

}  // namespace
