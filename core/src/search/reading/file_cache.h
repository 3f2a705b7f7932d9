// The files of an index that are at hand.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "search/format/file_format.h"

namespace broadsheet::search {

/// Keeps files for later queries, the last used ones, up to a number of bytes; and notes which
/// files the present query lacks.
class FileCache {
 public:
  explicit FileCache(std::size_t limit) : limit_(limit) {}

  /// The payload of a file, valid until end_query(). Nothing, if the file is not there: it is noted
  /// as needed, or (if it cannot be had, or is of another kind) as what the query fails for.
  [[nodiscard]] std::optional<std::string_view> payload(FileId id, FileKind kind);

  /// Whether a file is there.
  [[nodiscard]] bool has(FileId id) const { return place(id) < ids_.size(); }
  /// Notes a file as needed, though the query might do without: it comes on the way of another.
  void want(FileId id);

  /// Whether set_sound() has been called for a file since it is there.
  [[nodiscard]] bool is_sound(FileId id) const;
  /// Says that a file's content has been looked through.
  void set_sound(FileId id);

  /// Takes a file, unless its bytes are not those of that name; then it cannot be had.
  [[nodiscard]] FileFault put(FileId id, std::string_view bytes);

  /// Says that a file cannot be had, and why.
  void miss(FileId id, FileFault fault);
  /// Why it cannot be had; kNone if nothing is known of that.
  [[nodiscard]] FileFault missed(FileId id) const;

  /// Notes a file as the reason why the query fails; the first one counts.
  void fail(FileFault kind, FileId id);

  [[nodiscard]] bool stopped() const { return !needs_.empty() || failed(); }
  [[nodiscard]] bool failed() const { return fault_.kind != FileFault::kNone; }
  [[nodiscard]] const Fault& fault() const { return fault_; }
  [[nodiscard]] const std::vector<FileId>& needs() const { return needs_; }

  /// Goes on without the file that fault() names.
  void forgive() { fault_ = {}; }

  /// Forgets what a query lacked, not the files.
  void begin_query();
  /// Forgets what could not be had, and files beyond the limit.
  void end_query();

  void remove(FileId id);
  [[nodiscard]] std::size_t size() const { return size_; }

 private:
  struct CachedFile {
    std::string bytes;
    std::uint64_t used = 0;
    bool sound = false;
  };

  [[nodiscard]] std::size_t place(FileId id) const;
  void erase(std::size_t place);

  std::size_t limit_;
  std::size_t size_ = 0;
  std::uint64_t clock_ = 0;
  std::vector<FileId> ids_;
  std::vector<CachedFile> files_;  ///< in the order of ids_
  std::vector<Fault> missed_;
  std::vector<FileId> needs_;
  Fault fault_;
};

}  // namespace broadsheet::search
