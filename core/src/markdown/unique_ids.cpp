#include "markdown/unique_ids.h"

namespace broadsheet::markdown {

std::string UniqueIds::take(const std::string& base, bool is_reserved) {
  if (uses_.try_emplace(base, 0).second && !is_reserved) {
    return base;
  }
  std::string id;
  do {
    id = base + '-' + std::to_string(++uses_[base]);
  } while (!uses_.try_emplace(id, 0).second);
  return id;
}

}  // namespace broadsheet::markdown
