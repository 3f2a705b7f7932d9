// The matches that come first.
#pragma once

#include <cstddef>
#include <vector>

#include "catalog/post_table.h"
#include "search/matching/matcher.h"

namespace broadsheet::search {

/// The first `count` of `matches` by tier and score. Of equals the newest come first, if the
/// matches are given by document, with their `posts`; without these, as they are given. With a
/// `matcher`, whose matches they are, their scores are completed with its nearness; lacking files,
/// it may stop the query.
[[nodiscard]] std::vector<Match> best_matches(const std::vector<Match>& matches,
                                              const catalog::PostTable* posts, std::size_t count,
                                              Matcher* matcher);

/// Adds what the scores of some exact matches, in any order, lack.
void complete_scores(std::vector<Match>& matches, Matcher& matcher);

}  // namespace broadsheet::search
