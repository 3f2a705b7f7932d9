#include <algorithm>
#include <map>
#include <string>

#include "search/bytes.h"
#include "search/file_format.h"
#include "search/manifest.h"
#include "search_oracle.h"
#include "targets.h"

namespace broadsheet::fuzz {

void search_index(std::string_view input) {
  if (input.empty()) {
    return;
  }
  const auto options = static_cast<unsigned char>(input.front());
  input.remove_prefix(1);
  const std::size_t line = std::min(input.find('\n'), input.size());
  SearchQuery query;
  query.text = input.substr(0, line);
  query.prefix = (options & 1U) != 0;
  query.scope = (options & 2U) != 0 ? SearchScope::kLinks : SearchScope::kPosts;
  query.filter.sort = (options & 4U) != 0 ? Sort::kRelevance : query.filter.sort;
  const std::string_view payload = input.substr(std::min(line + 1, input.size()));

  // Names and checksums fit, as whoever writes an index can have it: only the content is hostile.
  search::ByteReader reader(payload);
  search::SegmentEntry segment;
  segment.documents = reader.varint();
  if ((options & 8U) != 0) {
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
