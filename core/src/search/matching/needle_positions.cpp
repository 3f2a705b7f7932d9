#include "search/matching/needle_positions.h"

#include <algorithm>

#include "catalog/sort_keys.h"

namespace broadsheet::search {
namespace {

constexpr unsigned kIndexShift = 32;

/// Calls `visit(index, posting)` for those of the documents that a slice has: it reads the
/// document's positions from `reader`, all of them.
template <typename Visit>
void visit_documents(const std::vector<Posting>& postings,
                     const std::vector<std::uint32_t>& documents, ByteReader& reader, Visit visit) {
  // Positions have no directory: those of a document begin where all before it end. Varints are
  // skipped in one go, by their last bytes, when something is wanted again.
  std::uint32_t passed = 0;  // positions of documents that are not asked for
  std::size_t i = 0;
  for (const Posting& posting : postings) {
    while (i < documents.size() && documents[i] < posting.document) {
      ++i;
    }
    if (i == documents.size()) {
      return;
    }
    if (documents[i] == posting.document) {
      reader.skip_varints(std::exchange(passed, 0));
      visit(i, posting);
    } else {
      passed += posting.count;
    }
  }
}

/// The same as `place`, so many positions before; UINT64_MAX if there are none.
std::uint64_t moved_back(std::uint64_t place, std::uint32_t offset) {
  return static_cast<std::uint32_t>(place) < offset ? UINT64_MAX : place - offset;
}

}  // namespace

bool NeedlePositions::has_positions(std::uint32_t needle) const {
  const auto& slices = needles_.slices(number_, needle);
  return std::all_of(slices.begin(), slices.end(),
                     [&](const TermSlice& slice) { return segment_.has_positions(files_, slice); });
}

void NeedlePositions::want_positions(std::uint32_t needle) const {
  for (const TermSlice& slice : needles_.slices(number_, needle)) {
    static_cast<void>(segment_.positions(files_, slice));
  }
}

std::size_t NeedlePositions::positions_size(std::uint32_t needle) const {
  std::size_t size = 0;
  for (const TermSlice& slice : needles_.slices(number_, needle)) {
    size += slice.positions_size;
  }
  return size;
}

Positions NeedlePositions::all_positions(std::uint32_t needle) const {
  if (!read_.empty()) {
    return read_[needle];
  }
  Positions places;
  const auto& slices = needles_.slices(number_, needle);
  std::vector<Posting> own;
  for (const TermSlice& slice : slices) {
    const auto bytes = segment_.positions(files_, slice);
    if (!bytes) {
      continue;
    }
    if (slices.size() > 1) {
      own.clear();
      static_cast<void>(read_postings(slice, segment_.count(), own));
    }
    ByteReader reader(*bytes);
    const std::size_t before = places.size();
    visit_documents(slices.size() > 1 ? own : needles_.postings(number_, needle), documents_,
                    reader, [&](std::size_t i, const Posting& posting) {
                      std::uint32_t position = first_position(posting.fields);
                      for (std::uint32_t n = 0; n < posting.count && reader.ok(); ++n) {
                        position += reader.varint();
                        places.push_back(std::uint64_t{i} << kIndexShift | position);
                      }
                    });
    if (!reader.ok()) {
      segment_.damaged_positions(files_, slice);
    }
    // A prefix has several terms, whose positions are each in order.
    if (before > 0) {
      sort_keys(places);
    }
  }
  return places;
}

/// Keeps the places at which, so many positions behind, the part stands.
void NeedlePositions::keep_common(Positions& places, const UnitPart& part) const {
  const auto& slices = needles_.slices(number_, part.needle);
  // Several slices are merged first; then this is the common intersection of two sorted lists.
  if (!read_.empty() || slices.size() != 1) {
    std::size_t kept = 0;
    const Positions others = all_positions(part.needle);
    auto at = others.begin();
    for (const std::uint64_t place : places) {
      while (at != others.end() && *at < place + part.offset) {
        ++at;
      }
      if (at != others.end() && *at == place + part.offset) {
        places[kept++] = place;
      }
    }
    places.resize(kept);
    return;
  }
  // Most of a frequent word's positions are passed over: they are compared as they are read.
  const auto bytes = segment_.positions(files_, slices.front());
  std::vector<std::uint32_t> documents;
  std::vector<std::uint32_t> begins;  // of their places
  for (std::size_t i = 0; i < places.size(); ++i) {
    const std::uint32_t document = documents_[static_cast<std::size_t>(places[i] >> kIndexShift)];
    if (documents.empty() || documents.back() != document) {
      documents.push_back(document);
      begins.push_back(static_cast<std::uint32_t>(i));
    }
  }
  begins.push_back(static_cast<std::uint32_t>(places.size()));
  std::size_t kept = 0;
  ByteReader reader(bytes.value_or(std::string_view{}));
  visit_documents(needles_.postings(number_, part.needle), documents, reader,
                  [&](std::size_t i, const Posting& posting) {
                    std::uint32_t position = first_position(posting.fields);
                    std::uint32_t at = begins[i];
                    std::uint32_t n = 0;
                    for (; n < posting.count && at < begins[i + 1] && reader.ok(); ++n) {
                      position += reader.varint();
                      while (at < begins[i + 1] &&
                             static_cast<std::uint32_t>(places[at]) + part.offset < position) {
                        ++at;
                      }
                      if (at < begins[i + 1] &&
                          static_cast<std::uint32_t>(places[at]) + part.offset == position) {
                        places[kept++] = places[at++];
                      }
                    }
                    reader.skip_varints(posting.count - n);
                  });
  if (bytes && !reader.ok()) {
    segment_.damaged_positions(files_, slices.front());
  }
  places.resize(kept);
}

const Positions& NeedlePositions::positions_of(const Unit& unit) {
  for (const auto& [known, places] : found_) {
    if (known == &unit) {
      return places;
    }
  }
  // The part with the fewest places first.
  // Bytes stand for the number of positions: known without reading them.
  std::vector<std::uint64_t> order;
  for (const UnitPart& part : unit.parts) {
    order.push_back(sort_key(static_cast<std::uint32_t>(positions_size(part.needle)),
                             static_cast<std::uint32_t>(order.size())));
  }
  sort_keys(order);
  const UnitPart& first = unit.parts[static_cast<std::uint32_t>(order.front())];
  Positions places = all_positions(first.needle);
  if (first.offset > 0) {
    for (std::uint64_t& place : places) {
      place = moved_back(place, first.offset);
    }
    places.erase(std::remove(places.begin(), places.end(), UINT64_MAX), places.end());
  }
  for (std::size_t i = 1; i < order.size() && !places.empty(); ++i) {
    keep_common(places, unit.parts[static_cast<std::uint32_t>(order[i])]);
  }
  return found_.emplace_back(&unit, std::move(places)).second;
}

void NeedlePositions::read_documents() {
  read_.resize(query_.needles.size());
  for (std::size_t i = 0; i < documents_.size(); ++i) {
    const auto document = segment_.document(files_, documents_[i]);
    if (!document) {
      continue;
    }
    DocumentTokens tokens(*document);
    Token token;
    while (tokens.next(token)) {
      for (std::size_t number = 0; number < query_.needles.size(); ++number) {
        if (matches(query_.needles[number], token.term)) {
          read_[number].push_back(std::uint64_t{i} << kIndexShift | token.position);
        }
      }
    }
  }
}

}  // namespace broadsheet::search
