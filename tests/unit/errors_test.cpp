// What the C++ and C interfaces answer when they are asked for what cannot be.
#include <gtest/gtest.h>

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "broadsheet/broadsheet_c.h"
#include "broadsheet/catalog.h"
#include "broadsheet/error.h"
#include "broadsheet/render.h"
#include "broadsheet/search.h"

namespace broadsheet {
namespace {

using Kind = IndexStep::Kind;

IndexWriter open_index(IndexOptions options = {}) {
  return IndexWriter::open(std::move(options)).value();
}

/// What a host has stored.
struct Stored {
  std::map<std::string, std::string> files;
  std::vector<std::string> runs;
  std::vector<IndexedPost> posts;
};

/// Does all that `writer` asks for up to the first read, which is returned, or to the end.
IndexStep store(IndexWriter& writer, Stored& stored) {
  IndexStep step = writer.next();
  for (; step.kind != Kind::kNothing && step.kind != Kind::kRead; step = writer.next()) {
    if (step.kind == Kind::kRun) {
      stored.runs.push_back(step.bytes);
    } else {
      stored.files[step.name] = step.bytes;
    }
  }
  return step;
}

Stored write(int posts, IndexOptions options = {}) {
  Stored stored;
  IndexWriter writer = open_index(std::move(options));
  for (int i = 0; i < posts; ++i) {
    const std::string name = std::to_string(i) + ".md";
    const auto added = writer.add(name, render_post("# One\n\n[a](https://a.org)\n"),
                                  R"({"path":")" + name + "\"}");
    stored.posts.push_back(added.value().value());
    static_cast<void>(store(writer, stored));
  }
  EXPECT_FALSE(writer.finish());
  EXPECT_EQ(store(writer, stored).kind, Kind::kNothing);
  return stored;
}

TEST(Errors, CodesHaveNamesOfTheirOwn) {
  std::map<std::string_view, int> names;
  for (int code = 0; code <= static_cast<int>(ErrorCode::kSearchFileMissing); ++code) {
    ++names[error_code_name(static_cast<ErrorCode>(code))];
  }
  EXPECT_EQ(names.size(), static_cast<std::size_t>(ErrorCode::kSearchFileMissing) + 1);
  EXPECT_EQ(names.count("unknown"), 0U);
}

TEST(Errors, OptionsOwnTheirTexts) {
  RenderOptions options;
  {
    const std::string root = "https://example.com/a/long/enough/path/to/be/on/the/heap/";
    options.base = root + "x/";
  }
  EXPECT_NE(render_post("[a](b)", options).html.find("/heap/x/b\""), std::string::npos);
}

TEST(Errors, AnIndexIsNotAddedToJunk) {
  for (const char* const base : {"junk", "{}", "[]", "{\"format\":2}"}) {
    IndexOptions options;
    options.base = base;
    const auto opened = IndexWriter::open(options);
    ASSERT_FALSE(opened) << base;
    EXPECT_EQ(error_code_name(opened.error().code).substr(0, 5),
              opened.error().code == ErrorCode::kVersionMismatch ? "versi" : "index");
    EXPECT_FALSE(opened.error().hint.empty());
    EXPECT_EQ(opened.error().file, kSearchManifestName);
  }
}

TEST(Errors, OnlyPostsOfTheBaseAreSuperseded) {
  const Stored stored = write(2);
  IndexOptions options;
  options.superseded = {stored.posts[0]};
  EXPECT_EQ(IndexWriter::open(options).error().code, ErrorCode::kIndexBase);
  options.base = stored.files.at(std::string(kSearchManifestName));
  EXPECT_TRUE(IndexWriter::open(options));
  options.superseded = {{2, 0, 0}};
  EXPECT_EQ(IndexWriter::open(options).error().code, ErrorCode::kIndexBase);
  options.superseded = {{0, 1, 2}};
  EXPECT_EQ(IndexWriter::open(options).error().code, ErrorCode::kIndexBase);
  options.superseded = {{0, UINT32_MAX, UINT32_MAX}};
  EXPECT_EQ(IndexWriter::open(options).error().code, ErrorCode::kIndexBase);
}

TEST(Errors, AnEntryIsAnObjectWithAPath) {
  const Post post = render_post("# One\n");
  for (const char* const entry : {"", "not json", "[]", "{}", R"({"path":1})", R"({"path":"a")"}) {
    IndexWriter writer = open_index();
    const auto added = writer.add("a.md", post, entry);
    ASSERT_FALSE(added) << entry;
    EXPECT_EQ(added.error().code, ErrorCode::kIndexEntry);
    EXPECT_EQ(added.error().file, "a.md");
    // The writer is as before: the next post is the first.
    EXPECT_EQ(writer.add("b.md", post, R"({"path":"b.md"})").value()->document, 0U);
  }
}

TEST(Errors, CallsOutOfOrderAreNamed) {
  IndexWriter writer = open_index();
  EXPECT_EQ(writer.provide("x")->code, ErrorCode::kIndexOrder);
  EXPECT_FALSE(writer.finish());
  EXPECT_EQ(writer.finish()->code, ErrorCode::kIndexOrder);
  EXPECT_EQ(writer.add("a.md", {}, R"({"path":"a.md"})").error().code, ErrorCode::kIndexOrder);
  EXPECT_EQ(writer.provide("x")->code, ErrorCode::kIndexOrder);
}

TEST(Errors, OnlyTheBytesOfARunAreTaken) {
  IndexOptions options;
  options.memory = 1;  // each post is a run of its own
  Stored stored;
  IndexWriter writer = open_index(options);
  for (int i = 0; i < 3; ++i) {
    ASSERT_TRUE(writer.add("a.md", render_post("# One\n\ntwo three\n"), R"({"path":"a.md"})"));
    static_cast<void>(store(writer, stored));
  }
  ASSERT_FALSE(writer.finish());
  IndexStep step = store(writer, stored);
  ASSERT_EQ(step.kind, Kind::kRead);
  int reads = 0;
  while (step.kind == Kind::kRead) {
    ++reads;
    const std::string right = stored.runs[step.run].substr(step.offset, step.size);
    ASSERT_EQ(right.size(), step.size);
    std::string wrong = right;
    wrong[wrong.size() / 2] = static_cast<char>(wrong[wrong.size() / 2] ^ 1);
    EXPECT_EQ(writer.provide(wrong)->code, ErrorCode::kIndexRun);
    EXPECT_EQ(writer.provide(right + 'x')->code, ErrorCode::kIndexRun);
    EXPECT_EQ(writer.provide({})->code, ErrorCode::kIndexRun);
    ASSERT_FALSE(writer.provide(right));
    step = store(writer, stored);
  }
  EXPECT_GT(reads, 1);
  EXPECT_EQ(stored.files.count(std::string(kSearchManifestName)), 1U);
}

TEST(Errors, WhatWasMovedFromIsEmpty) {
  Catalog catalog({{"a.md", "A", {}, {}, {}, false, {}, {}, {}, {}}});
  const Catalog taken = std::move(catalog);
  // NOLINTBEGIN(bugprone-use-after-move,clang-analyzer-cplusplus.Move): this is what is tested.
  EXPECT_EQ(catalog.size(), 0U);
  EXPECT_EQ(catalog.query({}).value().total, 0U);
  catalog = Catalog({{"b.md", "B", {}, {}, {}, false, {}, {}, {}, {}}});
  EXPECT_EQ(catalog.size(), 1U);

  IndexWriter writer = open_index();
  const IndexWriter other = std::move(writer);
  EXPECT_EQ(writer.add("a.md", {}, R"({"path":"a.md"})").error().code, ErrorCode::kIndexOrder);
  EXPECT_EQ(writer.finish()->code, ErrorCode::kIndexOrder);
  EXPECT_EQ(writer.provide({})->code, ErrorCode::kIndexOrder);
  EXPECT_EQ(writer.next().kind, Kind::kNothing);

  Search search;
  const Search asked = std::move(search);
  EXPECT_EQ(search.cached(), 0U);
  const auto answer = search.query({});
  ASSERT_TRUE(std::holds_alternative<SearchNeeds>(answer));
  EXPECT_EQ(std::get<SearchNeeds>(answer).files.front(), kSearchManifestName);
  // NOLINTEND(bugprone-use-after-move,clang-analyzer-cplusplus.Move)
}

void expect_null_handle(broadsheet_reply* reply) {
  EXPECT_EQ(reply->status, BROADSHEET_INVALID_ARGUMENT);
  const std::string_view json(broadsheet_reply_json(reply), reply->json_size);
  EXPECT_NE(json.find("\"handle-null\""), std::string_view::npos) << json;
  broadsheet_reply_free(reply);
}

TEST(Errors, NullHandlesAreRefused) {
  expect_null_handle(broadsheet_catalog_open("[]", 2, nullptr));
  expect_null_handle(broadsheet_catalog_query(nullptr, nullptr, 0));
  broadsheet_catalog_free(nullptr);
  expect_null_handle(broadsheet_index_open(nullptr, 0, nullptr));
  expect_null_handle(broadsheet_index_add(nullptr, "x", 1));
  expect_null_handle(broadsheet_index_finish(nullptr));
  expect_null_handle(broadsheet_index_next(nullptr, nullptr, 0));
  broadsheet_index_free(nullptr);
  expect_null_handle(broadsheet_search_open(0, nullptr));
  expect_null_handle(broadsheet_search_query(nullptr, "{}", 2));
  expect_null_handle(broadsheet_search_provide(nullptr, "a", 1, "b", 1));
  expect_null_handle(broadsheet_search_miss(nullptr, "a", 1));
  broadsheet_search_free(nullptr);
  broadsheet_reply_free(nullptr);
  broadsheet_free(nullptr);
}

TEST(Errors, CReportsThemWithTheirNames) {
  const auto code_of = [](broadsheet_reply* reply) {
    const std::string json(broadsheet_reply_json(reply), reply->json_size);
    EXPECT_EQ(reply->status, BROADSHEET_INVALID_ARGUMENT);
    broadsheet_reply_free(reply);
    const std::size_t begin = json.find(":\"") + 2;
    return json.substr(begin, json.find('"', begin) - begin);
  };
  broadsheet_index* index = nullptr;
  constexpr std::string_view kJunk = R"({"base":"junk"})";
  EXPECT_EQ(code_of(broadsheet_index_open(kJunk.data(), kJunk.size(), &index)), "index-base");
  EXPECT_EQ(index, nullptr);
  broadsheet_reply_free(broadsheet_index_open(nullptr, 0, &index));
  ASSERT_NE(index, nullptr);
  EXPECT_EQ(code_of(broadsheet_index_next(index, "x", 1)), "index-order");
  broadsheet_reply_free(broadsheet_index_finish(index));
  EXPECT_EQ(code_of(broadsheet_index_finish(index)), "index-order");
  broadsheet_index_free(index);
}

}  // namespace
}  // namespace broadsheet
