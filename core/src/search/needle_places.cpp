#include "search/needle_places.h"

#include <utility>

#include "search/sort_keys.h"

namespace broadsheet::search {

void NeedlePlaces::gather_from_positions(std::size_t segment, const Segment& from,
                                         std::uint32_t needle) {
  Places& places = places_[needle];
  for (const TermSlice& slice : needles_.slices(segment, needle)) {
    const auto bytes = from.positions(files_, slice);
    if (!bytes) {
      continue;
    }
    ByteReader reader(*bytes);
    PostingReader postings(slice.documents);
    Posting posting;
    const std::size_t before = places.size();
    std::uint32_t passed = 0;  // positions of documents that are not asked for
    for (std::size_t i = 0; i < documents_.size() && postings.next(posting);) {
      while (i < documents_.size() && documents_[i] < posting.document) {
        ++i;
      }
      if (i == documents_.size()) {
        break;
      }
      if (documents_[i] != posting.document) {
        passed += posting.count;
        continue;
      }
      reader.skip_varints(std::exchange(passed, 0));
      std::uint32_t position = first_position(posting.fields);
      for (std::uint32_t count = 0; count < posting.count && reader.ok(); ++count) {
        position += reader.varint();
        places.push_back(std::uint64_t{i} << 32U | position);
      }
    }
    if (!reader.ok()) {
      from.damaged(files_, slice.chunk->positions);
    }
    if (before > 0) {
      sort_keys(places);
    }
  }
}

void NeedlePlaces::gather_from_documents(const Segment& from) {
  for (std::size_t i = 0; i < documents_.size(); ++i) {
    const auto document = from.document(files_, documents_[i]);
    if (!document) {
      continue;
    }
    DocumentTokens tokens(*document);
    Token token;
    while (tokens.next(token)) {
      for (std::size_t number = 0; number < query_.needles.size(); ++number) {
        const Needle& needle = query_.needles[number];
        if (token.term.substr(0, needle.prefix ? needle.term.size() : token.term.size()) ==
            needle.term) {
          places_[number].push_back(std::uint64_t{i} << 32U | token.position);
        }
      }
    }
  }
}

Places NeedlePlaces::places_of(const Unit& unit) const {
  Places result = places_[unit.parts.front().needle];
  for (std::size_t i = 1; i < unit.parts.size() && !result.empty(); ++i) {
    const Places& places = places_[unit.parts[i].needle];
    const std::uint32_t offset = unit.parts[i].offset;
    Places both;
    auto at = places.begin();
    for (const std::uint64_t place : result) {
      while (at != places.end() && *at < place + offset) {
        ++at;
      }
      if (at == places.end()) {
        break;
      }
      if (*at == place + offset) {
        both.push_back(place);
      }
    }
    result = std::move(both);
  }
  return result;
}

}  // namespace broadsheet::search
