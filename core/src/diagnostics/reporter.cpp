#include "diagnostics/reporter.h"

#include <algorithm>
#include <utility>

#include "text/utf8.h"

namespace broadsheet {

void Reporter::move_to(std::size_t offset) {
  if (line_starts_.empty()) {
    line_starts_.push_back(0);
    for (std::size_t at = source_.find('\n'); at != std::string_view::npos;
         at = source_.find('\n', at + 1)) {
      line_starts_.push_back(at + 1);
    }
  }
  const auto behind = std::upper_bound(line_starts_.begin(), line_starts_.end(), offset);
  const auto line = static_cast<std::size_t>(behind - line_starts_.begin()) - 1;
  if (line != line_ || offset < offset_) {
    line_ = line;
    offset_ = line_starts_[line];
    column_ = 0;
  }
  column_ += utf8::count(source_.substr(offset_, offset - offset_));
  offset_ = offset;
}

void Reporter::report(std::string_view code, Severity severity, std::size_t offset,
                      std::string message, std::string hint) {
  if (diagnostics_.size() > kMaxDiagnostics) {
    return;
  }
  move_to(std::min(offset, source_.size()));
  Diagnostic diagnostic;
  diagnostic.line = static_cast<std::uint32_t>(line_ + 1);
  diagnostic.column = static_cast<std::uint32_t>(column_ + 1);
  if (diagnostics_.size() == kMaxDiagnostics) {
    diagnostic.code = "too-many-diagnostics";
    diagnostic.severity = Severity::kInfo;
    diagnostic.message = "there are more findings from here on; they are not listed";
    diagnostic.hint = "mend the ones above, then check again";
  } else {
    diagnostic.code = code;
    diagnostic.severity = severity;
    diagnostic.message = std::move(message);
    diagnostic.hint = std::move(hint);
  }
  diagnostics_.push_back(std::move(diagnostic));
}

}  // namespace broadsheet
