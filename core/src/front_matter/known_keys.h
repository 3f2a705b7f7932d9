// The front matter keys that mean something to Broadsheet, under all their names.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace broadsheet::front_matter {

enum class Key : std::uint8_t {
  kTitle,
  kDate,
  kLastmod,
  kDescription,
  kCover,
  kSlug,
  kLang,
  kDraft,
  kPublished,  ///< Jekyll's opposite of a draft
  kWeight,
  kAuthors,
  kCategories,
  kTags,
  kAliases,
  kAuthorLink,
  kIssue,
};

/// The key of that name in any case ("Title", "TAGS"), outer blanks aside.
[[nodiscard]] std::optional<Key> find_key(std::string_view name);

/// The key that other programs' name for nearly the same stands in for (`heroImage` for `cover`).
/// It counts where the key itself has no value, and stays among those that are kept as written.
[[nodiscard]] std::optional<Key> find_synonym(std::string_view name);

}  // namespace broadsheet::front_matter
