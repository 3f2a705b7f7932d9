#include "search/matching/best_matches.h"

#include <algorithm>
#include <cstdint>

#include "catalog/sort_keys.h"

namespace broadsheet::search {
namespace {

using RankKeys = std::vector<std::uint64_t>;

/// One number a match, which sorts as the match does: sorting numbers takes a fraction of sorting
/// structures, and the instance of std::sort is shared by all who sort (catalog/sort_keys.h).
constexpr std::uint32_t kMostTier = 255;
constexpr std::uint32_t kMostScore = (1U << 24U) - 1;
constexpr unsigned kRankShift = 32;

/// Large first, in a sort that puts the small first; of equals the one with the first place.
std::uint64_t key_of(const Match& match, std::uint32_t place) {
  const std::uint32_t rank = (kMostTier - std::min(match.tier, kMostTier)) << 24U |
                             (kMostScore - std::min(match.score, kMostScore));
  return sort_key(rank, place);
}

/// The key that a match would have with so much more of a score.
std::uint64_t raised(std::uint64_t key, std::uint32_t by) {
  const auto missing = static_cast<std::uint32_t>(key >> kRankShift) & kMostScore;
  return key - (std::uint64_t{std::min(missing, by)} << kRankShift);
}

/// The `count` smallest keys, in order.
RankKeys smallest(const RankKeys& keys, std::size_t count) {
  RankKeys found;
  // A buffer of twice the size that is cut when it is full: linear, where a heap takes a step for
  // each of many matches that enter and leave it.
  const std::size_t room = count + std::max<std::size_t>(count, 64);
  std::uint64_t limit = UINT64_MAX;
  const auto cut = [&] {
    sort_keys(found);
    if (found.size() >= count) {
      found.resize(count);
      limit = found.empty() ? 0 : found.back();
    }
  };
  for (const std::uint64_t key : keys) {
    if (key < limit) {
      found.push_back(key);
      if (found.size() >= room) {
        cut();
      }
    }
  }
  cut();
  return found;
}

}  // namespace

void complete_scores(std::vector<Match>& matches, Matcher& matcher) {
  if (matcher.most_nearness() == 0) {
    return;
  }
  // Positions are read in the order of documents, whatever order the matches are in.
  RankKeys order;
  for (const Match& match : matches) {
    order.push_back(sort_key(match.document, static_cast<std::uint32_t>(order.size())));
  }
  sort_keys(order);
  std::vector<Match> by_document;
  by_document.reserve(order.size());
  for (const std::uint64_t key : order) {
    by_document.push_back(matches[static_cast<std::uint32_t>(key)]);
  }
  matcher.add_nearness(by_document);
  for (std::size_t i = 0; i < order.size(); ++i) {
    matches[static_cast<std::uint32_t>(order[i])] = by_document[i];
  }
}

std::vector<Match> best_matches(const std::vector<Match>& matches, const catalog::PostTable* posts,
                                std::size_t count, Matcher* matcher) {
  count = std::min(count, matches.size());
  RankKeys keys;
  keys.reserve(matches.size());
  std::size_t row = 0;
  for (const Match& match : matches) {
    auto place = static_cast<std::uint32_t>(keys.size());
    if (posts != nullptr) {
      row = posts->row_of(match.document, row);
      place = posts->newness(match.document, row);
    }
    keys.push_back(key_of(match, place));
  }
  const auto match_of = [&](std::uint64_t key) {
    const auto place = static_cast<std::uint32_t>(key);
    if (posts == nullptr) {
      return matches[place];
    }
    return *std::lower_bound(
        matches.begin(), matches.end(), posts->newest(place),
        [](const Match& one, std::uint32_t document) { return one.document < document; });
  };
  std::vector<Match> result;
  const std::uint32_t most = matcher == nullptr ? 0 : matcher->most_nearness();
  if (most == 0) {
    for (const std::uint64_t key : smallest(keys, count)) {
      result.push_back(match_of(key));
    }
    return result;
  }
  // The best by what is known so far are completed first; then only what could still be better
  // than the last of those is, in batches that grow.
  RankKeys best;
  // Eightfold: few rounds, each of which may ask for files, and little work too much in the last.
  for (std::size_t batch = 2 * count + 32; !keys.empty(); batch *= 8) {
    const RankKeys next = smallest(keys, batch);
    std::vector<Match> some;
    for (const std::uint64_t key : next) {
      some.push_back(match_of(key));
    }
    complete_scores(some, *matcher);
    for (std::size_t i = 0; i < some.size(); ++i) {
      best.push_back(key_of(some[i], static_cast<std::uint32_t>(next[i])));
    }
    best = smallest(best, count);
    const std::uint64_t limit = best.size() < count ? UINT64_MAX : best.back();
    keys.erase(std::remove_if(keys.begin(), keys.end(),
                              [&](std::uint64_t key) {
                                return key <= next.back() || raised(key, most) > limit;
                              }),
               keys.end());
  }
  for (const std::uint64_t key : best) {
    Match match = match_of(key);
    match.score = kMostScore - (static_cast<std::uint32_t>(key >> kRankShift) & kMostScore);
    result.push_back(match);
  }
  return result;
}

}  // namespace broadsheet::search
