#include "catalog/text_order.h"

#include <algorithm>
#include <numeric>

namespace broadsheet::catalog {

std::vector<std::uint32_t> order_of(const std::vector<std::string>& texts) {
  std::vector<std::uint32_t> order(texts.size());
  std::iota(order.begin(), order.end(), 0U);
  const auto before = [&](std::uint32_t a, std::uint32_t b) {
    const int by_text = texts[a].compare(texts[b]);
    return by_text != 0 ? by_text < 0 : a < b;
  };
  // A heap: an instance of std::sort is two kilobytes of the module.
  std::make_heap(order.begin(), order.end(), before);
  std::sort_heap(order.begin(), order.end(), before);
  return order;
}

std::vector<std::uint32_t> ranks_of(const std::vector<std::string>& texts,
                                    const std::vector<std::uint32_t>& order) {
  std::vector<std::uint32_t> ranks(texts.size());
  std::uint32_t rank = 0;
  for (std::size_t i = 0; i < order.size(); ++i) {
    rank += i > 0 && texts[order[i]] != texts[order[i - 1]] ? 1 : 0;
    ranks[order[i]] = rank;
  }
  return ranks;
}

}  // namespace broadsheet::catalog
