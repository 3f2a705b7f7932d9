// An index whose files lie in memory: the host that tests of writing and asking share.
#pragma once

#include <map>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "broadsheet/render.h"
#include "broadsheet/search.h"

namespace broadsheet {

class MemoryIndex {
 public:
  /// Adds posts, given as path and source, and writes all files.
  using Sources = std::vector<std::pair<std::string, std::string>>;
  /// Each post has `entry`; if that is empty, one with its path.
  explicit MemoryIndex(const Sources& sources, IndexOptions options = {},
                       const std::string& entry = {}) {
    IndexWriter writer = IndexWriter::open(std::move(options)).value();
    for (const auto& [path, source] : sources) {
      RenderOptions render;
      render.file = path;
      const std::optional<IndexedPost> post =
          writer
              .add(path, render_post(source, render),
                   entry.empty() ? R"({"path":")" + path + "\"}" : entry)
              .value();
      if (post) {
        posts[path] = *post;
      }
      store(writer);
    }
    expect_none(writer.finish());
    store(writer);
  }

  /// Asks, and provides what that takes.
  std::variant<SearchPage, SearchNeeds, Error> ask(Search& search, const SearchQuery& query) {
    for (int round = 0; round < 10; ++round) {
      auto answer = search.query(query);
      const auto* needs = std::get_if<SearchNeeds>(&answer);
      if (needs == nullptr) {
        return answer;
      }
      for (const std::string& name : needs->files) {
        const auto file = files.find(name);
        if (file == files.end()) {
          search.miss(name);
        } else if (!search.provide(name, file->second)) {
          read.push_back(name);
        }
      }
    }
    return Error{ErrorCode::kSearchFileMissing, "the query goes on asking for files", {}, {}};
  }

  SearchPage page(const SearchQuery& query) {
    Search search;
    auto answer = ask(search, query);
    return std::get<SearchPage>(answer);
  }

  /// The paths of the exact hits, in order, and behind a "~" those of the partial ones.
  std::string paths(std::string_view text) {
    SearchQuery query;
    query.text = text;
    query.filter.sort = Sort::kRelevance;
    const SearchPage answer = page(query);
    std::string result;
    for (const SearchHit& hit : answer.hits) {
      result += result.empty() ? "" : " ";
      result += hit.partial ? "~" : "";
      result += hit.entry.substr(9, hit.entry.find('"', 9) - 9);
    }
    return result;
  }

  std::map<std::string, std::string> files;
  std::map<std::string, IndexedPost> posts;
  std::vector<std::string> read;  ///< files that were provided, in order

 private:
  static void expect_none(const std::optional<Error>& error) {
    if (error) {
      throw std::logic_error(error->message);
    }
  }

  void store(IndexWriter& writer) {
    for (IndexStep step = writer.next(); step.kind != IndexStep::Kind::kNothing;
         step = writer.next()) {
      if (step.kind == IndexStep::Kind::kRun) {
        runs_.push_back(step.bytes);
      } else if (step.kind == IndexStep::Kind::kRead) {
        expect_none(
            writer.provide(std::string_view(runs_[step.run]).substr(step.offset, step.size)));
      } else {
        files[step.name] = step.bytes;
      }
    }
  }

  std::vector<std::string> runs_;
};

}  // namespace broadsheet
