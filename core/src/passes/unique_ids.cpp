#include "passes/unique_ids.h"

namespace broadsheet::passes {

std::string UniqueIds::take(std::string base, bool is_reserved) {
  const auto [entry, is_new] = uses_.try_emplace(base, std::uint32_t{0});
  if (is_new && !is_reserved) {
    return base;
  }
  std::uint32_t& uses = entry->second;
  std::string id;
  do {
    id = base + '-' + std::to_string(++uses);
  } while (!claim(id));
  return id;
}

}  // namespace broadsheet::passes
