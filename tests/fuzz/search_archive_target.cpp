// A whole index whose bytes somebody has changed and then made all names and checksums fit again,
// as whoever publishes an archive can. The input is a byte of options, a query on the rest of the
// first line, then edits: number of the file, two bytes of place, a byte of what is put there.
#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "broadsheet/broadsheet_c.h"
#include "expect.h"
#include "search/format/bytes.h"
#include "search/format/file_format.h"
#include "search/format/hash.h"
#include "search/format/manifest.h"
#include "search/format/root.h"
#include "search_input.h"
#include "search_oracle.h"
#include "targets.h"
#include "unit/memory_index.h"
#include "unit/rebuilt_index.h"

namespace broadsheet::fuzz {
namespace {

/// An index of several files of each kind, and one of a single file.
const MemoryIndex& index(bool packed) {
  const auto made = [](std::size_t posts) {
    MemoryIndex::Sources sources;
    for (std::size_t number = 0; number < posts; ++number) {
      const std::string n = std::to_string(number);
      std::string text = "---\ntitle: Issue " + n + "\ndate: 2021-03-04\ntags: [mesh, t" + n +
                         "]\n---\n## Part " + n +
                         "\n\n\xE6\x9C\x8D\xE5\x8A\xA1\xE7\xBD\x91 [l](https://e.org/" + n + ")\n";
      for (std::size_t word = 0; word < 30; ++word) {
        text += " word" + std::to_string(number * 30 + word);
      }
      sources.emplace_back("p" + n + ".md", std::move(text));
    }
    return MemoryIndex(sources);
  };
  static const MemoryIndex small = made(3);
  static const MemoryIndex large = made(400);
  return packed ? small : large;
}

class Edits {
 public:
  explicit Edits(std::string_view edits) {
    constexpr std::size_t kEdit = 4;
    for (; edits.size() >= kEdit; edits.remove_prefix(kEdit)) {
      edits_.push_back({byte(edits[0]), byte(edits[1]) << 8U | byte(edits[2]), edits[3]});
    }
  }

  /// Changes `payload`, that of the file `number`.
  void apply(unsigned number, std::string& payload) const {
    for (const Edit& edit : edits_) {
      if (edit.file != number) {
        continue;
      }
      // The last 256 places cut what is behind them.
      if (edit.at >= kCut) {
        payload.resize(std::min<std::size_t>(payload.size(), edit.at - kCut));
      } else if (edit.at < payload.size()) {
        payload[edit.at] = edit.value;
      } else {
        payload += edit.value;
      }
    }
  }

 private:
  static constexpr unsigned kCut = 0xFF00;
  struct Edit {
    unsigned file;
    unsigned at;
    char value;
  };
  static unsigned byte(char c) { return static_cast<unsigned char>(c); }

  std::vector<Edit> edits_;
};

/// The manifest, edited, with the check that fits.
std::string rebuilt_manifest(const search::SearchManifest& manifest, const Edits& edits,
                             unsigned number) {
  constexpr std::string_view kCheck = R"(],"check":")";
  std::string json = search::write_manifest(manifest);
  json.resize(json.rfind(kCheck));
  edits.apply(number, json);
  const std::uint64_t hash = search::xxh64(json, search::kFormatVersion);
  json += kCheck;
  json += search::hex(static_cast<std::uint32_t>(hash >> 32U)) +
          search::hex(static_cast<std::uint32_t>(hash));
  return json + "\"}\n";
}

/// The manifest of the archive itself, which a catalog is made of.
void open_archive_manifest(const Edits& edits, unsigned number) {
  std::string json =
      R"({"format":"broadsheet-manifest","version":1,"title":"A","posts":[)"
      R"({"path":"a.md","data":{"title":"B","date":"2021-03-04","tags":["c"],"categories":[],)"
      R"("authors":["d"],"lang":"en","cover":"e.png"},"words":3,"minutes":1}]})";
  edits.apply(number, json);
  broadsheet_catalog* catalog = nullptr;
  broadsheet_reply* const reply =
      broadsheet_catalog_open(json.data(), static_cast<std::uint32_t>(json.size()), &catalog);
  expect((reply->status == BROADSHEET_OK) == (catalog != nullptr),
         "a catalog is open, or there is an error", json);
  broadsheet_reply_free(reply);
  if (catalog != nullptr) {
    constexpr std::string_view kQuery = R"({"words":"b","tags":["c"],"sort":"relevance"})";
    broadsheet_reply_free(broadsheet_catalog_query(catalog, kQuery.data(),
                                                   static_cast<std::uint32_t>(kQuery.size())));
    broadsheet_catalog_free(catalog);
  }
}

}  // namespace

void search_archive(std::string_view input) {
  if (input.empty()) {
    return;
  }
  const auto [query, packed, rest] = read_search_input(input);
  const Edits edits(rest);

  const Files& from = index(packed).files;
  search::FileFault fault = search::FileFault::kNone;
  auto manifest = search::read_manifest(from.at(std::string(kSearchManifestName)), fault);
  expect(manifest.has_value(), "the index that edits begin with is sound");
  unsigned number = 2;
  Files to = rebuilt_files(from, *manifest, number, [&](unsigned file, std::string& payload) {
    edits.apply(file, payload);
  });
  std::string json = rebuilt_manifest(*manifest, edits, 0);
  // More documents than the manifest tells, no answer may have.
  std::size_t documents = 0;
  if (const auto told = search::read_manifest(json, fault)) {
    for (const auto& segment : query.scope == SearchScope::kLinks ? told->links : told->posts) {
      documents += segment.documents;
    }
  }
  to[std::string(kSearchManifestName)] = std::move(json);
  ask_and_check(to, query, documents);
  open_archive_manifest(edits, 1);
}

}  // namespace broadsheet::fuzz
