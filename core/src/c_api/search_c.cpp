// The half of broadsheet_c.h that searches.
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

#include "broadsheet/broadsheet_c.h"
#include "broadsheet/search.h"
#include "broadsheet/utf16.h"
#include "c_api/argument.h"
#include "c_api/catalog_json.h"
#include "c_api/reply.h"
#include "json/json_value.h"
#include "json/json_writer.h"
#include "text/buffer.h"

struct broadsheet_search {
  broadsheet::Search search;
};

namespace broadsheet::c_api {
namespace {

using json::JsonValue;
using json::parse_json;
using Kind = JsonValue::Kind;

void write_hit(json::Writer& out, const SearchHit& hit) {
  out.begin_object();
  if (hit.entry.empty()) {
    out.key("document");
    out.number(hit.document);
  }
  if (!hit.section.empty()) {
    out.key("section");
    out.string(hit.section);
  }
  // Hundredths say enough, and whole numbers are written the same everywhere.
  constexpr double kHundredths = 100;
  const auto score = static_cast<std::int64_t>(hit.score * kHundredths);
  std::string number = std::to_string(score / 100) + '.';
  number += static_cast<char>('0' + score / 10 % 10);
  number += static_cast<char>('0' + score % 10);
  out.key("score");
  out.raw(number);
  if (hit.partial) {
    out.key("partial");
    out.boolean(true);
  }
  if (hit.entry.empty()) {
    out.end_object();
    return;
  }
  out.key("excerpt");
  out.string(hit.excerpt);
  out.key("marks");
  out.begin_array();
  // JavaScript counts in UTF-16.
  std::size_t units = 0;
  std::size_t counted = 0;
  const auto write = [&](std::size_t offset) {
    units += utf16_size(std::string_view(hit.excerpt).substr(counted, offset - counted));
    counted = offset;
    out.number(static_cast<std::int64_t>(units));
  };
  for (const auto& [begin, end] : hit.marks) {
    out.begin_array();
    write(begin);
    write(end);
    out.end_array();
  }
  out.end_array();
  out.end_object();
}

std::string page_json(SearchPage page) {
  text::Buffer text;
  json::Writer out(text);
  out.begin_object();
  page.catalog.total = page.total;
  write_page(out, page.catalog);
  out.key("posts");
  out.begin_array();
  for (const SearchHit& hit : page.hits) {
    if (!hit.entry.empty()) {
      out.raw(hit.entry);
    }
  }
  out.end_array();
  out.key("hits");
  out.begin_array();
  for (const SearchHit& hit : page.hits) {
    write_hit(out, hit);
  }
  out.end_array();
  write_notices(out, page.notices);
  out.end_object();
  return text.take();
}

std::string needs_json(const SearchNeeds& needs) {
  text::Buffer text;
  json::Writer out(text);
  out.begin_object();
  out.key("needs");
  out.begin_array();
  for (const std::string& file : needs.files) {
    out.string(file);
  }
  out.end_array();
  out.end_object();
  return text.take();
}

broadsheet_reply* query(Search& search, std::string_view json) {
  const std::optional<JsonValue> root = parse_json(json);
  if (!root || root->kind != Kind::kObject) {
    return make_error(
        Error{ErrorCode::kQueryType, "the query is not an object", "see SearchQuery", {}});
  }
  SearchQuery asked;
  if (const JsonValue* const text = root->member("text")) {
    asked.text = text->string;
  }
  if (const JsonValue* const prefix = root->member("prefix")) {
    asked.prefix = prefix->boolean;
  }
  if (const JsonValue* const excerpts = root->member("excerpts")) {
    asked.excerpts = excerpts->boolean;
  }
  if (const JsonValue* const scope = root->member("scope")) {
    asked.scope = scope->string == "links" ? SearchScope::kLinks : SearchScope::kPosts;
  }
  CatalogQuery defaults;
  defaults.sort = Sort::kRelevance;
  auto filter = query_from_value(*root, std::move(defaults));
  if (!filter) {
    return make_error(filter.error());
  }
  asked.filter = *std::move(filter);
  auto answer = search.query(asked);
  if (const auto* error = std::get_if<Error>(&answer)) {
    return make_error(*error);
  }
  if (const auto* needs = std::get_if<SearchNeeds>(&answer)) {
    return make_reply({}, {}, needs_json(*needs));
  }
  return make_reply({}, {}, page_json(std::get<SearchPage>(std::move(answer))));
}

broadsheet_reply* provide(Search& search, std::string_view name, std::string_view bytes) {
  if (const auto error = search.provide(name, bytes)) {
    return make_error(*error);
  }
  return make_reply({}, {}, {});
}

}  // namespace
}  // namespace broadsheet::c_api

extern "C" {

using broadsheet::c_api::guarded_with;

broadsheet_reply* broadsheet_search_open(uint32_t cache, broadsheet_search** search) {
  return guarded_with(search, [&](broadsheet_search*& made) {
    made = nullptr;
    broadsheet::SearchOptions options;
    if (cache != 0) {
      options.cache = cache;
    }
    made = new broadsheet_search{broadsheet::Search(options)};
    return broadsheet::c_api::make_reply({}, {}, {});
  });
}

broadsheet_reply* broadsheet_search_query(broadsheet_search* search, const char* query,
                                          uint32_t query_size) {
  return guarded_with(search, [&](broadsheet_search& asked) {
    return broadsheet::c_api::query(asked.search, broadsheet::c_api::view(query, query_size));
  });
}

broadsheet_reply* broadsheet_search_provide(broadsheet_search* search, const char* name,
                                            uint32_t name_size, const char* bytes,
                                            uint32_t bytes_size) {
  return guarded_with(search, [&](broadsheet_search& asked) {
    return broadsheet::c_api::provide(asked.search, broadsheet::c_api::view(name, name_size),
                                      broadsheet::c_api::view(bytes, bytes_size));
  });
}

broadsheet_reply* broadsheet_search_miss(broadsheet_search* search, const char* name,
                                         uint32_t name_size) {
  return guarded_with(search, [&](broadsheet_search& asked) {
    asked.search.miss(broadsheet::c_api::view(name, name_size));
    return broadsheet::c_api::make_reply({}, {}, {});
  });
}

void broadsheet_search_free(broadsheet_search* search) {
  delete search;
}

}  // extern "C"
