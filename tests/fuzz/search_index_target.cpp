#include <map>
#include <string>

#include "search/format/bytes.h"
#include "search/format/file_format.h"
#include "search/format/manifest.h"
#include "search_input.h"
#include "search_oracle.h"
#include "targets.h"

namespace broadsheet::fuzz {

void search_index(std::string_view input) {
  if (input.empty()) {
    return;
  }
  const auto [query, supersedes, payload] = read_search_input(input);

  // Names and checksums fit, as whoever writes an index can have it: only the content is hostile.
  search::ByteReader reader(payload);
  search::SegmentEntry segment;
  segment.documents = reader.varint();
  if (supersedes) {
    segment.superseded = {0};
  }
  const std::string root = search::make_file(search::FileKind::kRoot, 0, payload);
  segment.root = search::id_of(root, 0);
  const std::map<std::string, std::string> files = {
      {search::file_name(segment.root), root},
      {std::string(kSearchManifestName), search::write_manifest({{segment}, {segment}})}};
  ask_and_check(files, query, segment.documents);
}

}  // namespace broadsheet::fuzz
