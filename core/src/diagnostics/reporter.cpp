#include "diagnostics/reporter.h"

#include <algorithm>
#include <utility>

#include "text/utf8.h"

namespace broadsheet {

void Reporter::move_to(std::size_t offset) {
  if (offset < offset_) {
    offset_ = 0;
    line_start_ = 0;
    line_ = 1;
  }
  for (; offset_ < offset; ++offset_) {
    if (source_[offset_] == '\n') {
      ++line_;
      line_start_ = offset_ + 1;
    }
  }
}

void Reporter::report(std::string_view code, Severity severity, std::size_t offset,
                      std::string message, std::string hint) {
  if (diagnostics_.size() > kMaxDiagnostics) {
    return;
  }
  move_to(std::min(offset, source_.size()));
  Diagnostic diagnostic;
  diagnostic.line = line_;
  diagnostic.column = static_cast<std::uint32_t>(
      utf8::count(source_.substr(line_start_, offset_ - line_start_)) + 1);
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
