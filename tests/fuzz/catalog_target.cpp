#include <cstdint>
#include <cstring>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <vector>

#include "broadsheet/broadsheet_c.h"
#include "expect.h"
#include "targets.h"

namespace broadsheet::fuzz {
namespace {

constexpr std::string_view kDivider = "\n===\n";

/// A reply, given back at the end of its life.
class Reply {
 public:
  explicit Reply(broadsheet_reply* reply) : reply_(reply) {}
  ~Reply() { broadsheet_reply_free(reply_); }
  Reply(const Reply&) = delete;
  Reply& operator=(const Reply&) = delete;

  [[nodiscard]] bool ok() const { return reply_->status == BROADSHEET_OK; }
  [[nodiscard]] std::uint32_t status() const { return reply_->status; }

  [[nodiscard]] std::string_view json() const {
    return {broadsheet_reply_json(reply_), reply_->json_size};
  }

  [[nodiscard]] std::vector<std::uint32_t> positions() const {
    std::vector<std::uint32_t> numbers(reply_->primary_size / 4);
    if (!numbers.empty()) {
      std::memcpy(numbers.data(), broadsheet_reply_primary(reply_), numbers.size() * 4);
    }
    return numbers;
  }

 private:
  broadsheet_reply* reply_;
};

std::uint32_t size_of(std::string_view text) {
  return static_cast<std::uint32_t>(text.size());
}

void expect_error(const Reply& reply) {
  expect(reply.status() == BROADSHEET_INVALID_ARGUMENT, "a wrong argument is said to be one",
         reply.json());
  const auto error = nlohmann::json::parse(reply.json());
  expect(error.contains("code") && error.contains("message"), "an error has code and message",
         reply.json());
}

void expect_page(const Reply& reply, std::size_t posts) {
  const auto page = nlohmann::json::parse(reply.json());
  const auto total = page.at("total").get<std::size_t>();
  const std::vector<std::uint32_t> positions = reply.positions();
  expect(positions.size() <= total && total <= posts, "a page is part of what matches");
  std::set<std::uint32_t> seen;
  for (const std::uint32_t position : positions) {
    expect(position < posts && seen.insert(position).second, "positions are posts, once each");
  }
  for (const char* name : {"tags", "categories", "authors", "years", "langs"}) {
    std::set<std::string> values;
    for (const auto& facet : page.at("facets").at(name)) {
      const auto count = facet.at("count").get<std::size_t>();
      expect(count >= 1 && count <= posts, "a facet's value occurs", reply.json());
      expect(values.insert(facet.at("value").get<std::string>()).second,
             "a facet's value is listed once", reply.json());
    }
  }
}

void ask(const broadsheet_catalog* catalog, std::string_view query, std::size_t posts) {
  const Reply reply(broadsheet_catalog_query(catalog, query.data(), size_of(query)));
  if (!reply.ok()) {
    expect_error(reply);
    return;
  }
  expect_page(reply, posts);
  const Reply again(broadsheet_catalog_query(catalog, query.data(), size_of(query)));
  expect(again.json() == reply.json() && again.positions() == reply.positions(),
         "a query is answered the same twice", reply.json());
}

}  // namespace

void catalog(std::string_view input) {
  const std::size_t divider = std::min(input.find(kDivider), input.size());
  const std::string_view json = input.substr(0, divider);
  const std::string_view query = input.substr(std::min(divider + kDivider.size(), input.size()));
  broadsheet_catalog* catalog = nullptr;
  const Reply opened(broadsheet_catalog_open(json.data(), size_of(json), &catalog));
  if (!opened.ok()) {
    expect(catalog == nullptr, "what fails to open is no catalog");
    expect_error(opened);
    return;
  }
  const auto posts = nlohmann::json::parse(opened.json()).at("total").get<std::size_t>();
  ask(catalog, "", posts);
  ask(catalog, query, posts);
  broadsheet_catalog_free(catalog);
}

}  // namespace broadsheet::fuzz
