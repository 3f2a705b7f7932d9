#include "broadsheet/error.h"

namespace broadsheet {

std::string_view BROADSHEET_ABI_NAMESPACE::error_code_name(ErrorCode code) noexcept {
  switch (code) {
    case ErrorCode::kJsonSyntax:
      return "json-syntax";
    case ErrorCode::kCatalogShape:
      return "catalog-shape";
    case ErrorCode::kCatalogEntry:
      return "catalog-entry";
    case ErrorCode::kQueryType:
      return "query-type";
    case ErrorCode::kQueryDate:
      return "query-date";
    case ErrorCode::kQueryLong:
      return "query-long";
    case ErrorCode::kIndexBase:
      return "index-base";
    case ErrorCode::kIndexEntry:
      return "index-entry";
    case ErrorCode::kIndexOrder:
      return "index-order";
    case ErrorCode::kIndexRun:
      return "index-run";
    case ErrorCode::kVersionMismatch:
      return "version-mismatch";
    case ErrorCode::kSearchFileDamaged:
      return "search-file-damaged";
    case ErrorCode::kSearchFileMissing:
      return "search-file-missing";
  }
  return "unknown";
}

}  // namespace broadsheet
