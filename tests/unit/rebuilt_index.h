// An index whose payloads somebody has changed and then made all names and checksums fit again, as
// whoever publishes an archive can.
#pragma once

#include <map>
#include <string>
#include <utility>

#include "search/format/file_format.h"
#include "search/format/manifest.h"
#include "search/format/root.h"

namespace broadsheet {

using Files = std::map<std::string, std::string>;

/// Rebuilds a segment from its root on. `edit` gets the number of a file, counted over all
/// segments, and its payload, which it may change.
template <typename Edit>
class SegmentRebuilder {
 public:
  SegmentRebuilder(const Files& from, const Edit& edit, unsigned& number, Files& to)
      : from_(from), edit_(edit), number_(number), to_(to) {}

  search::SegmentEntry rebuilt(search::SegmentEntry entry) {
    const std::string& file = from_.at(search::file_name(entry.root));
    std::string payload(search::payload_of(file));
    if (auto root = search::read_root(payload); root && !root->packed) {
      search::visit_refs(*root, [&](search::Ref& ref, std::size_t place) {
        ref.id = rebuilt_file(ref.id, place);
      });
      payload = search::write_root(*root);
    }
    edit_(number_++, payload);
    const std::string made = search::make_file(search::FileKind::kRoot, 0, payload);
    entry.root = search::id_of(made, 0);
    to_[search::file_name(entry.root)] = made;
    return entry;
  }

 private:
  search::FileId rebuilt_file(search::FileId id, std::size_t place) {
    const std::string& file = from_.at(search::file_name(id));
    std::string payload(search::payload_of(file));
    edit_(number_++, payload);
    const std::string made = search::make_file(search::kind_of(file), 0, payload);
    const search::FileId made_id = search::id_of(made, place);
    to_[search::file_name(made_id)] = made;
    return made_id;
  }

  const Files& from_;
  const Edit& edit_;
  unsigned& number_;
  Files& to_;
};

/// Rebuilds all segments that `manifest` names, and makes it name the new ones. Numbers begin with
/// `number`, which ends behind the last one.
template <typename Edit>
[[nodiscard]] Files rebuilt_files(const Files& from, search::SearchManifest& manifest,
                                  unsigned& number, const Edit& edit) {
  Files to;
  for (auto* const segments : {&manifest.posts, &manifest.links}) {
    for (search::SegmentEntry& segment : *segments) {
      segment = SegmentRebuilder<Edit>(from, edit, number, to).rebuilt(std::move(segment));
    }
  }
  return to;
}

}  // namespace broadsheet
