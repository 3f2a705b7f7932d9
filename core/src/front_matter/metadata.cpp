#include "front_matter/metadata.h"

#include <algorithm>
#include <cstdlib>
#include <map>
#include <string>
#include <string_view>
#include <utility>

#include "front_matter/addresses.h"
#include "front_matter/date.h"
#include "front_matter/issue_number.h"
#include "front_matter/known_keys.h"
#include "front_matter/scalar_schema.h"
#include "text/fold.h"

namespace broadsheet::front_matter {
namespace {

using Kind = Node::Kind;

std::string_view kind_name(Kind kind) {
  switch (kind) {
    case Kind::kSequence:
      return "a list";
    case Kind::kMap:
      return "a map";
    default:
      return "no value";
  }
}

const Node* member(const Node& map, std::string_view key) {
  for (std::size_t i = 0; map.kind == Kind::kMap && i + 1 < map.children.size(); i += 2) {
    if (text::fold(map.children[i].scalar) == key) {
      return &map.children[i + 1];
    }
  }
  return nullptr;
}

class Reader {
 public:
  Reader(std::size_t block_offset, Reporter& reporter, PostData& data)
      : block_offset_(block_offset), reporter_(reporter), data_(data) {}

  void read(const Node& root) {
    for (std::size_t i = 0; i + 1 < root.children.size(); i += 2) {
      const Node& key = root.children[i];
      if (key.kind != Kind::kScalar) {
        report("key-not-text", key, "a key is not text; it and its value are left out",
               "write `key: value` lines");
        continue;
      }
      entry(key, root.children[i + 1]);
    }
    // What another program may mean otherwise gives no reason for a word.
    is_quiet_ = true;
    for (const Synonym& synonym : synonyms_) {
      fill(synonym);
    }
  }

 private:
  struct Synonym {
    Key key;
    const Node* value;
  };

  void report(std::string_view code, const Node& at, std::string message, std::string hint) {
    if (is_quiet_) {
      return;
    }
    reporter_.report(code, Severity::kWarning, block_offset_ + at.offset, std::move(message),
                     std::move(hint));
  }

  void wrong_type(std::string_view key, const Node& value, std::string_view wanted) {
    report("value-type", value,
           "`" + std::string(key) + "` should be " + std::string(wanted) + " but is " +
               std::string(kind_name(value.kind)) + "; it is left out",
           "write `" + std::string(key) + ": …` with " + std::string(wanted));
  }

  void entry(const Node& key, const Node& value) {
    std::optional<Key> known = find_key(key.scalar);
    if (const std::optional<Key> meant = known ? std::nullopt : find_synonym(key.scalar)) {
      synonyms_.push_back({*meant, &value});
    }
    if (known == Key::kIssue) {
      data_.issue = issue_of(value);
      // What is no number, but the name of a season or a place, stays as written.
      known = data_.issue ? known : std::nullopt;
    }
    if (known == Key::kPublished && is_date(value)) {
      known = std::nullopt;  // Hugo's: since when, not whether.
    }
    // Names of one key are one slot: `tag` behind `tags` is a duplicate.
    std::string slot =
        known ? std::to_string(static_cast<int>(*known)) : "=" + std::string(key.scalar);
    const auto [first, is_new] =
        seen_.try_emplace(std::move(slot), static_cast<std::uint32_t>(data_.extra.size()));
    if (!is_new) {
      report("key-duplicate", key,
             "`" + std::string(key.scalar) + "` is given twice; the last one counts",
             "remove one of them");
    }
    if (known) {
      known_entry(*known, key.scalar, value);
      return;
    }
    text::Buffer buffer;
    json::Writer writer(buffer);
    write_json(writer, value);
    std::string json = buffer.take();
    if (is_new) {
      data_.extra.emplace_back(key.scalar, std::move(json));
    } else {
      data_.extra[first->second].second = std::move(json);
    }
  }

  void fill(const Synonym& synonym) {
    const Node& value = *synonym.value;
    if (synonym.key == Key::kDescription && !data_.description) {
      data_.description = text_of({}, value);
    } else if (synonym.key == Key::kCover && !data_.cover) {
      cover({}, value);
      // `image: true` names no picture.
      if (data_.cover && data_.cover->find_first_of("./") == std::string::npos) {
        data_.cover.reset();
      }
    } else if (synonym.key == Key::kDate && !data_.date) {
      data_.date = date_of({}, value);
    } else if (synonym.key == Key::kLastmod && !data_.lastmod) {
      data_.lastmod = date_of({}, value);
    }
  }

  void known_entry(Key known, std::string_view key, const Node& value) {
    switch (known) {
      case Key::kTitle:
        data_.title = text_of(key, value);
        break;
      case Key::kDate:
        data_.date = date_of(key, value);
        break;
      case Key::kLastmod:
        data_.lastmod = date_of(key, value);
        break;
      case Key::kDescription:
        data_.description = text_of(key, value);
        break;
      case Key::kCover:
        cover(key, value);
        break;
      case Key::kSlug:
        data_.slug = text_of(key, value);
        break;
      case Key::kLang:
        data_.lang = text_of(key, value);
        break;
      case Key::kDraft:
        data_.draft = truth(key, value);
        break;
      case Key::kPublished:
        if (const std::optional<bool> published = truth(key, value)) {
          data_.draft = !*published;
        }
        break;
      case Key::kWeight:
        weight(key, value);
        break;
      case Key::kAuthors:
        data_.authors = terms(key, value, "、");
        break;
      case Key::kCategories:
        data_.categories = terms(key, value, {});
        break;
      case Key::kTags:
        data_.tags = terms(key, value, {});
        break;
      case Key::kAliases:
        data_.aliases = terms(key, value, {});
        break;
      case Key::kAuthorLink:
        data_.author_link = text_of(key, value);
        break;
      case Key::kIssue:
        break;  // Read before.
    }
  }

  /// A scalar's text, trimmed; nothing for no value, an empty text or, with a diagnostic, another
  /// kind of value.
  std::optional<std::string> text_of(std::string_view key, const Node& value) {
    if (value.kind == Kind::kScalar) {
      const std::string_view trimmed = text::trim(value.scalar);
      return trimmed.empty() ? std::nullopt : std::optional(std::string(trimmed));
    }
    if (value.kind != Kind::kNull) {
      wrong_type(key, value, "text");
    }
    return std::nullopt;
  }

  void cover(std::string_view key, const Node& value) {
    // Themes write the path alone, a list, or a map with the path in it.
    const Node* node = &value;
    if (node->kind == Kind::kSequence && !node->children.empty()) {
      node = &node->children.front();
    }
    for (const std::string_view name : {"image", "src", "url"}) {
      if (const Node* found = member(*node, name)) {
        node = found;
        break;
      }
    }
    data_.cover = text_of(key, *node);
    if (data_.cover) {
      const std::string target(markdown_target(*data_.cover));
      if (target.size() != data_.cover->size()) {
        report("cover-markdown", *node, "`cover` holds a Markdown link; its target is taken",
               "write the address alone");
        data_.cover = target.empty() ? std::nullopt : std::optional(target);
      }
    }
  }

  std::optional<std::string> date_of(std::string_view key, const Node& value) {
    const std::optional<std::string> text = text_of(key, value);
    if (!text) {
      return std::nullopt;
    }
    const std::optional<Date> date = parse_date(*text);
    if (!date) {
      report("date-unreadable", value,
             "`" + std::string(key) + ": " + *text + "` is not a date that can be read",
             "write it like 2023-05-12 or 2023-05-12T15:00:00+08:00");
      return std::nullopt;
    }
    return date->iso();
  }

  std::optional<bool> truth(std::string_view key, const Node& value) {
    const std::optional<bool> read = read_boolean(value);
    if (!read && value.kind != Kind::kNull) {
      report("value-type", value, "`" + std::string(key) + "` should be true or false",
             "write `" + std::string(key) + ": true` or remove the line");
    }
    return read;
  }

  static bool is_date(const Node& value) {
    return value.kind == Kind::kScalar && parse_date(text::trim(value.scalar)).has_value();
  }

  static std::optional<std::int64_t> issue_of(const Node& value) {
    if (value.kind != Kind::kScalar) {
      return std::nullopt;
    }
    std::string_view text = text::trim(value.scalar);
    text.remove_prefix(text.substr(0, 1) == "#" ? 1 : 0);
    if (is_json_number(text) && text.find_first_of("-.") == std::string_view::npos) {
      return std::strtoll(std::string(text).c_str(), nullptr, 10);
    }
    return find_issue_number(text);
  }

  void weight(std::string_view key, const Node& value) {
    data_.weight.reset();
    if (value.kind == Kind::kNull) {
      return;
    }
    const std::string_view text = text::trim(value.scalar);
    if (value.kind == Kind::kScalar && is_json_number(text) &&
        text.find('.') == std::string_view::npos) {
      data_.weight = std::strtoll(std::string(text).c_str(), nullptr, 10);
    } else {
      report("value-type", value, "`" + std::string(key) + "` should be a whole number",
             "write `" + std::string(key) + ": 10`");
    }
  }

  /// The terms of a scalar or list, trimmed; empty ones and repetitions are left out. Text is
  /// divided at `separator` if that is not empty.
  std::vector<std::string> terms(std::string_view key, const Node& value,
                                 std::string_view separator) {
    std::vector<std::string> found;
    const auto add = [&](const Node& item) {
      const Node* node = &item;
      for (const std::string_view name : {"name", "title"}) {
        if (const Node* named = member(*node, name)) {
          node = named;
          break;
        }
      }
      if (node->kind == Kind::kNull) {
        return;
      }
      if (node->kind != Kind::kScalar) {
        wrong_type(key, *node, "text or a list of texts");
        return;
      }
      std::string_view rest = node->scalar;
      while (!rest.empty()) {
        const std::size_t cut = separator.empty() ? std::string_view::npos : rest.find(separator);
        const std::string_view term = text::trim(rest.substr(0, cut));
        rest = cut == std::string_view::npos ? std::string_view{}
                                             : rest.substr(cut + separator.size());
        if (!term.empty() && std::find(found.begin(), found.end(), term) == found.end() &&
            found.size() < kMaxTerms) {
          found.emplace_back(term);
        }
      }
    };
    if (value.kind == Kind::kSequence) {
      for (const Node& item : value.children) {
        // Hexo's categories in each other: `[[A, B], [C]]`.
        if (item.kind == Kind::kSequence) {
          for (const Node& inner : item.children) {
            add(inner);
          }
        } else {
          add(item);
        }
      }
    } else {
      add(value);
    }
    return found;
  }

  /// Keeps the search for repetitions from becoming quadratic on hostile input.
  static constexpr std::size_t kMaxTerms = 1000;

  std::size_t block_offset_;
  Reporter& reporter_;
  PostData& data_;
  /// Keys met so far, with the place of the unknown ones in data_.extra.
  std::map<std::string, std::uint32_t> seen_;
  std::vector<Synonym> synonyms_;  ///< in the order of the source
  bool is_quiet_ = false;
};

}  // namespace

void read_metadata(const Node& root, std::size_t block_offset, Reporter& reporter, PostData& data) {
  Reader(block_offset, reporter, data).read(root);
}

}  // namespace broadsheet::front_matter
