#include "search/reading/file_cache.h"

#include <algorithm>
#include <utility>

namespace broadsheet::search {

/// A thousand files are looked through in less than a microsecond.
std::size_t FileCache::place(FileId id) const {
  return static_cast<std::size_t>(std::find(ids_.begin(), ids_.end(), id) - ids_.begin());
}

std::optional<std::string_view> FileCache::payload(FileId id, FileKind kind) {
  const std::size_t found = place(id);
  if (found == ids_.size()) {
    const FileFault fault = missed(id);
    if (fault != FileFault::kNone) {
      fail(fault, id);
    } else {
      want(id);
    }
    return std::nullopt;
  }
  CachedFile& entry = files_[found];
  entry.used = clock_;
  if (kind_of(entry.bytes) != kind) {
    fail(FileFault::kOther, id);
    return std::nullopt;
  }
  return payload_of(entry.bytes);
}

void FileCache::want(FileId id) {
  if (!has(id) && missed(id) == FileFault::kNone &&
      std::find(needs_.begin(), needs_.end(), id) == needs_.end()) {
    needs_.push_back(id);
  }
}

bool FileCache::is_sound(FileId id) const {
  const std::size_t found = place(id);
  return found < ids_.size() && files_[found].sound;
}

void FileCache::set_sound(FileId id) {
  if (const std::size_t found = place(id); found < ids_.size()) {
    files_[found].sound = true;
  }
}

FileFault FileCache::put(FileId id, std::string_view bytes) {
  const FileFault fault = check_file(bytes, id);
  if (fault != FileFault::kNone) {
    miss(id, fault);
    return fault;
  }
  if (place(id) == ids_.size()) {
    ids_.push_back(id);
    files_.push_back({std::string(bytes), clock_, false});
    size_ += bytes.size();
  }
  return fault;
}

void FileCache::miss(FileId id, FileFault fault) {
  missed_.push_back({fault, id});
}

FileFault FileCache::missed(FileId id) const {
  for (const Fault& fault : missed_) {
    if (fault.file == id) {
      return fault.kind;
    }
  }
  return FileFault::kNone;
}

void FileCache::fail(FileFault kind, FileId id) {
  // The first file is the reason; others follow from it.
  if (!failed()) {
    fault_ = {kind, id};
  }
}

void FileCache::begin_query() {
  ++clock_;
  needs_.clear();
  fault_ = {};
}

void FileCache::end_query() {
  missed_.clear();
  // Only between queries: views of a file stay valid within one, however much it reads. The oldest
  // is looked for each time, for files are few and mostly none has to go.
  while (size_ > limit_) {
    std::size_t oldest = 0;
    for (std::size_t i = 1; i < files_.size(); ++i) {
      oldest = files_[i].used < files_[oldest].used ? i : oldest;
    }
    erase(oldest);
  }
}

void FileCache::remove(FileId id) {
  const std::size_t found = place(id);
  if (found < ids_.size()) {
    erase(found);
  }
}

void FileCache::erase(std::size_t place) {
  size_ -= files_[place].bytes.size();
  // The order does not matter.
  std::swap(files_[place], files_.back());
  files_.pop_back();
  ids_[place] = ids_.back();
  ids_.pop_back();
}

}  // namespace broadsheet::search
