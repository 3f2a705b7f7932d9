// The one file of an index that changes.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "search/format/file_format.h"

namespace broadsheet::search {

/// A base or an addition to it.
struct SegmentEntry {
  FileId root = 0;
  std::uint32_t documents = 0;
  std::vector<std::uint32_t> superseded;  ///< documents that are left out, sorted
};

struct SearchManifest {
  std::vector<SegmentEntry> posts;
  std::vector<SegmentEntry> links;
};

/// JSON, for people and other programs to look at; written in one way only.
[[nodiscard]] std::string write_manifest(const SearchManifest& manifest);

/// Reads what write_manifest() has written. `fault` is kVersion for another format version,
/// kDamaged for everything else.
[[nodiscard]] std::optional<SearchManifest> read_manifest(std::string_view json, FileFault& fault);

}  // namespace broadsheet::search
