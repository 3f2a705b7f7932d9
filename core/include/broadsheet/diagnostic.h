/// Diagnostics: what is wrong with a post, where, and how to mend it. Values, never exceptions.
#pragma once

#include <cstdint>
#include <string>

#include "broadsheet/export.h"

namespace broadsheet {
inline namespace BROADSHEET_ABI_NAMESPACE {

enum class Severity : std::uint8_t { kError, kWarning, kInfo };

struct Diagnostic {
  /// Stable and machine-readable, such as "date-unreadable".
  std::string code;
  Severity severity = Severity::kWarning;
  /// Counted from 1, in the source as given.
  std::uint32_t line = 1;
  /// Counted from 1, in characters (code points).
  std::uint32_t column = 1;
  std::string message;
  /// How to mend it; may be empty.
  std::string hint;
};

}  // namespace BROADSHEET_ABI_NAMESPACE
}  // namespace broadsheet
