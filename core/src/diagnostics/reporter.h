// Collects the diagnostics of one post and turns byte offsets into lines and columns.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "broadsheet/diagnostic.h"

namespace broadsheet {

/// More than this many diagnostics help nobody; the last one says that there are more.
inline constexpr std::size_t kMaxDiagnostics = 500;

class Reporter {
 public:
  /// `source`, valid UTF-8, must outlive the reporter: offsets count from its first byte.
  explicit Reporter(std::string_view source) : source_(source) {}

  void report(std::string_view code, Severity severity, std::size_t offset, std::string message,
              std::string hint = {});

  [[nodiscard]] std::vector<Diagnostic> take() { return std::move(diagnostics_); }

 private:
  void move_to(std::size_t offset);

  std::string_view source_;
  std::vector<Diagnostic> diagnostics_;
  std::vector<std::size_t> line_starts_;  ///< found at the first report
  // Where the last diagnostic stood: columns of the next one in its line are counted on from there.
  std::size_t line_ = 0;
  std::size_t offset_ = 0;
  std::size_t column_ = 0;
};

}  // namespace broadsheet
