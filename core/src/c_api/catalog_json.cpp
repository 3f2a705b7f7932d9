#include "c_api/catalog_json.h"

#include <cmath>
#include <cstdint>
#include <limits>
#include <utility>

#include "json/json_value.h"
#include "json/json_writer.h"

namespace broadsheet::c_api {
namespace {

using json::JsonValue;
using json::parse_json;
using Kind = JsonValue::Kind;

Error syntax_error(std::string_view what) {
  return {ErrorCode::kJsonSyntax,
          "the " + std::string(what) + " is not JSON",
          "pass JSON text in UTF-8",
          {}};
}

std::string text_member(const JsonValue& object, std::string_view key) {
  const JsonValue* const value = object.member(key);
  return value != nullptr && value->kind == Kind::kString ? value->string : std::string{};
}

std::vector<std::string> texts_of(const JsonValue& list) {
  std::vector<std::string> texts;
  for (const JsonValue& item : list.children) {
    if (list.kind == Kind::kArray && item.kind == Kind::kString) {
      texts.push_back(item.string);
    }
  }
  return texts;
}

std::vector<std::string> text_list(const JsonValue& object, std::string_view key) {
  const JsonValue* const value = object.member(key);
  return value == nullptr ? std::vector<std::string>{} : texts_of(*value);
}

/// JSON's numbers are exact up to here.
constexpr double kMostExact = 9007199254740991;

bool is_whole(double number) {
  return number == std::floor(number);
}

CatalogEntry entry_of(const std::string& path, const JsonValue& data) {
  CatalogEntry entry;
  entry.path = path;
  entry.title = text_member(data, "title");
  entry.description = text_member(data, "description");
  entry.date = text_member(data, "date");
  entry.lang = text_member(data, "lang");
  const JsonValue* const draft = data.member("draft");
  entry.draft = draft != nullptr && draft->boolean;
  const JsonValue* const issue = data.member("issue");
  if (issue != nullptr && issue->kind == Kind::kNumber && is_whole(issue->number) &&
      std::abs(issue->number) <= kMostExact) {
    entry.issue = static_cast<std::int64_t>(issue->number);
  }
  entry.tags = text_list(data, "tags");
  entry.categories = text_list(data, "categories");
  entry.authors = text_list(data, "authors");
  return entry;
}

/// Reads the members of a query one by one; the first that does not fit is the error.
class QueryReader {
 public:
  explicit QueryReader(const JsonValue& json) : json_(json) {}

  Result<CatalogQuery> read(CatalogQuery query) {
    text("words", query.words);
    texts("tags", query.tags);
    texts("categories", query.categories);
    texts("authors", query.authors);
    texts("langs", query.langs);
    text("from", query.from);
    text("to", query.to);
    years(query.years);
    if (const JsonValue* drafts = member("drafts", Kind::kBoolean, "true or false")) {
      query.drafts = drafts->boolean;
    }
    sort(query.sort);
    query.offset = count("offset").value_or(query.offset);
    query.limit = count("limit");
    if (error_) {
      return *std::move(error_);
    }
    return query;
  }

 private:
  /// The member, unless it is missing or, with an error, of another kind.
  const JsonValue* member(std::string_view key, Kind kind, std::string_view wanted) {
    const JsonValue* const value = json_.member(key);
    if (value == nullptr || value->kind == kind) {
      return value;
    }
    wrong(key, wanted);
    return nullptr;
  }

  // The first error is the one to mend: others may follow from it.
  void wrong(std::string_view key, std::string_view wanted) {
    if (!error_) {
      error_ = Error{ErrorCode::kQueryType,
                     "`" + std::string(key) + "` of the query should be " + std::string(wanted),
                     "see CatalogQuery",
                     {}};
    }
  }

  void text(std::string_view key, std::string& into) {
    if (const JsonValue* value = member(key, Kind::kString, "text")) {
      into = value->string;
    }
  }

  void texts(std::string_view key, std::vector<std::string>& into) {
    constexpr std::string_view kWanted = "a list of texts";
    if (const JsonValue* value = member(key, Kind::kArray, kWanted)) {
      into = texts_of(*value);
      if (into.size() != value->children.size()) {
        wrong(key, kWanted);
      }
    }
  }

  void years(std::vector<std::int32_t>& into) {
    constexpr std::string_view kWanted = "a list of years";
    constexpr double kMostYear = 9999;
    const JsonValue* const value = member("years", Kind::kArray, kWanted);
    if (value == nullptr) {
      return;
    }
    for (const JsonValue& year : value->children) {
      if (year.kind != Kind::kNumber || !is_whole(year.number) ||
          std::abs(year.number) > kMostYear) {
        wrong("years", kWanted);
        return;
      }
      into.push_back(static_cast<std::int32_t>(year.number));
    }
  }

  void sort(Sort& into) {
    constexpr std::string_view kWanted = "newest, oldest, title or relevance";
    constexpr std::pair<std::string_view, Sort> kNames[] = {{"newest", Sort::kNewest},
                                                            {"oldest", Sort::kOldest},
                                                            {"title", Sort::kTitle},
                                                            {"relevance", Sort::kRelevance}};
    const JsonValue* const value = member("sort", Kind::kString, kWanted);
    if (value == nullptr) {
      return;
    }
    for (const auto& [name, sort] : kNames) {
      if (value->string == name) {
        into = sort;
        return;
      }
    }
    wrong("sort", kWanted);
  }

  std::optional<std::size_t> count(std::string_view key) {
    constexpr std::string_view kWanted = "a whole number, 0 or more";
    constexpr auto kMost = static_cast<double>(std::numeric_limits<std::uint32_t>::max());
    const JsonValue* const value = member(key, Kind::kNumber, kWanted);
    if (value == nullptr) {
      return std::nullopt;
    }
    if (!(value->number >= 0) || !is_whole(value->number)) {
      wrong(key, kWanted);
      return std::nullopt;
    }
    return static_cast<std::size_t>(value->number < kMost ? value->number : kMost);
  }

  const JsonValue& json_;
  std::optional<Error> error_;
};

void write_facet(json::Writer& out, std::string_view key, const std::vector<Facet>& facet) {
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

Result<std::vector<CatalogEntry>> entries_from_json(std::string_view json) {
  const std::optional<JsonValue> root = parse_json(json);
  if (!root) {
    return syntax_error("catalog");
  }
  // A manifest is taken as it is, so that a page need not cut its list out.
  const JsonValue* const listed = root->member("posts");
  const JsonValue& posts = listed != nullptr ? *listed : *root;
  if (posts.kind != Kind::kArray) {
    return Error{ErrorCode::kCatalogShape,
                 "the catalog has no list of posts",
                 "pass a list of posts or a manifest with a list `posts`",
                 {}};
  }
  std::vector<CatalogEntry> entries;
  entries.reserve(posts.children.size());
  for (const JsonValue& post : posts.children) {
    const JsonValue* const path = post.member("path");
    const JsonValue* const data = post.member("data");
    if (path == nullptr || path->kind != Kind::kString || data == nullptr ||
        data->kind != Kind::kObject) {
      return Error{
          ErrorCode::kCatalogEntry,
          "post " + std::to_string(entries.size()) + " of the catalog has no path or no data",
          "pass posts as {path: string, data: object}",
          {}};
    }
    entries.push_back(entry_of(path->string, *data));
  }
  return entries;
}

Result<CatalogQuery> query_from_json(std::string_view json) {
  if (json.empty()) {
    return CatalogQuery{};
  }
  const std::optional<JsonValue> root = parse_json(json);
  if (!root) {
    return syntax_error("query");
  }
  if (root->kind != Kind::kObject) {
    return Error{ErrorCode::kQueryType, "the query is not an object", "see CatalogQuery", {}};
  }
  return query_from_value(*root, {});
}

Result<CatalogQuery> query_from_value(const JsonValue& value, CatalogQuery defaults) {
  return QueryReader(value).read(std::move(defaults));
}

void write_page(json::Writer& out, const CatalogPage& page) {
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
}

void write_notices(json::Writer& out, const std::vector<Notice>& notices) {
  out.key("notices");
  out.begin_array();
  for (const Notice& notice : notices) {
    out.begin_object();
    out.key("code");
    out.string(error_code_name(notice.code));
    out.key("message");
    out.string(notice.message);
    if (!notice.file.empty()) {
      out.key("file");
      out.string(notice.file);
    }
    out.end_object();
  }
  out.end_array();
}

std::string to_json(const CatalogPage& page) {
  text::Buffer text;
  json::Writer out(text);
  out.begin_object();
  write_page(out, page);
  if (!page.notices.empty()) {
    write_notices(out, page.notices);
  }
  out.end_object();
  return text.take();
}

}  // namespace broadsheet::c_api
