#include "search/format/columns.h"

#include <algorithm>
#include <bit>
#include <iterator>
#include <optional>

#include "front_matter/date.h"
#include "search/format/bytes.h"
#include "text/utf8.h"

namespace broadsheet::search {
namespace {

// A day as it is written, not as a count from an epoch: a file keeps what the post says, even a day
// that no calendar has.
constexpr std::uint32_t kMonthBase = 13;
constexpr std::uint32_t kDayBase = 32;

/// A calendar day as a number that grows with it; 0: none.
std::uint32_t day_number(const std::optional<std::string>& text) {
  const std::optional<Date> date = text ? parse_date(*text) : std::nullopt;
  return date ? (static_cast<std::uint32_t>(date->year) * kMonthBase + date->month) * kDayBase +
                    date->day
              : 0;
}

/// The calendar's number of a day; 0: none, or no day that there is.
catalog::DayNumber calendar_day(std::uint32_t day) {
  constexpr std::uint32_t kFirstYear = 1'000;
  constexpr std::uint32_t kLastYear = 9'999;
  const std::uint32_t year = day / kDayBase / kMonthBase;
  const std::uint32_t month = day / kDayBase % kMonthBase;
  const std::uint32_t date = day % kDayBase;
  const auto signed_year = static_cast<std::int32_t>(year);
  const bool exists = year >= kFirstYear && year <= kLastYear && month >= 1 && date >= 1 &&
                      date <= days_in_month(signed_year, month);
  return exists ? catalog::day_number(signed_year, month, date) : 0;
}

/// Differences as small numbers, whichever their sign.
std::uint32_t zigzag(std::uint32_t difference) {
  // As in Protocol Buffers: a small difference of either sign is one byte.
  return difference << 1U ^ (difference >> 31U != 0 ? UINT32_MAX : 0U);
}

std::uint32_t unzigzag(std::uint32_t value) {
  return value >> 1U ^ ((value & 1U) != 0 ? UINT32_MAX : 0U);
}

}  // namespace

std::uint8_t pack_length(std::uint32_t length) {
  // A floating-point number of one byte, as Lucene packs lengths (SmallFloat): four significant
  // bits are more than ranking needs. Up to 31 it is exact.
  const auto width = static_cast<std::uint32_t>(std::bit_width(length));
  const std::uint32_t shift = width > 5 ? width - 5 : 0;
  return static_cast<std::uint8_t>(std::min(shift * 16 + (length >> shift), 255U));
}

std::uint32_t unpack_length(std::uint8_t packed) {
  const std::uint32_t shift = packed < 32 ? 0 : packed / 16U - 1;
  return (packed - shift * 16U) << shift;
}

std::uint32_t ColumnsWriter::Dictionary::number_of(std::string_view text) {
  // A sorted list of numbers instead of a hash table: terms are some hundreds, and no order of a
  // table may show in a file.
  const auto found = std::lower_bound(
      sorted_.begin(), sorted_.end(), text,
      [&](std::uint32_t number, std::string_view wanted) { return texts_[number] < wanted; });
  if (found != sorted_.end() && texts_[*found] == text) {
    return *found;
  }
  const auto number = static_cast<std::uint32_t>(texts_.size());
  sorted_.insert(found, number);
  texts_.emplace_back(text);
  return number;
}

void ColumnsWriter::Dictionary::write(std::string& out) const {
  put_varint(out, static_cast<std::uint32_t>(texts_.size()));
  for (const std::string& text : texts_) {
    put_text(out, text);
  }
}

void ColumnsWriter::add(const PostData& data, std::uint32_t length) {
  const std::vector<std::string>* const lists[kFacets] = {&data.tags, &data.categories,
                                                          &data.authors};
  for (std::size_t facet = 0; facet < kFacets; ++facet) {
    put_varint(terms_[facet], static_cast<std::uint32_t>(lists[facet]->size()));
    for (const std::string& term : *lists[facet]) {
      put_varint(terms_[facet], dictionaries_[facet].number_of(term));
    }
  }
  days_.push_back(day_number(data.date));
  traits_.push_back(langs_.number_of(data.lang.value_or("")) << 1U |
                    (data.draft.value_or(false) ? 1U : 0U));
  lengths_ += static_cast<char>(pack_length(length));
}

std::string ColumnsWriter::payload() const {
  std::string out;
  for (std::size_t facet = 0; facet < kFacets; ++facet) {
    dictionaries_[facet].write(out);
    put_text(out, terms_[facet]);
  }
  langs_.write(out);
  for (const std::uint32_t traits : traits_) {
    put_varint(out, traits);
  }
  std::uint32_t before = 0;
  for (const std::uint32_t day : days_) {
    put_varint(out, zigzag(day - before));
    before = day;
  }
  out += lengths_;
  return out;
}

namespace {

/// The texts that a column's numbers stand for. Only those that a document has are terms.
class SpellingReader {
 public:
  SpellingReader(ByteReader& reader, catalog::FacetIndex facet)
      : facet_(facet), texts_(reader.count()) {
    for (std::string_view& text : texts_) {
      text = reader.text();
      if (utf8::find_invalid(text) != std::string_view::npos) {
        reader.fail();
      }
    }
    spellings_.resize(texts_.size());
  }

  /// Adds the text of that number to the next post's terms; false: there is none.
  [[nodiscard]] bool add(std::uint32_t number, catalog::PostTableBuilder& posts) {
    if (number >= texts_.size()) {
      return false;
    }
    auto& spelling = spellings_[number];
    if (!spelling) {
      spelling = posts.spelling_of(facet_, texts_[number]);
    }
    posts.add_term(*spelling);
    return true;
  }

 private:
  catalog::FacetIndex facet_;
  std::vector<std::string_view> texts_;
  std::vector<std::optional<catalog::PostTableBuilder::Spelling>> spellings_;
};

/// A facet's column: each document's terms, one after the other.
struct TermReader {
  TermReader(ByteReader& reader, catalog::FacetIndex facet)
      : spellings(reader, facet), terms(reader.text()) {}

  [[nodiscard]] bool add_next(catalog::PostTableBuilder& posts) {
    bool sound = true;
    for (std::uint32_t left = terms.count(); sound && left > 0; --left) {
      sound = spellings.add(terms.varint(), posts);
    }
    return sound && terms.ok();
  }

  SpellingReader spellings;
  ByteReader terms;
};

}  // namespace

bool read_columns(std::string_view payload, std::uint32_t count, catalog::PostTableBuilder& posts,
                  std::string& lengths) {
  // Each document takes at least a byte of each column.
  if (count > payload.size()) {
    return false;
  }
  // All columns are read side by side, so that nothing is kept of a document but its row.
  ByteReader reader(payload);
  TermReader facets[] = {
      {reader, catalog::kTags}, {reader, catalog::kCategories}, {reader, catalog::kAuthors}};
  SpellingReader langs(reader, catalog::kLangs);
  ByteReader all_traits = reader;
  reader.skip_varints(count);
  ByteReader days = reader;
  reader.skip_varints(count);
  lengths += reader.bytes(count);
  if (!reader.ok() || !reader.at_end()) {
    return false;
  }
  std::uint32_t day = 0;
  for (std::uint32_t i = 0; i < count; ++i) {
    for (TermReader& facet : facets) {
      if (!facet.add_next(posts)) {
        return false;
      }
    }
    const std::uint32_t traits = all_traits.varint();
    day += unzigzag(days.varint());
    if (!all_traits.ok() || !days.ok() || !langs.add(traits >> 1U, posts)) {
      return false;
    }
    posts.end_post(calendar_day(day), (traits & 1U) != 0, false);
  }
  return std::all_of(std::begin(facets), std::end(facets),
                     [](const TermReader& facet) { return facet.terms.at_end(); });
}

}  // namespace broadsheet::search
