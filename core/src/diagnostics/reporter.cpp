#include "diagnostics/reporter.h"

#include <algorithm>
#include <cstddef>

#include "text/utf8.h"

namespace broadsheet {
namespace {

/// Lines and columns of places, which nearly always rise: then in one pass over a source.
class Places {
 public:
  explicit Places(std::string_view source) : source_(source) {}

  void move_to(std::size_t offset, Diagnostic& diagnostic) {
    if (offset < offset_) {
      offset_ = 0;
      line_ = 1;
      column_ = 1;
    }
    std::size_t feed = source_.find('\n', offset_);
    while (feed < offset) {
      ++line_;
      column_ = 1;
      offset_ = feed + 1;
      feed = source_.find('\n', offset_);
    }
    column_ += static_cast<std::uint32_t>(utf8::count(source_.substr(offset_, offset - offset_)));
    offset_ = offset;
    diagnostic.line = line_;
    diagnostic.column = column_;
  }

 private:
  std::string_view source_;
  std::size_t offset_ = 0;
  std::uint32_t line_ = 1;
  std::uint32_t column_ = 1;
};

}  // namespace

void Reporter::report(std::string_view code, Severity severity, std::size_t offset,
                      std::string message, std::string hint) {
  if (!kTellsDiagnostics) {
    return;
  }
  std::size_t kind = 0;
  while (kind + 1 < kCodes && !counts_[kind].code.empty() && counts_[kind].code != code) {
    ++kind;
  }
  counts_[kind].code = code;
  // Which ones are among the first of all is known at the end; of one code, these come first.
  if (counts_[kind].reports++ > kMaxDiagnostics) {
    return;
  }
  offset = std::min(offset, source_.size());
  // Few passes report much, each in the order of the source: most go to the end, or near it.
  std::size_t place = order_.size();
  while (place > ordered_from_ && reports_[order_[place - 1]].offset > offset) {
    --place;
  }
  order_.push_back(0);
  std::copy_backward(order_.begin() + static_cast<std::ptrdiff_t>(place), order_.end() - 1,
                     order_.end());
  order_[place] = static_cast<std::uint32_t>(reports_.size());
  Report& report = reports_.emplace_back();
  report.code = code;
  report.severity = severity;
  report.offset = offset;
  report.message = std::move(message);
  report.hint = std::move(hint);
}

std::vector<Diagnostic> Reporter::take() {
  std::vector<Diagnostic> diagnostics;
  Places places(source_);
  for (const std::uint32_t index : order_) {
    Report& report = reports_[index];
    Diagnostic& diagnostic = diagnostics.emplace_back();
    places.move_to(report.offset, diagnostic);
    if (diagnostics.size() > kMaxDiagnostics) {
      diagnostic.code = "too-many-diagnostics";
      diagnostic.severity = Severity::kInfo;
      diagnostic.message = "there are more findings from here on; they are not listed";
      diagnostic.hint = "mend the ones above, then check again";
      break;
    }
    diagnostic.code = report.code;
    diagnostic.severity = report.severity;
    diagnostic.message = std::move(report.message);
    diagnostic.hint = std::move(report.hint);
  }
  return diagnostics;
}

}  // namespace broadsheet
