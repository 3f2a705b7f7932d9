#include "catalog/sort_keys.h"

#include <algorithm>

namespace broadsheet {

void sort_keys(std::vector<std::uint64_t>& keys) {
  std::sort(keys.begin(), keys.end());
}

}  // namespace broadsheet
