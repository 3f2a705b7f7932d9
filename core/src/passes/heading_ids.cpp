#include "passes/heading_ids.h"

#include <algorithm>
#include <array>
#include <utility>

#include "document/plain_text.h"
#include "html/author_ids.h"
#include "html/elements.h"
#include "html/escape.h"
#include "passes/unique_ids.h"
#include "text/fold.h"
#include "text/unicode_tables.h"
#include "text/utf8.h"

namespace broadsheet::passes {
namespace {

using document::Kind;
using document::Node;
namespace flag = document::flag;

/// Ids with this prefix belong to the reader's page, and to notes (writers/page_html.cpp).
constexpr std::string_view kReservedPrefix = "bs-";

/// A heading's text on one line.
std::string line_of(std::string_view text) {
  std::string line(text::trim(text));
  std::replace(line.begin(), line.end(), '\n', ' ');
  return line;
}

/// What ASCII becomes in an id; 0: nothing.
constexpr std::array<char, 128> slug_characters() {
  std::array<char, 128> table{};
  table[' '] = '-';
  for (unsigned char c = 0; c < table.size(); ++c) {
    const bool is_capital = c >= 'A' && c <= 'Z';
    if (is_capital || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '-') {
      table[c] = static_cast<char>(is_capital ? c + 32 : c);
    }
  }
  return table;
}

constexpr std::array<char, 128> kSlugCharacters = slug_characters();

}  // namespace

std::string slug(std::string_view text) {
  std::string id;
  id.reserve(std::min(text.size(), kMaxIdBytes));
  for (std::size_t at = 0; at < text.size() && id.size() < kMaxIdBytes;) {
    const auto byte = static_cast<unsigned char>(text[at]);
    if (byte < kSlugCharacters.size()) {
      ++at;
      if (kSlugCharacters[byte] != 0) {
        id += kSlugCharacters[byte];
      }
      continue;
    }
    const std::size_t begin = at;
    const char32_t c = utf8::next(text, at);
    if (!unicode::is_word(c)) {
      continue;
    }
    const char32_t lower = unicode::to_lower(c);
    if (lower == c) {
      id.append(text, begin, at - begin);
    } else {
      utf8::append(id, lower);
    }
  }
  return id;
}

namespace {

class Ids {
 public:
  explicit Ids(const Context& context)
      : context_(context), tree_(context.tree), texts_(context.tree) {}

  void run() {
    std::vector<Node>& nodes = tree_.nodes;
    claim_chosen();
    constexpr document::Kinds kKinds = {
        Kind::kNotes,       Kind::kQuote,          Kind::kAlert,      Kind::kBulletList,
        Kind::kOrderedList, Kind::kDefinitionList, Kind::kTable,      Kind::kHeading,
        Kind::kParagraph,   Kind::kElement,        Kind::kVoidElement};
    for (std::uint32_t at = 0; (at = next_of(nodes, at, kKinds)) < nodes.size(); ++at) {
      Node& node = nodes[at];
      switch (node.kind) {
        case Kind::kNotes:
          notes_begin_ = at;
          break;
        case Kind::kQuote:
        case Kind::kAlert:
        case Kind::kBulletList:
        case Kind::kOrderedList:
        case Kind::kDefinitionList:
        case Kind::kTable:
          container_end_ = std::max(container_end_, node.end);
          break;
        case Kind::kHeading:
          add_heading(at, node.value);
          break;
        case Kind::kParagraph:
          if ((node.flags & flag::kBoldOnly) != 0 && at >= container_end_) {
            add_bold_only(at);
          }
          break;
        case Kind::kElement:
          add_element(at);
          break;
        case Kind::kVoidElement:
          claim(at);
          break;
        default:
          break;
      }
    }
    if (author_ids_ > 0) {
      follow_author_ids();
    }
  }

 private:
  [[nodiscard]] bool may_add(std::uint32_t at, std::string_view text) {
    // Notes are read out of order: the outline is the article's.
    if (at >= notes_begin_ || text::trim(text).empty()) {
      return false;
    }
    const bool has_room = tree_.outline.size() < kMaxHeadings;
    if (kTellsDiagnostics && !has_room && !std::exchange(is_reported_, true)) {
      context_.reporter.report("too-many-headings", Severity::kWarning,
                               tree_.source_offset(tree_.nodes[at].place),
                               "the post has more than " + std::to_string(kMaxHeadings) +
                                   " headings; from here on they cannot be linked to",
                               "divide it into several posts");
    }
    return has_room;
  }

  void add(std::uint32_t at, std::string id, std::uint32_t level, std::string_view text,
           bool is_pseudo) {
    Heading& heading = tree_.outline.emplace_back();
    heading.id = std::move(id);
    heading.level = level;
    heading.text = line_of(text);
    heading.pseudo = is_pseudo;
    tree_.nodes[at].size = static_cast<std::uint32_t>(tree_.outline.size());
  }

  void add_heading(std::uint32_t at, std::uint32_t level) {
    const std::string_view text = texts_.of(at);
    if (may_add(at, text)) {
      level_ = level;
      const Node& node = tree_.nodes[at];
      const std::string_view chosen =
          (node.flags & flag::kAttributed) != 0 ? tree_.attributes_of(node).id : std::string_view();
      add(at, chosen.empty() ? unique_id(text) : std::string(chosen), level, text, false);
    }
  }

  /// A bold paragraph that is long, or a sentence, is emphasis and no heading. It stands one level
  /// below the last real one.
  void add_bold_only(std::uint32_t at) {
    constexpr std::size_t kMaxBytes = 200;
    constexpr std::uint32_t kDeepest = 6;
    const std::string_view text = texts_.of(at);
    if (text.size() <= kMaxBytes && !text::ends_sentence(text) && may_add(at, text)) {
      add(at, unique_id(text), std::min(level_ + 1, kDeepest), text, true);
    }
  }

  void add_element(std::uint32_t at) {
    const Node& node = tree_.nodes[at];
    claim(at);
    const auto element = static_cast<html::Element>(node.value);
    if ((node.flags & flag::kImplied) != 0 || html::role_of(element) != html::Role::kHeading) {
      return;
    }
    const std::string_view text = texts_.of(at);
    if (!may_add(at, text)) {
      return;
    }
    const std::uint32_t index = node.size;
    document::AuthorElement& author = tree_.elements[index];
    level_ = static_cast<std::uint32_t>(html::name_of(element)[1] - '0');
    add(at, author.id.empty() ? unique_id(text) : std::string(author.id), level_, text, false);
    tree_.nodes[at].size = index;
    author.heading = static_cast<std::uint32_t>(tree_.outline.size());
    author.id = tree_.arena.keep(tree_.outline.back().id);
  }

  /// Ids that authors gave elements of Markdown go before all that are made; of equal ones the
  /// first stays. A heading's is written as it is: it is made of what one is made of that has none.
  void claim_chosen() {
    for (document::AuthorElement& attributes : tree_.elements) {
      if (!attributes.is_markdown || attributes.id.empty()) {
        continue;
      }
      std::string id(attributes.id);
      if (!attributes.is_heading) {
        id.insert(0, html::kAuthorIdPrefix);
      }
      const bool is_reserved = has_reserved_prefix(id);
      if (author_ids_ >= kMaxAuthorIds || is_reserved || !ids_.claim(id)) {
        attributes.id = {};
        continue;
      }
      ++author_ids_;
      attributes.id = tree_.arena.keep(id);
    }
  }

  static bool has_reserved_prefix(std::string_view id) {
    return id.substr(0, kReservedPrefix.size()) == kReservedPrefix;
  }

  /// Keeps headings off an id that an author chose; of equal ones the first stays.
  void claim(std::uint32_t at) {
    const Node& node = tree_.nodes[at];
    if ((node.flags & flag::kImplied) != 0) {
      return;
    }
    document::AuthorElement& author = tree_.elements[node.size];
    if (author.id.empty()) {
      return;
    }
    if (author_ids_ < kMaxAuthorIds && ids_.claim(std::string(author.id))) {
      ++author_ids_;
    } else {
      author.id = {};
    }
  }

  /// Links within the article, to an id that has got the prefix.
  void follow_author_ids() {
    const auto follow = [&](document::Target& target) {
      if (target.url.substr(0, 1) != "#") {
        return;
      }
      const std::string id = html::decoded_fragment(target.url.substr(1));
      if (!ids_.has(id) && ids_.has(std::string(html::kAuthorIdPrefix).append(id))) {
        std::string url(target.url);
        target.url = tree_.arena.keep(url.insert(1, html::kAuthorIdPrefix));
      }
    };
    std::for_each(tree_.targets.begin(), tree_.targets.end(), follow);
    for (document::AuthorElement& author : tree_.elements) {
      follow(author.target);
    }
  }

  std::string unique_id(std::string_view text) {
    std::string base = slug(text);
    if (base.empty()) {
      base = "section";  // An id must not be empty (HTML Standard).
    }
    const bool is_reserved = has_reserved_prefix(base);
    return ids_.take(std::move(base), is_reserved);
  }

  const Context& context_;
  document::Tree& tree_;
  document::PlainTexts texts_;
  UniqueIds ids_;
  std::uint32_t level_ = 1;  ///< of the last heading that is one
  std::uint32_t container_end_ = 0;
  std::uint32_t notes_begin_ = 0xFFFFFFFF;
  std::size_t author_ids_ = 0;
  bool is_reported_ = false;
};

}  // namespace

void give_heading_ids(const Context& context) {
  const document::Kinds kinds = context.tree.kinds;
  if (kinds.has(Kind::kHeading) || kinds.has(Kind::kStrong) || !context.tree.elements.empty()) {
    Ids(context).run();
  }
}

}  // namespace broadsheet::passes
