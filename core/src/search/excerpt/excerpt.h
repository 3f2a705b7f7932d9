// The part of a document that shows why it was found.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "search/format/stored_document.h"
#include "search/matching/matcher.h"
#include "search/query/query_parser.h"

namespace broadsheet::search {

struct Excerpt {
  std::string section;
  std::string text;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> marks;  ///< bytes of `text`
};

/// Chooses the passage with the rarest and most matches, within one section. Matches are whole
/// units; with `partial`, whatever of them stands there, beside each other as one.
[[nodiscard]] Excerpt make_excerpt(const StoredDocument& document, const ParsedQuery& query,
                                   const Matcher& matcher, bool partial);

}  // namespace broadsheet::search
