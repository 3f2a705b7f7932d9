#include "front_matter/known_keys.h"

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

}  // namespace

std::optional<Key> find_key(std::string_view name) {
  constexpr std::size_t kLongest = 32;
  if (name.size() > kLongest) {
    return std::nullopt;
  }
  const std::string folded = text::fold(name);
  for (const auto& [known, key] : kNames) {
    if (folded == known) {
      return key;
    }
  }
  return std::nullopt;
}

}  // namespace broadsheet::front_matter
