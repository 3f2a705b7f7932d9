// A promise that must hold for every input: a broken one ends the program, as a sanitizer would.
#pragma once

#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

namespace broadsheet::fuzz {

/// Ends the program with `promise` and `detail` on stderr unless `kept`.
inline void expect(bool kept, std::string_view promise, std::string_view detail = {}) {
  if (kept) {
    return;
  }
  std::fprintf(stderr, "broken promise: %.*s\n%.*s\n", static_cast<int>(promise.size()),
               promise.data(), static_cast<int>(detail.size()), detail.data());
  std::abort();
}

}  // namespace broadsheet::fuzz
