#include "search/sort_keys.h"

#include <algorithm>

namespace broadsheet::search {

void sort_keys(std::vector<std::uint64_t>& keys) {
  std::sort(keys.begin(), keys.end());
}

}  // namespace broadsheet::search
