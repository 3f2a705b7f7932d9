// Ids that are unique in a post.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <utility>

namespace broadsheet::passes {

class UniqueIds {
 public:
  /// `base`, or `base-1`, `base-2` and so on where it is taken. `is_reserved` ones are never as
  /// they are.
  [[nodiscard]] std::string take(std::string base, bool is_reserved = false);

  /// Takes an id as it is; false if it is taken.
  bool claim(std::string id) { return uses_.try_emplace(std::move(id), std::uint32_t{0}).second; }
  [[nodiscard]] bool has(const std::string& id) const { return uses_.contains(id); }

 private:
  std::map<std::string, std::uint32_t> uses_;
};

}  // namespace broadsheet::passes
