#include "catalog/natural_order.h"

#include <algorithm>
#include <cstddef>
#include <numeric>

#include "text/ascii.h"

namespace broadsheet::catalog {
namespace {

/// The digits that begin at `at`, which is moved behind them; without zeros in front.
std::string_view number_at(std::string_view text, std::size_t& at) {
  while (at + 1 < text.size() && text[at] == '0' && text::is_digit(text[at + 1])) {
    ++at;
  }
  const std::size_t begin = at;
  while (at < text.size() && text::is_digit(text[at])) {
    ++at;
  }
  return text.substr(begin, at - begin);
}

}  // namespace

bool naturally_before(std::string_view one, std::string_view other) {
  std::size_t i = 0;
  std::size_t j = 0;
  while (i < one.size() && j < other.size()) {
    if (text::is_digit(one[i]) && text::is_digit(other[j])) {
      // However long they are: the longer number is the greater.
      const std::string_view first = number_at(one, i);
      const std::string_view second = number_at(other, j);
      if (first.size() != second.size()) {
        return first.size() < second.size();
      }
      if (const int order = first.compare(second); order != 0) {
        return order < 0;
      }
      continue;
    }
    const auto first = static_cast<unsigned char>(one[i++]);
    const auto second = static_cast<unsigned char>(other[j++]);
    if (first != second) {
      return first < second;
    }
  }
  const bool ends = i == one.size();
  return ends != (j == other.size()) ? ends : one < other;
}

std::vector<std::uint32_t> natural_order_of(const std::vector<std::string>& texts) {
  std::vector<std::uint32_t> order(texts.size());
  std::iota(order.begin(), order.end(), 0U);
  const auto before = [&](std::uint32_t a, std::uint32_t b) {
    return texts[a] != texts[b] ? naturally_before(texts[a], texts[b]) : a < b;
  };
  // A heap: an instance of std::sort is two kilobytes of the module.
  std::make_heap(order.begin(), order.end(), before);
  std::sort_heap(order.begin(), order.end(), before);
  return order;
}

}  // namespace broadsheet::catalog
