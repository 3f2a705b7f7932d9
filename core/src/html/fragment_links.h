// Links to a place within the article, whose targets may still get another id.
#pragma once

#include <algorithm>
#include <cstddef>
#include <string_view>
#include <utility>
#include <vector>

#include "text/buffer.h"

namespace broadsheet::html {

/// What an id that an author chose is written with, so that it can neither be a heading's nor a
/// name that a page's script looks for.
inline constexpr std::string_view kAuthorIdPrefix = "user-";

/// Where in the HTML links to fragments stand.
class FragmentLinks {
 public:
  /// `at`: where the `#` will be written.
  void add(std::size_t at) { places_.push_back(at); }

  /// Something of `size` bytes was put in at `at`.
  void shift(std::size_t at, std::size_t size) {
    for (std::size_t i = places_.size(); i > 0 && places_[i - 1] >= at; --i) {
      places_[i - 1] += size;
    }
  }

  /// Puts the prefix into each link of `html` whose fragment, as written, `is_author_id`.
  template <typename Predicate>
  void apply(text::Buffer& html, Predicate is_author_id) const {
    if (places_.empty()) {
      return;
    }
    const std::string_view written = html.view();
    text::Buffer out;
    std::size_t done = 0;
    for (const std::size_t place : places_) {
      const std::size_t begin = place + 1;
      const std::size_t end = std::min(written.find('"', begin), written.size());
      if (is_author_id(written.substr(begin, end - begin))) {
        out += written.substr(done, begin - done);
        out += kAuthorIdPrefix;
        done = begin;
      }
    }
    if (done > 0) {
      out += written.substr(done);
      html = std::move(out);
    }
  }

 private:
  std::vector<std::size_t> places_;
};

}  // namespace broadsheet::html
