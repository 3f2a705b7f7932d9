// Builds a search index of a folder of posts and asks it, natively: what `npm run bench:search`
// measures in WebAssembly.
//
//   broadsheet_search_bench FOLDER [QUERIES [ROUNDS]]
//
// Prints the processor time and the memory of the build, then for every line of the file QUERIES
// the time of a warm query with ten results and with none. Files and runs of the index lie in a new
// folder under the system's temporary one, which is removed at the end.
#include <sys/resource.h>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "broadsheet/render.h"
#include "broadsheet/search.h"

namespace {

namespace fs = std::filesystem;

double processor_seconds() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  const auto seconds = [](const timeval& time) {
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
  };
  return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

std::string read_file(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

void write_file(const fs::path& path, const std::string& bytes) {
  std::ofstream(path, std::ios::binary) << bytes;
}

void require(const std::optional<broadsheet::Error>& error) {
  if (error) {
    std::fprintf(stderr, "%s\n", error->message.c_str());
    std::exit(1);
  }
}

void store(broadsheet::IndexWriter& writer, const fs::path& folder, std::uint32_t& runs) {
  using Kind = broadsheet::IndexStep::Kind;
  for (auto step = writer.next(); step.kind != Kind::kNothing; step = writer.next()) {
    if (step.kind == Kind::kRun) {
      write_file(folder / ("run" + std::to_string(runs++)), step.bytes);
    } else if (step.kind == Kind::kRead) {
      std::ifstream file(folder / ("run" + std::to_string(step.run)), std::ios::binary);
      file.seekg(static_cast<std::streamoff>(step.offset));
      std::string bytes(step.size, '\0');
      file.read(bytes.data(), step.size);
      bytes.resize(static_cast<std::size_t>(file.gcount()));
      require(writer.provide(bytes));
    } else {
      write_file(folder / step.name, step.bytes);
    }
  }
}

void build(const fs::path& posts, const fs::path& folder) {
  std::vector<fs::path> paths;
  for (const auto& entry : fs::recursive_directory_iterator(posts)) {
    if (entry.path().extension() == ".md") {
      paths.push_back(entry.path());
    }
  }
  std::sort(paths.begin(), paths.end());
  const double before = processor_seconds();
  broadsheet::IndexWriter writer = broadsheet::IndexWriter::open().value();
  std::uint32_t runs = 0;
  for (const fs::path& path : paths) {
    const std::string name = path.filename().string();
    broadsheet::RenderOptions render;
    render.file = name;
    const broadsheet::Post post = broadsheet::render_post(read_file(path), render);
    static_cast<void>(writer.add(name, post, R"({"path":")" + name + "\"}"));
    store(writer, folder, runs);
  }
  require(writer.finish());
  store(writer, folder, runs);
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  std::printf("%zu posts: %.1f s of processor time, %ld MB at most, %u runs\n", paths.size(),
              processor_seconds() - before, usage.ru_maxrss / 1024, runs);
}

std::size_t ask(broadsheet::Search& search, const broadsheet::SearchQuery& query,
                const fs::path& folder) {
  while (true) {
    const auto answer = search.query(query);
    if (const auto* needs = std::get_if<broadsheet::SearchNeeds>(&answer)) {
      for (const std::string& name : needs->files) {
        static_cast<void>(search.provide(name, read_file(folder / name)));
      }
      continue;
    }
    const auto* page = std::get_if<broadsheet::SearchPage>(&answer);
    return page == nullptr ? 0 : page->total;
  }
}

void measure(const fs::path& folder, const fs::path& queries, std::size_t rounds) {
  broadsheet::SearchOptions options;
  options.cache = std::size_t{32} << 20U;
  broadsheet::Search search(options);
  std::ifstream lines(queries);
  std::printf("%9s %9s %8s  query\n", "ten", "none", "matches");
  for (std::string line; std::getline(lines, line);) {
    broadsheet::SearchQuery query;
    query.text = line;
    query.filter.sort = broadsheet::Sort::kRelevance;
    double milliseconds[2] = {};
    std::size_t total = 0;
    for (const std::size_t limit : {10U, 0U}) {
      query.filter.limit = limit;
      total = ask(search, query, folder);
      std::vector<double> times;
      for (std::size_t round = 0; round < rounds; ++round) {
        const auto begin = std::chrono::steady_clock::now();
        total = ask(search, query, folder);
        const std::chrono::duration<double, std::milli> time =
            std::chrono::steady_clock::now() - begin;
        times.push_back(time.count());
      }
      std::sort(times.begin(), times.end());
      milliseconds[limit == 0 ? 1 : 0] = times[rounds / 2];
    }
    std::printf("%6.3f ms %6.3f ms %8zu  %s\n", milliseconds[0], milliseconds[1], total,
                line.c_str());
  }
}

}  // namespace

int main(int count, char** arguments) {
  if (count < 2) {
    std::fprintf(stderr, "usage: broadsheet_search_bench FOLDER [QUERIES [ROUNDS]]\n");
    return 2;
  }
  const fs::path folder =
      fs::temp_directory_path() /
      ("broadsheet-bench-" +
       std::to_string(std::chrono::steady_clock::now().time_since_epoch().count()));
  fs::create_directories(folder);
  build(arguments[1], folder);
  if (count > 2) {
    const std::size_t rounds = count > 3 ? std::strtoul(arguments[3], nullptr, 10) : 20;
    measure(folder, arguments[2], std::max<std::size_t>(rounds, 1));
  }
  fs::remove_all(folder);
  return 0;
}
