#include "search_oracle.h"

#include <variant>

#include "expect.h"
#include "json/json_value.h"
#include "text/utf8.h"

namespace broadsheet::fuzz {
namespace {

using Answer = std::variant<SearchPage, SearchNeeds, Error>;

/// Manifest, root, columns, terms, positions and documents, one after the other, and a few to
/// spare.
constexpr int kMaxRounds = 10;

Answer ask(Search& search, const std::map<std::string, std::string>& files,
           const SearchQuery& query) {
  for (int round = 0; round < kMaxRounds; ++round) {
    Answer answer = search.query(query);
    const auto* needs = std::get_if<SearchNeeds>(&answer);
    if (needs == nullptr) {
      return answer;
    }
    expect(!needs->files.empty(), "a query that needs files names them");
    for (const std::string& name : needs->files) {
      const auto file = files.find(name);
      if (file == files.end()) {
        search.miss(name);
      } else {
        // An error is heard of by the next query, too.
        (void)search.provide(name, file->second);
      }
    }
  }
  expect(false, "a query comes to an end", query.text);
  return SearchNeeds{};
}

void check_page(const SearchPage& page, const SearchQuery& query, std::size_t documents) {
  expect(page.total <= documents, "no more matches than documents", query.text);
  for (const SearchHit& hit : page.hits) {
    const auto entry = json::parse_json(hit.entry);
    expect(entry && entry->kind == json::JsonValue::Kind::kObject, "an entry is a JSON object",
           hit.entry);
    expect(utf8::find_invalid(hit.excerpt) == std::string_view::npos, "an excerpt is UTF-8",
           hit.excerpt);
    std::size_t before = 0;
    for (const auto& [begin, end] : hit.marks) {
      expect(before <= begin && begin < end && end <= hit.excerpt.size(),
             "marks stand in the excerpt, in order", hit.excerpt);
      before = end;
    }
  }
  for (const Notice& notice : page.notices) {
    expect(!notice.message.empty(), "a notice has a message");
  }
}

std::string describe(const Answer& answer) {
  if (const auto* error = std::get_if<Error>(&answer)) {
    return std::string(error_code_name(error->code)) + ' ' + error->file;
  }
  const auto& page = std::get<SearchPage>(answer);
  std::string text = std::to_string(page.total);
  for (const SearchHit& hit : page.hits) {
    text += '\n' + hit.entry + '\t' + hit.section + '\t' + hit.excerpt;
  }
  return text;
}

}  // namespace

void ask_and_check(const std::map<std::string, std::string>& files, const SearchQuery& query,
                   std::size_t documents) {
  Search search;
  const Answer answer = ask(search, files, query);
  if (const auto* error = std::get_if<Error>(&answer)) {
    expect(!error->message.empty(), "an error has a message");
  } else {
    check_page(std::get<SearchPage>(answer), query, documents);
  }
  expect(describe(ask(search, files, query)) == describe(answer),
         "a query is answered the same twice", query.text);
}

}  // namespace broadsheet::fuzz
