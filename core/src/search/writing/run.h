// Runs: sorted terms with their postings that the host keeps until they are merged.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace broadsheet::search {

/// What stands before a term's postings in a run.
struct RunHead {
  std::string_view term;
  std::uint32_t documents = 0;
  std::uint32_t last_document = 0;
  std::uint32_t documents_size = 0;  ///< bytes
  std::uint32_t positions_size = 0;  ///< bytes
};

void put_run_head(std::string& out, const RunHead& head);

/// A run that the host keeps: what tells later that it gives back the same bytes.
struct RunSeal {
  std::uint64_t size = 0;              ///< bytes
  std::vector<std::uint64_t> windows;  ///< the hash of each part that is asked for
};

[[nodiscard]] RunSeal seal_run(std::string_view bytes);

/// A part of a run that is wanted.
struct RunRead {
  std::uint32_t run = 0;
  std::uint64_t offset = 0;
  std::uint32_t size = 0;
};

/// A term with the postings of all runs.
struct MergedTerm {
  std::string term;
  std::uint32_t documents = 0;
  std::string document_bytes;
  std::string position_bytes;
};

/// Merges runs, later runs holding later documents, and holds a window of each in memory.
class RunMerge {
 public:
  explicit RunMerge(std::vector<RunSeal> runs);

  /// A run that stays in memory: the only one.
  explicit RunMerge(std::string run);

  /// What must be provided before next() may be called.
  [[nodiscard]] std::optional<RunRead> wanted() const;

  /// Takes the part that is wanted; false, and it stays wanted, if these are not its bytes. What is
  /// decoded is therefore always of our own making.
  [[nodiscard]] bool provide(std::string_view bytes);

  /// The next term in byte order; false at the end.
  [[nodiscard]] bool next(MergedTerm& merged);

 private:
  struct Source {
    RunSeal seal;
    std::string window;
    std::size_t at = 0;
    std::size_t parts = 0;   ///< that have been read
    std::uint64_t left = 0;  ///< bytes behind the window
    bool ready = false;      ///< head and postings are in the window, or the run has ended
    RunHead head;
    std::size_t postings = 0;  ///< where they begin in the window
  };

  static void look(Source& source);

  std::vector<Source> sources_;
};

}  // namespace broadsheet::search
