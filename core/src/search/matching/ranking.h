// How well a term speaks for a document: BM25, in whole numbers that are the same everywhere.
#pragma once

#include <cstdint>

namespace broadsheet::search {

/// How much a term says that `with` of `all` documents have: BM25's
/// log2(1 + (N - n + 1/2) / (n + 1/2)), in 1/256.
[[nodiscard]] std::uint32_t rarity(std::uint64_t all, std::uint64_t with);

/// What is known of a term in a document.
struct Occurrences {
  std::uint32_t count = 0;
  std::uint8_t fields = 0;  ///< bits of Field
};

/// The lengths, in tokens, that a document is measured by.
struct Lengths {
  std::uint64_t document = 0;
  std::uint64_t all = 0;        ///< of all documents together
  std::uint64_t documents = 0;  ///< how many there are
};

/// What a document's length makes of a count: BM25's k1 * (1 - b + b * length / average), in
/// 1/1000.
[[nodiscard]] std::uint32_t length_norm(const Lengths& lengths);

/// BM25 with the fields' weights added to the count (BM25F with one length for all fields). `norm`
/// is the document's length_norm().
[[nodiscard]] std::uint32_t term_score(std::uint32_t weight, const Occurrences& occurrences,
                                       std::uint32_t norm);

}  // namespace broadsheet::search
