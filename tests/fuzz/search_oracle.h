// What every answer of the search engine promises, whatever its index and its query hold.
#pragma once

#include <map>
#include <string>

#include "broadsheet/search.h"

namespace broadsheet::fuzz {

/// Asks an index whose files are `files`, twice, and checks the answers. `documents`: how many the
/// index holds.
void ask_and_check(const std::map<std::string, std::string>& files, const SearchQuery& query,
                   std::size_t documents);

}  // namespace broadsheet::fuzz
