// Terms that no text has: what `tag:`, `category:`, `author:` and `host:` look up.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace broadsheet::search {

enum class Qualifier : std::uint8_t { kTag, kCategory, kAuthor, kHost };

/// The term for a value, folded as the catalog folds (text/fold.h) and cut at 200 bytes. `value` is
/// valid UTF-8.
[[nodiscard]] std::string qualifier_term(Qualifier qualifier, std::string_view value);

}  // namespace broadsheet::search
