#include <map>
#include <string>
#include <utility>

#include "broadsheet/render.h"
#include "expect.h"
#include "search/query/query_parser.h"
#include "search_oracle.h"
#include "targets.h"
#include "text/utf8.h"
#include "unit/memory_index.h"

namespace broadsheet::fuzz {
namespace {

/// Small, but with every field that a query can ask for.
const MemoryIndex& small_index() {
  static const MemoryIndex index({
      {"a.md",
       "---\ntitle: Service mesh weekly\ndate: 2021-03-04\ntags: [mesh, Go]\n"
       "categories: Notes\nauthor: Ada\n---\n## Sidecars\n\nA sidecar, and a "
       "[link](https://e.org).\n"},
      {"b.md", "---\ntitle: 服务网格\ndate: 2020-01-01\n---\n说说服务网格和注册中心。word words\n"},
      {"c.md", "Neither title nor date; caf\xC3\xA9, na\xC3\xAFve, C++ and sofa-rpc.\n"},
  });
  return index;
}

void check_unit(const search::ParsedQuery& query, const search::Unit& unit) {
  expect(!unit.parts.empty(), "a unit has parts");
  std::uint32_t before = 0;
  for (const search::UnitPart& part : unit.parts) {
    expect(part.needle < query.needles.size(), "a part is a needle");
    expect(part.offset >= before, "parts come in order");
    before = part.offset;
  }
  for (const std::uint32_t needle : unit.fallback) {
    expect(needle < query.needles.size(), "what may match instead is a needle");
  }
}

}  // namespace

void search_query(std::string_view input) {
  if (input.empty()) {
    return;
  }
  const auto options = static_cast<unsigned char>(input.front());
  SearchQuery query;
  query.text = input.substr(1);
  query.prefix = (options & 1U) != 0;
  query.scope = (options & 2U) != 0 ? SearchScope::kLinks : SearchScope::kPosts;
  query.filter.sort = (options & 4U) != 0 ? Sort::kRelevance : query.filter.sort;

  if (utf8::find_invalid(query.text) == std::string_view::npos) {
    const search::ParsedQuery parsed = search::parse_query(query.text, query.prefix);
    std::size_t units = parsed.none.size();
    for (const search::Clause& clause : parsed.all) {
      expect(!clause.any.empty(), "a clause has units", query.text);
      units += clause.any.size();
      for (const search::Unit& unit : clause.any) {
        check_unit(parsed, unit);
      }
    }
    for (const search::Unit& unit : parsed.none) {
      check_unit(parsed, unit);
    }
    // A unit may be looked up in a second spelling.
    expect(units <= 2 * search::kMaxUnits, "further units are passed over", query.text);
    for (const std::string& day : {parsed.from, parsed.to}) {
      expect(day.empty() || day.size() == 10, "a bound is a day", day);
    }
  }
  const std::size_t documents = query.scope == SearchScope::kLinks ? 1 : 3;
  ask_and_check(small_index().files, query, documents);
}

}  // namespace broadsheet::fuzz
