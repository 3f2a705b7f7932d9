/// What functions answer when they cannot do what is asked.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

#include "broadsheet/export.h"

namespace broadsheet {
inline namespace BROADSHEET_ABI_NAMESPACE {

/// What went wrong. Programs tell cases apart by it; the texts of an error are for people.
enum class ErrorCode : std::uint8_t {
  kJsonSyntax,         ///< text that should be JSON is not
  kCatalogShape,       ///< a catalog's JSON has no list of posts
  kCatalogEntry,       ///< a post of a catalog has no path or no data
  kQueryType,          ///< a member of a query's JSON is of another type
  kQueryDate,          ///< a bound of a query is not a date
  kQueryLong,          ///< a query is too long; the rest of it is passed over
  kIndexBase,          ///< IndexOptions::base is no manifest, or has not what is superseded
  kIndexEntry,         ///< a post's entry is not a JSON object with a path
  kIndexOrder,         ///< a call that an index does not expect now
  kIndexRun,           ///< bytes that are not those of the run that was asked for
  kVersionMismatch,    ///< a file is of another version of Broadsheet
  kSearchFileDamaged,  ///< a file of an index is not as it was written
  kSearchFileMissing,  ///< a file of an index cannot be had
};

/// The stable name of a code, in lower case with hyphens ("query-date"): what replies of the C
/// interface and errors in JavaScript hold.
[[nodiscard]] BROADSHEET_API std::string_view error_code_name(ErrorCode code) noexcept;

/// What a call could not do, and what now.
struct Error {
  ErrorCode code = ErrorCode::kJsonSyntax;
  std::string message;
  std::string hint;  ///< how to mend it; may be empty
  std::string file;  ///< the file that is to blame, if one is
};

/// What an answer does without.
struct Notice {
  ErrorCode code = ErrorCode::kQueryLong;
  std::string message;
  std::string file;  ///< the file that is to blame, if one is
};

/// A value, or why there is none; used like std::expected of C++23.
template <typename T>
class [[nodiscard]] Result {
 public:
  Result(T value) : outcome_(std::move(value)) {}      // NOLINT(google-explicit-constructor)
  Result(Error error) : outcome_(std::move(error)) {}  // NOLINT(google-explicit-constructor)

  [[nodiscard]] bool has_value() const { return outcome_.index() == 0; }
  explicit operator bool() const { return has_value(); }

  /// Throws std::bad_variant_access when there is an error instead.
  [[nodiscard]] T& value() & { return std::get<0>(outcome_); }
  [[nodiscard]] const T& value() const& { return std::get<0>(outcome_); }
  [[nodiscard]] T&& value() && { return std::get<0>(std::move(outcome_)); }
  T& operator*() & { return value(); }
  const T& operator*() const& { return value(); }
  T&& operator*() && { return std::move(*this).value(); }
  T* operator->() { return &value(); }
  const T* operator->() const { return &value(); }

  /// Throws std::bad_variant_access when there is a value instead.
  [[nodiscard]] const Error& error() const { return std::get<1>(outcome_); }

 private:
  std::variant<T, Error> outcome_;
};

}  // namespace BROADSHEET_ABI_NAMESPACE
}  // namespace broadsheet
