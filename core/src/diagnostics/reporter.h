// Collects the diagnostics of one post and turns byte offsets into lines and columns.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "broadsheet/diagnostic.h"

namespace broadsheet {

/// More than this many diagnostics help nobody; the last one says that there are more.
inline constexpr std::size_t kMaxDiagnostics = 500;

/// Whether anybody is told what is wrong with a post. A module that has no use for it defines this
/// as false where it is linked, and link-time optimization leaves the words out
/// (wasm/CMakeLists.txt).
extern const bool kTellsDiagnostics;

class Reporter {
 public:
  /// `source`, valid UTF-8, must outlive the reporter: offsets count from its first byte.
  explicit Reporter(std::string_view source) : source_(source) {}

  /// `code` must be a constant.
  void report(std::string_view code, Severity severity, std::size_t offset, std::string message,
              std::string hint = {});

  /// What is reported between these two is told in the order of its places, whoever reports it
  /// when.
  void begin_ordered() { ordered_from_ = order_.size(); }
  void end_ordered() { ordered_from_ = kUnordered; }

  [[nodiscard]] std::vector<Diagnostic> take();

 private:
  static constexpr std::size_t kUnordered = static_cast<std::size_t>(-1);

  /// More than there are; the last ones would share a count.
  static constexpr std::size_t kCodes = 64;
  struct Count {
    std::string_view code;
    std::size_t reports = 0;
  };
  struct Report {
    std::string_view code;
    Severity severity = Severity::kWarning;
    std::size_t offset = 0;
    std::string message;
    std::string hint;
  };

  std::string_view source_;
  std::vector<Report> reports_;
  std::vector<std::uint32_t> order_;  ///< of reports_
  std::size_t ordered_from_ = kUnordered;
  std::array<Count, kCodes> counts_ = {};
};

}  // namespace broadsheet
