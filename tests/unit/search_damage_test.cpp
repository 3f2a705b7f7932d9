// Damaged files: an error that names the file, or the right answer, and nothing else.
#include <gtest/gtest.h>

#include <string>

#include "broadsheet/search.h"
#include "memory_index.h"
#include "rebuilt_index.h"

namespace broadsheet {
namespace {

/// Enough text for an index of several files.
MemoryIndex::Sources sources() {
  MemoryIndex::Sources posts;
  for (int i = 0; i < 120; ++i) {
    const std::string number = std::to_string(i);
    std::string body;
    for (int line = 0; line < 30; ++line) {
      body += "第" + std::to_string(i * 31 + line) + "段说服务网格和注册中心，word" +
              std::to_string(i * 7 + line) + "。\n\n";
    }
    posts.emplace_back(number + ".md", "---\ntitle: 第 " + number + " 期\ndate: 2020-01-01\n---\n" +
                                           body + "[x](https://e" + number + ".org/)\n");
  }
  return posts;
}

class SearchDamageTest : public testing::Test {
 protected:
  SearchDamageTest() {
    query.text = "服务网格";
    query.filter.sort = Sort::kRelevance;
    Search search;
    right = describe(index.ask(search, query));
    files = index.files;
  }

  using Answer = std::variant<SearchPage, SearchNeeds, Error>;

  static std::string describe(const Answer& answer) {
    const auto* page = std::get_if<SearchPage>(&answer);
    if (page == nullptr) {
      return "error";
    }
    std::string text = std::to_string(page->total);
    for (const SearchHit& hit : page->hits) {
      text += hit.entry + hit.excerpt + hit.section;
    }
    return text;
  }

  /// Asks with one file replaced.
  void expect_named_or_right(const std::string& name, const std::string& bytes) {
    index.files[name] = bytes;
    Search search;
    const Answer answer = index.ask(search, query);
    index.files[name] = files[name];
    if (const auto* error = std::get_if<Error>(&answer)) {
      EXPECT_EQ(error->file, name) << error_code_name(error->code);
      return;
    }
    const auto& page = std::get<SearchPage>(answer);
    if (page.notices.empty()) {
      EXPECT_EQ(describe(answer), right) << name;
    } else {
      EXPECT_EQ(page.notices.front().file, name);
    }
  }

  MemoryIndex index{sources()};
  SearchQuery query;
  std::string right;
  std::map<std::string, std::string> files;
};

TEST_F(SearchDamageTest, NamesATruncatedFile) {
  ASSERT_GT(files.size(), 20U);
  for (const auto& [name, bytes] : files) {
    for (std::size_t size = 0; size < bytes.size(); size += 1'024) {
      expect_named_or_right(name, bytes.substr(0, size));
    }
    expect_named_or_right(name, bytes.substr(0, bytes.size() - 1));
  }
}

TEST_F(SearchDamageTest, NamesAFileWithAFlippedBit) {
  std::uint32_t state = 12345;
  const auto random = [&state](std::size_t below) {
    state = state * 1'664'525U + 1'013'904'223U;
    return (state >> 8U) % below;
  };
  for (const auto& [name, bytes] : files) {
    for (int flip = 0; flip < 50; ++flip) {
      std::string changed = bytes;
      const std::size_t at = random(bytes.size());
      changed[at] = static_cast<char>(changed[at] ^ (1 << random(8)));
      expect_named_or_right(name, changed);
    }
  }
}

TEST_F(SearchDamageTest, NamesAFileThatIsAnother) {
  for (const auto& [name, bytes] : files) {
    expect_named_or_right(name, files.begin()->second);
  }
}

TEST_F(SearchDamageTest, GoesOnWithoutADocument) {
  MemoryIndex damaged(sources());
  // Everything but the directory and the columns is taken away, one at a time.
  for (const auto& [name, bytes] : files) {
    damaged.files.erase(name);
    Search search;
    const Answer answer = damaged.ask(search, query);
    if (const auto* error = std::get_if<Error>(&answer)) {
      EXPECT_EQ(error->code, ErrorCode::kSearchFileMissing);
      EXPECT_EQ(error->file, name);
    }
    damaged.files[name] = bytes;
  }
}

/// The same index with another entry for each document, of the same length.
void replace_entries(MemoryIndex& index, std::string_view from, std::string to) {
  to.resize(from.size(), ' ');
  search::FileFault fault = search::FileFault::kNone;
  auto manifest = search::read_manifest(index.files.at(std::string(kSearchManifestName)), fault);
  unsigned number = 0;
  std::size_t replaced = 0;
  Files files = rebuilt_files(index.files, *manifest, number, [&](unsigned, std::string& payload) {
    for (std::size_t at = payload.find(from); at != std::string::npos;
         at = payload.find(from, at)) {
      payload.replace(at, from.size(), to);
      ++replaced;
    }
  });
  EXPECT_GE(replaced, index.posts.size());
  files[std::string(kSearchManifestName)] = search::write_manifest(*manifest);
  index.files = std::move(files);
}

TEST_F(SearchDamageTest, NamesAFileWhoseEntriesAreNoObjects) {
  constexpr std::string_view kEntry = R"({"path":"a.md"})";
  const MemoryIndex::Sources few = {{"0.md", sources().front().second}};
  for (const MemoryIndex::Sources& posts : {few, sources()}) {
    for (const char* const entry : {"[]", "null", "1", R"("{}")", "{", "{} {}", R"({"path":})"}) {
      MemoryIndex unsound(posts, {}, std::string(kEntry));
      replace_entries(unsound, kEntry, entry);
      Search search;
      const Answer answer = unsound.ask(search, query);
      if (const auto* error = std::get_if<Error>(&answer)) {
        EXPECT_EQ(error->code, ErrorCode::kSearchFileDamaged) << entry;
        EXPECT_EQ(unsound.files.count(error->file), 1U) << entry;
        continue;
      }
      const auto& page = std::get<SearchPage>(answer);
      EXPECT_TRUE(page.hits.empty()) << entry;
      ASSERT_FALSE(page.notices.empty()) << entry;
      EXPECT_EQ(page.notices.front().code, ErrorCode::kSearchFileDamaged) << entry;
      EXPECT_EQ(unsound.files.count(page.notices.front().file), 1U) << entry;
    }
  }
}

}  // namespace
}  // namespace broadsheet
