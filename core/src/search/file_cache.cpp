#include "search/file_cache.h"

#include <algorithm>
#include <utility>

namespace broadsheet::search {

SearchError fault_error(FileFault fault, std::string_view name) {
  const std::string file(name);
  if (fault == FileFault::kVersion) {
    return {"version-mismatch", "the file " + file + " of the search index is of another version",
            "build the index again with the version of Broadsheet that reads it", file};
  }
  if (fault == FileFault::kOther) {
    return {"search-file-damaged", "the file " + file + " of the search index is another one",
            "copy the whole index again; its files belong together", file};
  }
  return {"search-file-damaged", "the file " + file + " of the search index is damaged",
          "copy or build the index again", file};
}

std::vector<FileCache::Entry>::iterator FileCache::place(FileId id) {
  return std::lower_bound(entries_.begin(), entries_.end(), id,
                          [](const Entry& entry, FileId wanted) { return entry.id < wanted; });
}

std::optional<std::string_view> FileCache::payload(FileId id, FileKind kind) {
  const auto found = place(id);
  if (found == entries_.end() || found->id != id) {
    if (const SearchError* error = missed(id)) {
      fail(*error);
    } else if (std::find(needs_.begin(), needs_.end(), id) == needs_.end()) {
      needs_.push_back(id);
    }
    return std::nullopt;
  }
  found->used = clock_;
  if (kind_of(found->bytes) != kind) {
    fail(fault_error(FileFault::kOther, file_name(id)));
    return std::nullopt;
  }
  return payload_of(found->bytes);
}

std::optional<SearchError> FileCache::put(FileId id, std::string_view bytes) {
  const FileFault fault = check_file(bytes, id);
  if (fault != FileFault::kNone) {
    SearchError error = fault_error(fault, file_name(id));
    miss(id, error);
    return error;
  }
  const auto at = place(id);
  if (at == entries_.end() || at->id != id) {
    entries_.insert(at, {id, std::string(bytes), clock_});
    size_ += bytes.size();
  }
  missed_.erase(std::remove_if(missed_.begin(), missed_.end(),
                               [&](const Miss& miss) { return miss.id == id; }),
                missed_.end());
  return std::nullopt;
}

void FileCache::miss(FileId id, SearchError error) {
  if (missed(id) == nullptr) {
    missed_.push_back({id, std::move(error)});
  }
}

const SearchError* FileCache::missed(FileId id) const {
  const auto found =
      std::find_if(missed_.begin(), missed_.end(), [&](const Miss& miss) { return miss.id == id; });
  return found == missed_.end() ? nullptr : &found->error;
}

void FileCache::fail(SearchError error) {
  if (!error_) {
    error_ = std::move(error);
  }
}

std::vector<std::string> FileCache::needs() const {
  std::vector<std::string> names;
  names.reserve(needs_.size());
  for (const FileId id : needs_) {
    names.push_back(file_name(id));
  }
  return names;
}

void FileCache::begin_query() {
  ++clock_;
  needs_.clear();
  error_.reset();
}

void FileCache::end_query() {
  missed_.clear();
  while (size_ > limit_) {
    const auto oldest =
        std::min_element(entries_.begin(), entries_.end(),
                         [](const Entry& a, const Entry& b) { return a.used < b.used; });
    size_ -= oldest->bytes.size();
    entries_.erase(oldest);
  }
}

void FileCache::remove(FileId id) {
  const auto found = place(id);
  if (found != entries_.end() && found->id == id) {
    size_ -= found->bytes.size();
    entries_.erase(found);
  }
}

}  // namespace broadsheet::search
