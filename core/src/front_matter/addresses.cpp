#include "front_matter/addresses.h"

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <string>
#include <utility>

#include "html/url.h"
#include "text/fold.h"
#include "text/utf8.h"

namespace broadsheet::front_matter {
namespace {

using Kind = Node::Kind;

enum class Meaning : std::uint8_t { kNone, kText, kLink, kImage };

struct Word {
  std::string_view word;
  Meaning meaning;
  /// Also at the end of a longer word: `authorlink`, `coverimage`.
  bool as_suffix = false;
};

// What themes and generators call them, without hyphens and underscores, in the singular.
constexpr Word kWords[] = {
    {"url", Meaning::kLink, true},
    {"link", Meaning::kLink, true},
    {"href", Meaning::kLink, true},
    {"uri", Meaning::kLink},
    {"src", Meaning::kLink},
    {"canonical", Meaning::kLink},
    {"redirect", Meaning::kLink},
    {"redirectto", Meaning::kLink},
    {"redirectfrom", Meaning::kLink},
    {"alias", Meaning::kLink},
    {"aliases", Meaning::kLink},
    {"website", Meaning::kLink},
    {"homepage", Meaning::kLink},
    {"audio", Meaning::kLink},
    {"video", Meaning::kLink},
    {"enclosure", Meaning::kLink},
    {"attachment", Meaning::kLink},
    {"download", Meaning::kLink},
    {"image", Meaning::kImage, true},
    {"img", Meaning::kImage, true},
    {"thumbnail", Meaning::kImage, true},
    {"thumb", Meaning::kImage},
    {"cover", Meaning::kImage},
    {"banner", Meaning::kImage},
    {"avatar", Meaning::kImage},
    {"logo", Meaning::kImage},
    {"icon", Meaning::kImage},
    {"favicon", Meaning::kImage},
    {"photo", Meaning::kImage},
    {"picture", Meaning::kImage},
    {"poster", Meaning::kImage},
    {"alt", Meaning::kText},
    {"caption", Meaning::kText},
    {"title", Meaning::kText},
    {"description", Meaning::kText},
    {"credit", Meaning::kText},
    {"name", Meaning::kText},
    {"text", Meaning::kText},
    {"label", Meaning::kText},
};

bool is_upper(char c) {
  return c >= 'A' && c <= 'Z';
}

/// A key without hyphens and the like, in lower case.
struct PlainKey {
  explicit PlainKey(std::string_view key) {
    all.reserve(key.size());
    for (std::size_t at = 0; at < key.size(); ++at) {
      const char c = key[at];
      const bool divides = c == '-' || c == '_' || c == '.' || c == ' ';
      const bool rises = is_upper(c) && at > 0 && !is_upper(key[at - 1]);
      last_begin = divides || rises ? all.size() : last_begin;
      if (!divides) {
        all += is_upper(c) ? static_cast<char>(c + 32) : c;
      }
    }
  }

  /// Its last word: of `featured-image` and `coverURL`.
  [[nodiscard]] std::string_view last() const { return std::string_view(all).substr(last_begin); }

  std::string all;
  std::size_t last_begin = 0;
};

/// Whether `key` is `word` or its plural.
bool is_word(std::string_view key, std::string_view word) {
  const std::size_t more = key.size() - word.size();  // Very many where the key is shorter.
  return more <= 1 && key.front() == word.front() && key.starts_with(word) &&
         (more == 0 || key.back() == 's');
}

bool ends_in_word(std::string_view key, std::string_view word) {
  return key.ends_with(word) ||
         (key.ends_with('s') && key.substr(0, key.size() - 1).ends_with(word));
}

Meaning meaning_of(std::string_view key) {
  constexpr std::size_t kLongest = 64;
  key = text::trim(key);
  if (key.size() > kLongest) {
    return Meaning::kNone;
  }
  const PlainKey plain(key);
  const auto* const found =
      std::find_if(std::begin(kWords), std::end(kWords), [&](const Word& one) {
        return is_word(plain.all, one.word) ||
               (plain.last_begin > 0 && is_word(plain.last(), one.word)) ||
               (one.as_suffix && ends_in_word(plain.all, one.word));
      });
  return found == std::end(kWords) ? Meaning::kNone : found->meaning;
}

class Addresses {
 public:
  Addresses(std::size_t block_offset, Reporter& reporter)
      : block_offset_(block_offset), reporter_(reporter) {}

  /// `outer`: what the values are by the keys above.
  void leave_out_of_map(Node& map, Meaning outer) {
    std::size_t kept = 0;
    for (std::size_t i = 0; i + 1 < map.children.size(); i += 2) {
      const Node& key = map.children[i];
      const Meaning own = key.kind == Kind::kScalar ? meaning_of(key.scalar) : Meaning::kNone;
      // In `cover: {url: …}` the outer key knows what is shown.
      const bool is_image = outer == Meaning::kImage && own != Meaning::kText;
      const Meaning meaning = own == Meaning::kNone || is_image ? outer : own;
      if (outer == Meaning::kNone) {
        key_ = key.kind == Kind::kScalar ? key.scalar : std::string_view{};
      }
      if (may_stay(map.children[i + 1], meaning)) {
        if (kept != i) {
          map.children[kept] = std::move(map.children[i]);
          map.children[kept + 1] = std::move(map.children[i + 1]);
        }
        kept += 2;
      }
    }
    map.children.resize(kept);
  }

 private:
  /// Leaves out of `node` what may not stay. False if that is all of it.
  bool may_stay(Node& node, Meaning meaning) {
    switch (node.kind) {
      case Kind::kNull:
        return true;
      case Kind::kScalar:
        return is_harmless(node, meaning);
      case Kind::kSequence:
        node.children.erase(std::remove_if(node.children.begin(), node.children.end(),
                                           [&](Node& item) { return !may_stay(item, meaning); }),
                            node.children.end());
        return true;
      case Kind::kMap:
        leave_out_of_map(node, meaning);
        return true;
    }
    return true;
  }

  bool is_harmless(const Node& node, Meaning meaning) {
    if (meaning != Meaning::kLink && meaning != Meaning::kImage) {
      return true;
    }
    const bool is_image = meaning == Meaning::kImage;
    const std::string_view text = text::trim(node.scalar);
    for (const std::string_view url : {text, text::trim(markdown_target(text))}) {
      if (!(is_image ? html::may_load_image(url) : html::may_link(url))) {
        reporter_.report(is_image ? "image-scheme" : "link-scheme", Severity::kWarning,
                         block_offset_ + node.offset,
                         "`" + std::string(utf8::prefix(key_, 100)) + "`: the address `" +
                             std::string(utf8::prefix(text, 100)) +
                             "` is left out: its scheme is not " +
                             (is_image ? "http or https" : "http, https, mailto or tel"),
                         "check the address for a typing error");
        return false;
      }
    }
    return true;
  }

  std::size_t block_offset_;
  Reporter& reporter_;
  std::string_view key_;  ///< the outermost one of an address
};

}  // namespace

std::string_view markdown_target(std::string_view text) {
  const std::size_t middle = text.find("](");
  if (middle == std::string_view::npos || text.back() != ')' ||
      (text.substr(0, 1) != "[" && text.substr(0, 2) != "![")) {
    return text;
  }
  return text.substr(middle + 2, text.size() - middle - 3);
}

void leave_out_addresses(Node& root, std::size_t block_offset, Reporter& reporter) {
  if (root.kind == Kind::kMap) {
    Addresses(block_offset, reporter).leave_out_of_map(root, Meaning::kNone);
  }
}

}  // namespace broadsheet::front_matter
