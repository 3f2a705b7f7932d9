#include "catalog/post_table.h"

#include <algorithm>
#include <numeric>
#include <string>

#include "catalog/natural_order.h"
#include "catalog/sort_keys.h"
#include "catalog/text_order.h"

namespace broadsheet::catalog {
namespace {

constexpr DayNumber kYear = 10'000;
/// In either direction undated posts come last.
constexpr std::uint32_t kUndated = UINT32_MAX;

/// Places in the order of their ranks, and then as they are, with ranks above.
std::vector<std::uint64_t> ranked(const std::vector<std::uint32_t>& ranks,
                                  const std::vector<std::uint32_t>& places) {
  std::vector<std::uint64_t> keys;
  keys.reserve(places.size());
  for (const std::uint32_t place : places) {
    keys.push_back(sort_key(ranks[place], static_cast<std::uint32_t>(keys.size())));
  }
  sort_keys(keys);
  return keys;
}

}  // namespace

std::size_t PostTable::later_row_of(std::uint32_t post, std::size_t from) const {
  // Each row has a post at least: so far on it is if each has just one.
  const std::size_t most = std::min<std::size_t>(from + (post - rows_[from].first), rows() - 1);
  if (rows_[most].first <= post) {
    return most;
  }
  const auto begin = rows_.begin();
  const auto behind = std::upper_bound(
      begin + static_cast<std::ptrdiff_t>(from), begin + static_cast<std::ptrdiff_t>(most), post,
      [](std::uint32_t wanted, const Row& row) { return wanted < row.first; });
  return static_cast<std::size_t>(behind - begin) - 1;
}

std::uint32_t PostTable::newest(std::uint32_t place) const {
  const auto behind = std::upper_bound(
      newest_.begin(), newest_.end(), place,
      [&](std::uint32_t wanted, std::uint32_t row) { return wanted < ranks_[row]; });
  const std::uint32_t row = *(behind - 1);
  return rows_[row].first + (place - ranks_[row]);
}

/// Until `visit(row)` is false.
template <typename Visit>
void PostTable::visit_rows(Sort sort, Visit visit) const {
  std::size_t done = 0;
  if (sort == Sort::kOldest) {
    // Backwards, but not among those that are as old; then the same for those with a number.
    for (const std::size_t behind : {dated_, dated_ + numbered_}) {
      for (std::size_t end = behind; end > done;) {
        std::size_t begin = end - 1;
        while (tied_[begin] != 0) {
          --begin;
        }
        for (std::size_t i = begin; i < end; ++i) {
          if (!visit(newest_[i])) {
            return;
          }
        }
        end = begin;
      }
      done = behind;
    }
  }
  for (; done < rows(); ++done) {
    const std::size_t titled = by_title_.empty() ? done : by_title_[done];
    if (!visit(sort == Sort::kTitle ? titled : newest_[done])) {
      return;
    }
  }
}

std::vector<std::uint32_t> PostTable::in_order(Sort sort, const std::vector<std::uint32_t>& posts,
                                               std::size_t begin, std::size_t end) const {
  end = std::min(end, posts.size());
  if (begin >= end) {
    return {};
  }
  std::vector<std::uint32_t> result(end - begin);
  // The order of all is known; of some of them it is found by walking through it and picking those
  // that are asked for, up to the end of the page. Sorting them would need all of them each time.
  // By row: the first of its posts, plus one. If all are asked for that is known.
  const bool all = posts.size() == size();
  std::vector<std::uint32_t> starts(all ? 0 : rows());
  std::size_t row = 0;
  for (std::size_t i = 0; !all && i < posts.size(); ++i) {
    row = row_of(posts[i], row);
    if (starts[row] == 0) {
      starts[row] = static_cast<std::uint32_t>(i + 1);
    }
  }
  std::size_t place = 0;
  visit_rows(sort, [&](std::size_t visited) {
    const std::uint32_t start = all ? rows_[visited].first + 1 : starts[visited];
    if (start == 0) {
      return true;
    }
    const std::uint32_t behind = rows_[visited + 1].first;
    for (std::size_t i = start - 1; i < posts.size() && posts[i] < behind; ++i) {
      if (place >= begin) {
        result[place - begin] = static_cast<std::uint32_t>(i);
      }
      if (++place == end) {
        return false;
      }
    }
    return true;
  });
  return result;
}

void PostTableBuilder::add_term(const Spelling& spelling) {
  if (spelling.term == FacetTermsBuilder::kNone) {
    return;
  }
  terms_.count(spelling);
  if (spelling.term >= last_posts_.size()) {
    last_posts_.resize(spelling.term + std::size_t{1});
  }
  // A tag that a post names twice is one; told by the post that has named it last, not by a search.
  if (last_posts_[spelling.term] != posts_ + 1) {
    last_posts_[spelling.term] = posts_ + 1;
    table_.numbers_.push_back(spelling.term);
  }
}

void PostTableBuilder::end_post(DayNumber day, bool draft, bool alone) {
  auto& numbers = table_.numbers_;
  auto& rows = table_.rows_;
  if (day != 0) {
    if (day / kYear != year_number_) {
      year_number_ = day / kYear;
      year_ = spelling_of(kYears, std::to_string(year_number_));
    }
    add_term(year_);
  }
  const auto first = numbers.begin() + static_cast<std::ptrdiff_t>(begin_);
  // Only with the row before: links of an issue come one behind the other.
  if (!alone && !rows.empty() && rows.back().day == day && rows.back().draft == draft &&
      std::equal(numbers.begin() + static_cast<std::ptrdiff_t>(rows.back().terms), first, first,
                 numbers.end())) {
    numbers.resize(begin_);
  } else {
    rows.push_back({posts_, day, static_cast<std::uint32_t>(begin_), draft});
    begin_ = numbers.size();
  }
  ++posts_;
}

void PostTableBuilder::finish() {
  finish_rows();
  std::vector<std::uint32_t> ages;
  for (std::size_t i = 0; i < table_.rows(); ++i) {
    const DayNumber day = table_.rows_[i].day;
    ages.push_back(day == 0 ? kUndated : kUndated - 1 - static_cast<std::uint32_t>(day));
  }
  std::vector<std::uint32_t> places(ages.size());
  std::iota(places.begin(), places.end(), 0U);
  order_rows(ages, places);
}

void PostTableBuilder::finish(const Order& order) {
  finish_rows();
  const std::vector<std::uint32_t> by_path = natural_order_of(order.paths);
  const std::size_t count = order.instants.size();
  // What orders each post among its kind, as a number without a sign in the same order.
  std::vector<std::uint64_t> places;
  places.reserve(count);
  std::vector<std::uint64_t> instants;
  std::vector<std::uint64_t> issues;
  for (std::size_t i = 0; i < count; ++i) {
    const bool dated = table_.rows_[i].day != 0;
    const std::int64_t place = dated ? order.instants[i] : order.issues[i].value_or(0);
    places.push_back(static_cast<std::uint64_t>(place) ^ std::uint64_t{1} << 63U);
    (dated ? instants : issues).push_back(places.back());
  }
  sort_keys(instants);
  sort_keys(issues);
  // A rank instead of the instant or number: half of the bytes in the key.
  const auto age_in = [&](const std::vector<std::uint64_t>& sorted, std::size_t i) {
    const auto at = std::lower_bound(sorted.begin(), sorted.end(), places[i]) - sorted.begin();
    return static_cast<std::uint32_t>(sorted.size() - 1 - static_cast<std::size_t>(at));
  };
  std::vector<std::uint32_t> ages;
  ages.reserve(count);
  for (std::size_t i = 0; i < count; ++i) {
    if (table_.rows_[i].day != 0) {
      ages.push_back(age_in(instants, i));
    } else if (order.issues[i]) {
      ages.push_back(static_cast<std::uint32_t>(instants.size()) + age_in(issues, i));
    } else {
      ages.push_back(kUndated);
    }
  }
  order_rows(ages, by_path);
  table_.by_title_.reserve(by_path.size());
  for (const std::uint64_t key : ranked(ranks_of(order.titles, order_of(order.titles)), by_path)) {
    table_.by_title_.push_back(by_path[static_cast<std::uint32_t>(key)]);
  }
}

void PostTableBuilder::order_rows(const std::vector<std::uint32_t>& ages,
                                  const std::vector<std::uint32_t>& places) {
  table_.newest_.reserve(places.size());
  table_.tied_.reserve(places.size());
  table_.ranks_.resize(places.size());
  std::uint64_t before = UINT64_MAX;
  std::uint32_t rank = 0;
  for (const std::uint64_t key : ranked(ages, places)) {
    const std::uint64_t age = key >> 32U;
    const std::uint32_t row = places[static_cast<std::uint32_t>(key)];
    table_.newest_.push_back(row);
    table_.ranks_[row] = rank;
    rank += table_.rows_[row + 1].first - table_.rows_[row].first;
    table_.tied_.push_back(age == before ? 1 : 0);
    const bool dated = table_.rows_[row].day != 0;
    table_.dated_ += dated ? 1 : 0;
    table_.numbered_ += !dated && age != kUndated ? 1 : 0;
    before = age;
  }
}

void PostTableBuilder::finish_rows() {
  table_.rows_.push_back({posts_, 0, static_cast<std::uint32_t>(table_.numbers_.size()), false});
  // They stay for as long as the catalog, and a vector may have grown to twice what it needs.
  table_.rows_.shrink_to_fit();
  table_.numbers_.shrink_to_fit();
  const std::vector<std::uint32_t> renumbered = terms_.finish();
  for (std::uint32_t& term : table_.numbers_) {
    term = renumbered[term];
  }
}

}  // namespace broadsheet::catalog
