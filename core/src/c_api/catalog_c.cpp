// The catalog half of broadsheet_c.h.
#include <memory>
#include <string>
#include <utility>
#include <variant>

#include "broadsheet/broadsheet_c.h"
#include "broadsheet/catalog.h"
#include "c_api/argument.h"
#include "c_api/catalog_json.h"
#include "c_api/reply.h"

struct broadsheet_catalog {
  broadsheet::Catalog catalog;
};

namespace broadsheet::c_api {
namespace {

broadsheet_reply* open(std::string_view json, broadsheet_catalog** catalog) {
  const auto entries = entries_from_json(json);
  if (!entries) {
    return make_error(entries.error());
  }
  auto opened = std::make_unique<broadsheet_catalog>(broadsheet_catalog{Catalog(*entries)});
  broadsheet_reply* const reply =
      make_reply({}, {}, "{\"total\":" + std::to_string(opened->catalog.size()) + "}");
  if (reply->status == BROADSHEET_OK) {
    *catalog = opened.release();
  }
  return reply;
}

broadsheet_reply* query(const Catalog& catalog, std::string_view json) {
  const auto query = query_from_json(json);
  if (!query) {
    return make_error(query.error());
  }
  const auto result = catalog.query(*query);
  if (!result) {
    return make_error(result.error());
  }
  const CatalogPage& page = *result;
  std::string positions;
  positions.reserve(page.posts.size() * 4);
  for (const std::uint32_t post : page.posts) {
    for (std::uint32_t shift = 0; shift < 32; shift += 8) {
      positions += static_cast<char>((post >> shift) & 0xFFU);
    }
  }
  return make_reply(positions, {}, to_json(page));
}

}  // namespace
}  // namespace broadsheet::c_api

extern "C" {

broadsheet_reply* broadsheet_catalog_open(const char* json, uint32_t json_size,
                                          broadsheet_catalog** catalog) {
  return broadsheet::c_api::guarded_with(catalog, [&](broadsheet_catalog*& made) {
    made = nullptr;
    return broadsheet::c_api::open(broadsheet::c_api::view(json, json_size), &made);
  });
}

broadsheet_reply* broadsheet_catalog_query(const broadsheet_catalog* catalog, const char* query,
                                           uint32_t query_size) {
  return broadsheet::c_api::guarded_with(catalog, [&](const broadsheet_catalog& asked) {
    return broadsheet::c_api::query(asked.catalog, broadsheet::c_api::view(query, query_size));
  });
}

void broadsheet_catalog_free(broadsheet_catalog* catalog) {
  delete catalog;
}

}  // extern "C"
