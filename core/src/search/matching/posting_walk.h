// Looking up documents among the postings of a term.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "search/format/postings.h"

namespace broadsheet::search {

/// Finds ascending documents among postings: by halving where these are many, else by stepping.
class PostingWalk {
 public:
  /// For about `wanted` look-ups; `postings` must outlive it.
  PostingWalk(const std::vector<Posting>& postings, std::size_t wanted)
      : at_(postings.data()),
        end_(postings.data() + postings.size()),
        sparse_(postings.size() > wanted * 16) {}

  [[nodiscard]] const Posting* find(std::uint32_t document) {
    if (sparse_) {
      at_ = std::lower_bound(at_, end_, document, [](const Posting& posting, std::uint32_t wanted) {
        return posting.document < wanted;
      });
    } else {
      while (at_ != end_ && at_->document < document) {
        ++at_;
      }
    }
    return at_ != end_ && at_->document == document ? at_ : nullptr;
  }

 private:
  const Posting* at_;
  const Posting* end_;
  bool sparse_;
};

}  // namespace broadsheet::search
