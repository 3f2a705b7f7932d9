// Eight threads at once: each gets what one alone gets. `./scripts/test --all` runs this under
// ThreadSanitizer, too.
#include <gtest/gtest.h>

#include <string>
#include <thread>
#include <vector>

#include "broadsheet/catalog.h"
#include "broadsheet/render.h"
#include "memory_index.h"

namespace broadsheet {
namespace {

constexpr int kThreads = 8;

std::string source(int number) {
  const std::string text = std::to_string(number);
  return "---\ntitle: 周报 " + text + "\ndate: 2023-05-" + std::to_string(10 + number % 20) +
         "\ntags: [wasm, 'tag " + text + "']\nextra: {a: [1, {b: c}]}\n---\n# H " + text +
         "\n\n**“x”**y [^1] <b onclick=x>z</b> &amp; &nosuch;\n\n[^1]: note\n\n> [!NOTE]\n> 提示\n";
}

template <typename Work>
void in_threads(Work work) {
  std::vector<std::thread> threads;
  threads.reserve(kThreads);
  for (int thread = 0; thread < kThreads; ++thread) {
    threads.emplace_back([&work, thread] { work(thread); });
  }
  for (std::thread& thread : threads) {
    thread.join();
  }
}

TEST(Threads, RenderAtOnce) {
  constexpr int kPosts = 40;
  std::vector<std::string> expected;
  expected.reserve(kPosts);
  for (int i = 0; i < kPosts; ++i) {
    expected.push_back(render_post(source(i)).html);
  }
  in_threads([&](int thread) {
    for (int i = 0; i < kPosts; ++i) {
      const int post = (i * 7 + thread * 5) % kPosts;
      EXPECT_EQ(render_post(source(post)).html, expected[static_cast<std::size_t>(post)]);
    }
  });
}

TEST(Threads, AskOneCatalogAtOnce) {
  std::vector<CatalogEntry> entries;
  entries.reserve(200);
  for (int i = 0; i < 200; ++i) {
    entries.push_back({std::to_string(i) + ".md",
                       "Title " + std::to_string(i),
                       {},
                       "2020-01-02",
                       "en",
                       false,
                       {},
                       {i % 2 == 0 ? "even" : "odd"},
                       {},
                       {}});
  }
  const Catalog catalog(entries);
  in_threads([&](int thread) {
    CatalogQuery query;
    query.tags = {thread % 2 == 0 ? "even" : "odd"};
    query.words = "title";
    for (int i = 0; i < 20; ++i) {
      EXPECT_EQ(catalog.query(query).value().total, 100U);
    }
  });
}

TEST(Threads, WriteAndAskAnIndexEach) {
  in_threads([](int thread) {
    MemoryIndex index({{"a.md", source(thread)}, {"b.md", "# 服务网格\n"}});
    EXPECT_EQ(index.paths("服务网格"), "b.md");
    EXPECT_EQ(index.paths("tag:wasm"), "a.md");
  });
}

}  // namespace
}  // namespace broadsheet
