#include "search/excerpt/excerpt.h"

#include <algorithm>

#include "catalog/sort_keys.h"
#include "search/excerpt/likely_matches.h"
#include "text/fold.h"
#include "text/utf8.h"

namespace broadsheet::search {
namespace {

/// How wide an excerpt is; a CJK character takes two columns.
constexpr std::uint32_t kColumns = 160;
/// So much of it stands in front of the first match, where there is no better place to begin.
constexpr std::uint32_t kLeadColumns = 30;
/// Further matches of a document play no part in the choice.
/// A term in every line of a megabyte must not make a query quadratic.
constexpr std::size_t kMostRanges = 4'000;
/// The same for one unit of the query, where the text is only looked through.
constexpr std::size_t kMostLikely = 256;

constexpr std::string_view kEllipsis = "\u2026";

/// What matches: bytes of the text.
struct Range {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  std::uint32_t weight = 0;
  std::uint32_t unit = 0;  ///< the same for the same unit
};

struct TokenSpan {
  std::uint32_t position;
  std::uint32_t begin;
  std::uint32_t end;
};

/// A part of the text that divides into the tokens that it has in the whole.
struct Region {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
};

/// Where each needle stands in a part of the body.
std::vector<std::vector<TokenSpan>> needle_spans(std::string_view whole, const Region& region,
                                                 const ParsedQuery& query) {
  const std::string_view text = whole.substr(region.begin, region.end - region.begin);
  std::vector<std::vector<TokenSpan>> spans(query.needles.size());
  Tokenizer tokens(text);
  Token token;
  while (tokens.next(token)) {
    // A query has few needles: comparing last bytes (matches()) is quicker than a table.
    for (std::size_t i = 0; i < query.needles.size(); ++i) {
      const Needle& needle = query.needles[i];
      if (matches(needle, token.term) && spans[i].size() < kMostRanges) {
        // Of a longer word its beginning is marked, of a pair looked up by one character that one.
        const bool pair = needle.prefix && token.kind == TokenKind::kPair;
        std::size_t end = token.begin;
        if (pair) {
          static_cast<void>(utf8::next(text, end));
        }
        spans[i].push_back({token.position, region.begin + token.begin,
                            region.begin + (pair ? static_cast<std::uint32_t>(end) : token.end)});
      }
    }
  }
  return spans;
}

/// Every place where all of a unit stands.
void add_unit(const Unit& unit, std::uint32_t number, const Matcher& matcher,
              const std::vector<std::vector<TokenSpan>>& spans, std::vector<Range>& ranges) {
  // All lists of spans are in order of position, so each is passed over once for all firsts.
  std::vector<std::size_t> at(unit.parts.size());
  for (const TokenSpan& first : spans[unit.parts.front().needle]) {
    Range range{first.begin, first.end, 0, number};
    bool whole = true;
    for (std::size_t i = 0; i < unit.parts.size() && whole; ++i) {
      const auto& own = spans[unit.parts[i].needle];
      const std::uint32_t wanted = first.position + unit.parts[i].offset;
      while (at[i] < own.size() && own[at[i]].position < wanted) {
        ++at[i];
      }
      whole = at[i] < own.size() && own[at[i]].position == wanted;
      if (whole) {
        range.end = std::max(range.end, own[at[i]].end);
        range.weight = std::max(range.weight, matcher.weight(unit.parts[i].needle));
      }
    }
    if (whole) {
      ranges.push_back(range);
    }
  }
}

std::vector<Range> in_order(const std::vector<Range>& ranges) {
  std::vector<std::uint64_t> order;
  order.reserve(ranges.size());
  for (const Range& range : ranges) {
    order.push_back(sort_key(range.begin, static_cast<std::uint32_t>(order.size())));
  }
  sort_keys(order);
  std::vector<Range> sorted;
  sorted.reserve(order.size());
  for (const std::uint64_t key : order) {
    sorted.push_back(ranges[static_cast<std::uint32_t>(key)]);
  }
  return sorted;
}

/// Calls `on_unit(unit, number)` for what may be marked and, where a part of the query is enough,
/// `on_needle(needle, number)`.
template <typename OnUnit, typename OnNeedle>
void visit_marked(const ParsedQuery& query, bool partial, OnUnit on_unit, OnNeedle on_needle) {
  std::uint32_t number = 0;
  for (const Clause& clause : query.all) {
    for (const Unit& unit : clause.any) {
      if (unit.qualifier) {
        continue;
      }
      on_unit(unit, number);
      if (partial) {
        for (const std::uint32_t needle : unit.fallback) {
          on_needle(needle, ++number);
        }
      }
    }
    ++number;
  }
}

std::vector<Range> ranges_in(std::string_view text, const Region& region, const ParsedQuery& query,
                             const Matcher& matcher, bool partial) {
  const auto spans = needle_spans(text, region, query);
  std::vector<Range> ranges;
  visit_marked(
      query, partial,
      [&](const Unit& unit, std::uint32_t number) {
        add_unit(unit, number, matcher, spans, ranges);
      },
      [&](std::uint32_t needle, std::uint32_t number) {
        for (const TokenSpan& span : spans[needle]) {
          ranges.push_back({span.begin, span.end, matcher.weight(needle), number});
        }
      });
  return in_order(ranges);
}

std::uint32_t width_of(char32_t c) {
  return c >= 0x2E80 ? 2 : 1;
}

// In bytes: CJK text fills it with 80 characters, Latin text with some more than a line.
constexpr std::uint32_t kReach = 200;

/// The range with which the best passage begins, of those that begin from `from` up to `to`:
/// distinct units count by weight, repetitions little. None: the number of ranges.
std::size_t best_start(const std::vector<Range>& ranges, std::uint32_t from, std::uint32_t to) {
  std::size_t best = ranges.size();
  std::uint64_t best_score = 0;
  std::vector<std::uint32_t> seen;
  for (std::size_t i = 0; i < ranges.size(); ++i) {
    if (ranges[i].begin < from || ranges[i].begin > to) {
      continue;
    }
    std::uint64_t score = 0;
    seen.clear();
    for (std::size_t j = i; j < ranges.size() && ranges[j].end <= ranges[i].begin + kReach; ++j) {
      const bool repeated = std::find(seen.begin(), seen.end(), ranges[j].unit) != seen.end();
      score += repeated ? ranges[j].weight / 16 : ranges[j].weight + 1;
      if (!repeated) {
        seen.push_back(ranges[j].unit);
      }
    }
    if (score > best_score || best == ranges.size()) {
      best_score = score;
      best = i;
    }
  }
  return best;
}

bool is_word_byte(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/// Where the passage around `match` begins: with its section if that is near, else with a line or
/// sentence, at least with a word.
std::uint32_t passage_begin(std::string_view text, std::uint32_t section, std::uint32_t match) {
  std::size_t at = match;
  std::size_t word = match;  // the last place that is not inside a word
  std::size_t sentence = 0;  // the nearest beginning of one
  std::uint32_t columns = 0;
  while (at > section) {
    std::size_t before = at - 1;
    while (before > section && utf8::is_continuation(text[before])) {
      --before;
    }
    std::size_t behind = before;
    const char32_t c = utf8::next(text, behind);
    columns += width_of(c);
    if (columns > kLeadColumns) {
      std::size_t begin = sentence != 0 ? sentence : word;
      while (begin < match && text[begin] == ' ') {
        ++begin;
      }
      return static_cast<std::uint32_t>(begin);
    }
    if (sentence == 0 && (c == '\n' || c == U'。' || c == U'！' || c == U'？' || c == U'；')) {
      sentence = at;
    }
    if (!(is_word_byte(text[before]) && is_word_byte(text[at]))) {
      word = at;
    }
    at = before;
  }
  return section;
}

/// Where to look for the best passage without dividing all of the text into tokens: at what looks
/// like the query. A spelling that only folding shows plays no part in that.
std::vector<Range> likely_ranges(std::string_view text, const ParsedQuery& query,
                                 const Matcher& matcher, bool partial) {
  std::vector<Range> ranges;
  const auto add = [&](const std::vector<UnitPart>& parts, std::uint32_t number) {
    std::uint32_t weight = 0;
    for (const UnitPart& part : parts) {
      weight = std::max(weight, matcher.weight(part.needle));
    }
    std::size_t at = 0;
    for (std::size_t found = 0; found < kMostLikely; ++found) {
      const auto place = find_unit(text, at, query, parts);
      if (!place) {
        return;
      }
      ranges.push_back({place->begin, place->end, weight, number});
      at = place->end;
    }
  };
  visit_marked(
      query, partial, [&](const Unit& unit, std::uint32_t number) { add(unit.parts, number); },
      [&](std::uint32_t needle, std::uint32_t number) {
        add({{needle, 0}}, number);
      });
  return in_order(ranges);
}

/// The text around a passage that begins at `start` or a little behind it, up to `end` at least. It
/// ends where tokens do, and takes in more than an excerpt shows in front of its first match.
Region region_around(std::string_view text, std::uint32_t start, std::uint32_t end) {
  constexpr std::uint32_t kBefore = 4 * kLeadColumns;
  constexpr std::string_view kDividing = " \n";
  const std::size_t space =
      start > kBefore ? text.find_last_of(kDividing, start - kBefore) : std::string_view::npos;
  const std::size_t stop =
      start > kBefore ? text.rfind("\u3002", start - kBefore) : std::string_view::npos;
  std::size_t begin = 0;
  if (space != std::string_view::npos) {
    begin = space;
  }
  if (stop != std::string_view::npos) {
    begin = std::max(begin, stop);
  }
  const std::size_t behind =
      std::min({text.find_first_of(kDividing, end), text.find("\u3002", end), text.size()});
  return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(behind)};
}

}  // namespace

Excerpt make_excerpt(const StoredDocument& document, const ParsedQuery& query,
                     const Matcher& matcher, bool partial) {
  const std::string_view text = document.text;
  std::vector<Range> ranges = likely_ranges(text, query, matcher, partial);
  std::size_t best = best_start(ranges, 0, UINT32_MAX);
  std::uint32_t start = 0;
  Region region;
  if (best < ranges.size()) {
    start = ranges[best].begin;
    // What is compared reaches so far; an excerpt of Chinese or Latin text ends before that.
    region = region_around(text, start, start + 2 * kReach);
    ranges = ranges_in(text, region, query, matcher, partial);
    best = best_start(ranges, start, start + kReach);
  }
  if (best == ranges.size()) {
    region = {0, static_cast<std::uint32_t>(text.size())};
    // What looked like the query was none, or there is nothing that looks like it.
    ranges = ranges_in(text, region, query, matcher, partial);
    best = best_start(ranges, 0, UINT32_MAX);
  }
  Excerpt excerpt;
  std::uint32_t section_begin = 0;
  auto section_end = static_cast<std::uint32_t>(text.size());
  std::uint32_t begin = 0;
  std::uint32_t must_end = 0;  // the first match is shown whole
  if (!ranges.empty()) {
    const Range first = ranges[best];
    for (const DocumentSection& section : document.sections) {
      if (section.begin > first.begin) {
        section_end = std::min(section_end, section.begin);
        break;
      }
      section_begin = section.begin;
      excerpt.section = section.id;
    }
    begin = passage_begin(text, section_begin, first.begin);
    must_end = first.end;
  }

  // Cut behind the last whole word that fits.
  std::size_t end = begin;
  std::size_t at = begin;
  std::uint32_t columns = 0;
  while (at < section_end) {
    std::size_t behind = at;
    columns += width_of(utf8::next(text, behind));
    if (columns > kColumns && at >= must_end) {
      break;
    }
    at = behind;
    if (at == section_end || !(is_word_byte(text[at - 1]) && is_word_byte(text[at]))) {
      end = at;
    }
  }
  if (end <= begin || end < must_end) {
    end = at;
  }
  const bool cut_before = begin > section_begin;
  const bool cut_behind = !text::trim(text.substr(end, section_end - end)).empty();

  if (end > region.end) {
    region = region_around(text, start, static_cast<std::uint32_t>(end));
    ranges = ranges_in(text, region, query, matcher, partial);
  }

  // Runs of marked text, as parts of the excerpt.
  std::vector<std::pair<std::size_t, std::size_t>> marked;
  for (const Range& range : ranges) {
    if (range.begin < begin || range.end > end) {
      continue;
    }
    if (!marked.empty() && range.begin <= marked.back().second &&
        (partial || range.begin < marked.back().second)) {
      marked.back().second = std::max<std::size_t>(marked.back().second, range.end);
    } else {
      marked.emplace_back(range.begin, range.end);
    }
  }
  if (cut_before) {
    excerpt.text += kEllipsis;
  }
  const std::size_t shown = excerpt.text.size();
  excerpt.text += text.substr(begin, end - begin);
  std::replace(excerpt.text.begin() + static_cast<std::ptrdiff_t>(shown), excerpt.text.end(), '\n',
               ' ');
  for (const auto& [from, to] : marked) {
    excerpt.marks.emplace_back(static_cast<std::uint32_t>(shown + (from - begin)),
                               static_cast<std::uint32_t>(shown + (to - begin)));
  }
  while (!excerpt.text.empty() && excerpt.text.back() == ' ' &&
         (excerpt.marks.empty() || excerpt.marks.back().second < excerpt.text.size())) {
    excerpt.text.pop_back();
  }
  if (cut_behind) {
    excerpt.text += kEllipsis;
  }
  return excerpt;
}

}  // namespace broadsheet::search
