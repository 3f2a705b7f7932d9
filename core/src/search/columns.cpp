#include "search/columns.h"

#include <algorithm>
#include <bit>

#include "front_matter/date.h"
#include "search/bytes.h"
#include "text/utf8.h"

namespace broadsheet::search {
namespace {

constexpr std::uint32_t kMonthBase = 13;
constexpr std::uint32_t kDayBase = 32;

/// A calendar day as a number that grows with it; 0: none.
std::uint32_t day_number(const std::optional<std::string>& text) {
  const std::optional<Date> date = text ? parse_date(*text) : std::nullopt;
  return date ? (static_cast<std::uint32_t>(date->year) * kMonthBase + date->month) * kDayBase +
                    date->day
              : 0;
}

void append_number(std::string& out, std::uint32_t number, std::size_t digits) {
  const std::string text = std::to_string(number);
  out.append(digits - std::min(digits, text.size()), '0');
  out += text;
}

std::string day_text(std::uint32_t day) {
  std::string text;
  if (day != 0) {
    append_number(text, day / kDayBase / kMonthBase, 4);
    text += '-';
    append_number(text, day / kDayBase % kMonthBase, 2);
    text += '-';
    append_number(text, day % kDayBase, 2);
  }
  return text;
}

/// Differences as small numbers, whichever their sign.
std::uint32_t zigzag(std::uint32_t difference) {
  return difference << 1U ^ (difference >> 31U != 0 ? UINT32_MAX : 0U);
}

std::uint32_t unzigzag(std::uint32_t value) {
  return value >> 1U ^ ((value & 1U) != 0 ? UINT32_MAX : 0U);
}

}  // namespace

std::uint8_t pack_length(std::uint32_t length) {
  const auto width = static_cast<std::uint32_t>(std::bit_width(length));
  const std::uint32_t shift = width > 5 ? width - 5 : 0;
  return static_cast<std::uint8_t>(std::min(shift * 16 + (length >> shift), 255U));
}

std::uint32_t unpack_length(std::uint8_t packed) {
  const std::uint32_t shift = packed < 32 ? 0 : packed / 16U - 1;
  return (packed - shift * 16U) << shift;
}

std::uint32_t ColumnsWriter::Dictionary::number_of(std::string_view text) {
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

std::optional<Columns> read_columns(std::string_view payload, std::uint32_t count) {
  ByteReader reader(payload);
  const auto dictionary = [&] {
    std::vector<std::string_view> texts(reader.count());
    for (std::string_view& text : texts) {
      text = reader.text();
      if (utf8::find_invalid(text) != std::string_view::npos) {
        reader.fail();
      }
    }
    return texts;
  };
  // Each document takes at least a byte of each column.
  if (count > payload.size()) {
    return std::nullopt;
  }
  Columns columns;
  columns.entries.resize(count);
  constexpr std::vector<std::string> CatalogEntry::*kLists[] = {
      &CatalogEntry::tags, &CatalogEntry::categories, &CatalogEntry::authors};
  for (const auto list : kLists) {
    const std::vector<std::string_view> texts = dictionary();
    ByteReader terms(reader.text());
    for (CatalogEntry& entry : columns.entries) {
      (entry.*list).resize(terms.count());
      for (std::string& term : entry.*list) {
        const std::uint32_t number = terms.varint();
        if (number >= texts.size()) {
          return std::nullopt;
        }
        term = texts[number];
      }
    }
    if (!terms.ok() || !terms.at_end()) {
      return std::nullopt;
    }
  }
  const std::vector<std::string_view> langs = dictionary();
  for (CatalogEntry& entry : columns.entries) {
    const std::uint32_t traits = reader.varint();
    if (traits >> 1U >= langs.size()) {
      return std::nullopt;
    }
    entry.lang = langs[traits >> 1U];
    entry.draft = (traits & 1U) != 0;
  }
  std::uint32_t day = 0;
  for (CatalogEntry& entry : columns.entries) {
    day += unzigzag(reader.varint());
    entry.date = day_text(day);
  }
  columns.lengths = reader.bytes(count);
  return reader.ok() && reader.at_end() ? std::optional(std::move(columns)) : std::nullopt;
}

}  // namespace broadsheet::search
