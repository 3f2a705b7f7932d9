// Catalogs and queries from JSON, their answers as JSON.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "broadsheet/catalog.h"
#include "json/json_value.h"
#include "json/json_writer.h"

namespace broadsheet::c_api {

/// Reads the posts of a manifest or of an array of posts.
[[nodiscard]] Result<std::vector<CatalogEntry>> entries_from_json(std::string_view json);

/// Reads a query; an empty text is the empty query.
[[nodiscard]] Result<CatalogQuery> query_from_json(std::string_view json);

/// The same from a value that has been parsed, an object; what it does not say is as in `defaults`.
[[nodiscard]] Result<CatalogQuery> query_from_value(const json::JsonValue& value,
                                                    CatalogQuery defaults);

/// Writes the members "total" and "facets" of an object.
void write_page(json::Writer& out, const CatalogPage& page);

/// Writes the member "notices".
void write_notices(json::Writer& out, const std::vector<Notice>& notices);

/// {"total": ..., "facets": {...}}, and "notices" if there are any.
[[nodiscard]] std::string to_json(const CatalogPage& page);

}  // namespace broadsheet::c_api
