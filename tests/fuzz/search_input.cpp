#include "search_input.h"

#include <algorithm>

namespace broadsheet::fuzz {

SearchInput read_search_input(std::string_view input) {
  const auto options = static_cast<unsigned char>(input.front());
  input.remove_prefix(1);
  const std::size_t line = std::min(input.find('\n'), input.size());
  SearchInput read;
  read.query.text = input.substr(0, line);
  read.query.prefix = (options & 1U) != 0;
  read.query.scope = (options & 2U) != 0 ? SearchScope::kLinks : SearchScope::kPosts;
  read.query.filter.sort = (options & 4U) != 0 ? Sort::kRelevance : read.query.filter.sort;
  read.variant = (options & 8U) != 0;
  read.rest = input.substr(std::min(line + 1, input.size()));
  return read;
}

}  // namespace broadsheet::fuzz
