// The files of an index that are at hand.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "broadsheet/search.h"
#include "search/file_format.h"

namespace broadsheet::search {

/// Keeps files for later queries, the last used ones, up to a number of bytes; and notes which
/// files the present query lacks.
class FileCache {
 public:
  explicit FileCache(std::size_t limit) : limit_(limit) {}

  /// The payload of a file, valid until end_query(). Nothing, if the file is not there: it is noted
  /// as needed, or (if it cannot be had, or is of another kind) as the error of the query.
  [[nodiscard]] std::optional<std::string_view> payload(FileId id, FileKind kind);

  /// Takes a file. An error, if its bytes are not those of that name.
  [[nodiscard]] std::optional<SearchError> put(FileId id, std::string_view bytes);

  /// Says that a file cannot be had.
  void miss(FileId id, SearchError error);
  /// The error of a file that cannot be had.
  [[nodiscard]] const SearchError* missed(FileId id) const;

  /// Notes a file as the reason why the query fails.
  void fail(SearchError error);

  [[nodiscard]] bool stopped() const { return !needs_.empty() || error_; }
  [[nodiscard]] const std::optional<SearchError>& error() const { return error_; }
  [[nodiscard]] std::vector<std::string> needs() const;

  /// Forgets what a query lacked, not the files.
  void begin_query();
  /// Forgets what could not be had, and files beyond the limit.
  void end_query();

  void remove(FileId id);
  [[nodiscard]] std::size_t size() const { return size_; }

 private:
  struct Entry {
    FileId id = 0;
    std::string bytes;
    std::uint64_t used = 0;
  };
  struct Miss {
    FileId id;
    SearchError error;
  };

  std::vector<Entry>::iterator place(FileId id);

  std::size_t limit_;
  std::size_t size_ = 0;
  std::uint64_t clock_ = 0;
  std::vector<Entry> entries_;  ///< by id
  std::vector<Miss> missed_;
  std::vector<FileId> needs_;
  std::optional<SearchError> error_;
};

/// The error for a file that is not what it should be.
[[nodiscard]] SearchError fault_error(FileFault fault, std::string_view name);

}  // namespace broadsheet::search
