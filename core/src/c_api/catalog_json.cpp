#include "c_api/catalog_json.h"

#include <cmath>
#include <cstdint>
#include <limits>
#include <nlohmann/json.hpp>
#include <utility>

#include "json/json_writer.h"

namespace broadsheet::c_api {
namespace {

using Json = nlohmann::json;

/// Parses without exceptions; a discarded value is a syntax error.
Json parse(std::string_view text) {
  return Json::parse(text.data(), text.data() + text.size(), nullptr, false);
}

CatalogError syntax_error(std::string_view what) {
  return {"json-syntax", "the " + std::string(what) + " is not JSON", "pass JSON text in UTF-8"};
}

std::string text_member(const Json& object, const char* key) {
  const auto found = object.find(key);
  return found != object.end() && found->is_string() ? found->get_ref<const std::string&>()
                                                     : std::string{};
}

std::vector<std::string> text_list(const Json& object, const char* key) {
  std::vector<std::string> texts;
  const auto found = object.find(key);
  if (found == object.end() || !found->is_array()) {
    return texts;
  }
  for (const Json& item : *found) {
    if (item.is_string()) {
      texts.push_back(item.get_ref<const std::string&>());
    }
  }
  return texts;
}

CatalogEntry entry_of(const std::string& path, const Json& data) {
  CatalogEntry entry;
  entry.path = path;
  entry.title = text_member(data, "title");
  entry.description = text_member(data, "description");
  entry.date = text_member(data, "date");
  entry.lang = text_member(data, "lang");
  const auto draft = data.find("draft");
  entry.draft = draft != data.end() && draft->is_boolean() && draft->get<bool>();
  entry.tags = text_list(data, "tags");
  entry.categories = text_list(data, "categories");
  entry.authors = text_list(data, "authors");
  return entry;
}

/// Reads the members of a query one by one; the first that does not fit is the error.
class QueryReader {
 public:
  explicit QueryReader(const Json& json) : json_(json) {}

  std::variant<CatalogQuery, CatalogError> read() {
    CatalogQuery query;
    text("words", query.words);
    texts("tags", query.tags);
    texts("categories", query.categories);
    texts("authors", query.authors);
    texts("langs", query.langs);
    text("from", query.from);
    text("to", query.to);
    years(query.years);
    if (const Json* drafts = member("drafts")) {
      drafts->is_boolean() ? void(query.drafts = drafts->get<bool>())
                           : wrong("drafts", "true or false");
    }
    sort(query.sort);
    if (const auto offset = count("offset")) {
      query.offset = *offset;
    }
    query.limit = count("limit");
    if (error_) {
      return *std::move(error_);
    }
    return query;
  }

 private:
  const Json* member(const char* key) const {
    const auto found = json_.find(key);
    return found == json_.end() || found->is_null() ? nullptr : &*found;
  }

  void wrong(const char* key, const char* wanted) {
    if (!error_) {
      error_ =
          CatalogError{"query-type", "`" + std::string(key) + "` of the query should be " + wanted,
                       "see CatalogQuery"};
    }
  }

  void text(const char* key, std::string& into) {
    if (const Json* value = member(key)) {
      value->is_string() ? void(into = value->get_ref<const std::string&>()) : wrong(key, "text");
    }
  }

  void texts(const char* key, std::vector<std::string>& into) {
    const Json* const value = member(key);
    if (value == nullptr) {
      return;
    }
    into = text_list(json_, key);
    if (!value->is_array() || into.size() != value->size()) {
      wrong(key, "a list of texts");
    }
  }

  void years(std::vector<std::int32_t>& into) {
    const Json* const value = member("years");
    if (value == nullptr) {
      return;
    }
    if (!value->is_array()) {
      wrong("years", "a list of whole numbers");
      return;
    }
    for (const Json& year : *value) {
      if (!year.is_number_integer()) {
        wrong("years", "a list of whole numbers");
        return;
      }
      into.push_back(year.get<std::int32_t>());
    }
  }

  void sort(Sort& into) {
    const Json* const value = member("sort");
    if (value == nullptr) {
      return;
    }
    constexpr std::pair<const char*, Sort> kNames[] = {{"newest", Sort::kNewest},
                                                       {"oldest", Sort::kOldest},
                                                       {"title", Sort::kTitle},
                                                       {"relevance", Sort::kRelevance}};
    for (const auto& [name, sort] : kNames) {
      if (*value == name) {
        into = sort;
        return;
      }
    }
    wrong("sort", "newest, oldest, title or relevance");
  }

  std::optional<std::size_t> count(const char* key) {
    const Json* const value = member(key);
    if (value == nullptr) {
      return std::nullopt;
    }
    const double number = value->is_number() ? value->get<double>() : -1;
    if (!(number >= 0) || number != std::floor(number)) {
      wrong(key, "a whole number, 0 or more");
      return std::nullopt;
    }
    constexpr auto kMost = static_cast<double>(std::numeric_limits<std::uint32_t>::max());
    return static_cast<std::size_t>(number < kMost ? number : kMost);
  }

  const Json& json_;
  std::optional<CatalogError> error_;
};

void write_facet(json::Writer& out, const char* key, const std::vector<Facet>& facet) {
  out.key(key);
  out.begin_array();
  for (const Facet& value : facet) {
    out.begin_object();
    out.key("value");
    out.string(value.value);
    out.key("count");
    out.number(value.count);
    out.end_object();
  }
  out.end_array();
}

}  // namespace

std::variant<std::vector<CatalogEntry>, CatalogError> entries_from_json(std::string_view json) {
  const Json root = parse(json);
  if (root.is_discarded()) {
    return syntax_error("catalog");
  }
  const Json* posts = &root;
  if (root.is_object() && root.contains("posts")) {
    posts = &root["posts"];
  }
  if (!posts->is_array()) {
    return CatalogError{"catalog-shape", "the catalog has no list of posts",
                        "pass a list of posts or a manifest with a list `posts`"};
  }
  std::vector<CatalogEntry> entries;
  entries.reserve(posts->size());
  for (const Json& post : *posts) {
    const bool fits = post.is_object() && post.contains("path") && post["path"].is_string() &&
                      post.contains("data") && post["data"].is_object();
    if (!fits) {
      return CatalogError{
          "catalog-entry",
          "post " + std::to_string(entries.size()) + " of the catalog has no path or no data",
          "pass posts as {path: string, data: object}"};
    }
    entries.push_back(entry_of(post["path"].get_ref<const std::string&>(), post["data"]));
  }
  return entries;
}

std::variant<CatalogQuery, CatalogError> query_from_json(std::string_view json) {
  if (json.empty()) {
    return CatalogQuery{};
  }
  const Json root = parse(json);
  if (root.is_discarded()) {
    return syntax_error("query");
  }
  if (!root.is_object()) {
    return CatalogError{"query-type", "the query is not an object", "see CatalogQuery"};
  }
  return QueryReader(root).read();
}

std::string to_json(const CatalogPage& page) {
  std::string text;
  json::Writer out(text);
  out.begin_object();
  out.key("total");
  out.number(static_cast<std::int64_t>(page.total));
  out.key("facets");
  out.begin_object();
  write_facet(out, "tags", page.tags);
  write_facet(out, "categories", page.categories);
  write_facet(out, "authors", page.authors);
  write_facet(out, "years", page.years);
  write_facet(out, "langs", page.langs);
  out.end_object();
  out.end_object();
  return text;
}

}  // namespace broadsheet::c_api
