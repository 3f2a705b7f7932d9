#include "front_matter/known_keys.h"

#include <cstddef>
#include <string>
#include <utility>

#include "text/fold.h"

namespace broadsheet::front_matter {
namespace {

constexpr std::pair<std::string_view, Key> kNames[] = {
    {"title", Key::kTitle},
    {"date", Key::kDate},
    {"lastmod", Key::kLastmod},
    {"last_modified_at", Key::kLastmod},
    {"description", Key::kDescription},
    {"cover", Key::kCover},
    {"slug", Key::kSlug},
    {"lang", Key::kLang},
    {"language", Key::kLang},
    {"draft", Key::kDraft},
    {"published", Key::kPublished},
    {"weight", Key::kWeight},
    {"author", Key::kAuthors},
    {"authors", Key::kAuthors},
    {"category", Key::kCategories},
    {"categories", Key::kCategories},
    {"tag", Key::kTags},
    {"tags", Key::kTags},
    {"alias", Key::kAliases},
    {"aliases", Key::kAliases},
    {"authorlink", Key::kAuthorLink},
    {"author_link", Key::kAuthorLink},
    {"author-link", Key::kAuthorLink},
    {"authorurl", Key::kAuthorLink},
    {"author_url", Key::kAuthorLink},
    {"issue", Key::kIssue},
};

// Hugo's and its themes', Jekyll's plugins', Astro's.
constexpr std::pair<std::string_view, Key> kSynonyms[] = {
    {"summary", Key::kDescription},  {"images", Key::kCover},        {"image", Key::kCover},
    {"featured_image", Key::kCover}, {"featuredimage", Key::kCover}, {"heroimage", Key::kCover},
    {"pubdate", Key::kDate},         {"publishdate", Key::kDate},    {"updateddate", Key::kLastmod},
};

template <std::size_t kSize>
std::optional<Key> find_in(const std::pair<std::string_view, Key> (&names)[kSize],
                           std::string_view name) {
  constexpr std::size_t kLongest = 32;
  if (name.size() > kLongest) {
    return std::nullopt;
  }
  const std::string folded = text::fold(name);
  for (const auto& [known, key] : names) {
    if (folded == known) {
      return key;
    }
  }
  return std::nullopt;
}

}  // namespace

std::optional<Key> find_key(std::string_view name) {
  return find_in(kNames, name);
}

std::optional<Key> find_synonym(std::string_view name) {
  return find_in(kSynonyms, name);
}

}  // namespace broadsheet::front_matter
