#include "search/matching/needle_postings.h"

#include <algorithm>
#include <limits>
#include <utility>

#include "catalog/sort_keys.h"
#include "search/matching/posting_walk.h"
#include "search/matching/ranking.h"

namespace broadsheet::search {
namespace {

/// How many chunks the beginning of a word may reach over: beyond, it says too little.
constexpr std::size_t kMostPrefixChunks = 16;

bool is_cjk(std::string_view term) {
  return !term.empty() && static_cast<unsigned char>(term[0]) >= 0xE1;
}

/// Keeps the documents that `postings` has, too.
void keep_common(std::vector<std::uint32_t>& documents, const std::vector<Posting>& postings) {
  std::size_t kept = 0;
  PostingWalk walk(postings, documents.size());
  for (const std::uint32_t document : documents) {
    if (walk.find(document) != nullptr) {
      documents[kept++] = document;
    }
  }
  documents.resize(kept);
}

}  // namespace

bool read_postings(const TermSlice& slice, std::uint32_t documents,
                   std::vector<Posting>& postings) {
  PostingReader reader(slice.documents);
  Posting posting;
  while (reader.next(posting)) {
    if (posting.document >= documents) {
      return false;
    }
    postings.push_back(posting);
  }
  return reader.ok();
}

NeedlePostings::NeedlePostings(const Collection& collection, FileCache& files,
                               const ParsedQuery& query)
    : collection_(collection),
      files_(files),
      query_(query),
      hits_(collection.segments().size(), std::vector<NeedleHits>(query.needles.size())),
      weights_(query.needles.size()) {}

void NeedlePostings::decode(const Segment& segment, NeedleHits& found) {
  std::size_t total = 0;
  for (const TermSlice& slice : found.slices) {
    total += std::min<std::size_t>(slice.count, slice.documents.size());
  }
  found.postings.reserve(total);
  for (const TermSlice& slice : found.slices) {
    if (!read_postings(slice, segment.count(), found.postings)) {
      segment.damaged(files_, slice.chunk->terms);
      return;
    }
  }
  if (found.slices.size() < 2) {
    return;
  }
  // One word that was begun is one word: counts of "search" and "searching" add up before BM25
  // sees them, or a prefix would gain by each of its endings.
  // Many terms have many documents together: they are counted by document, not sorted.
  std::vector<Posting> all(segment.count());
  for (const Posting& posting : found.postings) {
    Posting& same = all[posting.document];
    same.document = posting.document;
    same.count += posting.count;
    same.fields |= posting.fields;
    same.title_length = std::max(same.title_length, posting.title_length);
  }
  all.erase(std::remove_if(all.begin(), all.end(),
                           [](const Posting& posting) { return posting.count == 0; }),
            all.end());
  found.postings = std::move(all);
}

void NeedlePostings::look_up(std::uint32_t needle) {
  const Needle& wanted = query_.needles[needle];
  std::uint64_t with = 0;
  for (std::size_t i = 0; i < hits_.size(); ++i) {
    NeedleHits& found = hits_[i][needle];
    if (!found.looked_up) {
      const Segment& segment = collection_.segments()[i];
      // One character of a Chinese text is a beginning that must not be cut short.
      const std::size_t most =
          is_cjk(wanted.term) ? std::numeric_limits<std::size_t>::max() : kMostPrefixChunks;
      found.looked_up =
          segment.find(files_, wanted.term, wanted.prefix, placed_, most, found.slices);
      if (found.looked_up) {
        decode(segment, found);
      }
    }
    with += found.postings.size();
  }
  // Over all segments: a document scores the same wherever it lies, and a base and its addition
  // rank as one index.
  weights_[needle] = rarity(collection_.count(), with);
}

void NeedlePostings::look_up(const Unit& unit) {
  for (const UnitPart& part : unit.parts) {
    look_up(part.needle);
  }
}

std::vector<std::uint32_t> NeedlePostings::documents_of(std::size_t segment,
                                                        const Unit& unit) const {
  const auto& found = hits_[segment];
  // The rarest first.
  // The rest is only looked up in what the rarest has (PostingWalk), so that a frequent word costs
  // by the rare one beside it.
  std::vector<std::uint64_t> parts;
  for (const UnitPart& part : unit.parts) {
    parts.push_back(
        sort_key(static_cast<std::uint32_t>(found[part.needle].postings.size()), part.needle));
  }
  sort_keys(parts);
  std::vector<std::uint32_t> documents;
  for (const std::uint64_t part : parts) {
    const auto& postings = found[static_cast<std::uint32_t>(part)].postings;
    if (part == parts.front()) {
      documents.reserve(postings.size());
      for (const Posting& posting : postings) {
        documents.push_back(posting.document);
      }
    } else {
      keep_common(documents, postings);
    }
  }
  return documents;
}

}  // namespace broadsheet::search
