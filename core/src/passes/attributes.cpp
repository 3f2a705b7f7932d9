#include "passes/attributes.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "html/author_attributes.h"
#include "html/author_ids.h"
#include "html/elements.h"
#include "passes/attribute_list.h"
#include "text/buffer.h"
#include "text/fold.h"
#include "text/not_found.h"
#include "text/unicode_tables.h"
#include "text/utf8.h"

namespace broadsheet::passes {
namespace {

using document::Kind;
using document::Node;
namespace flag = document::flag;

/// Names, and what they stand for, are read anew wherever a list has them.
constexpr std::size_t kMaxNamesUsed = 20;
constexpr std::size_t kMaxNamedBytes = 500;

/// Of these it can be said what attributes they may have.
html::Element element_of(const Node& node) {
  switch (node.kind) {
    case Kind::kHeading:
      return html::Element::kH2;
    case Kind::kParagraph:
      return html::Element::kP;
    case Kind::kQuote:
      return html::Element::kBlockquote;
    case Kind::kBulletList:
      return html::Element::kUl;
    case Kind::kOrderedList:
      return html::Element::kOl;
    case Kind::kItem:
      return html::Element::kLi;
    case Kind::kTable:
      return html::Element::kTable;
    case Kind::kRule:
      return html::Element::kHr;
    case Kind::kDefinitionList:
      return html::Element::kDl;
    case Kind::kCodeBlock:
    case Kind::kCode:
      return html::Element::kCode;
    case Kind::kLink:
      return html::Element::kA;
    case Kind::kImage:
      return html::Element::kImg;
    case Kind::kEmphasis:
    case Kind::kStrong:
    case Kind::kStrikethrough:
      return html::Element::kEm;
    default:
      return html::Element::kUnknown;
  }
}

/// Letters, digits, and `-_:.`: what an id may be made of to be written as it is.
bool is_plain_id(std::string_view id) {
  for (std::size_t at = 0; at < id.size();) {
    const char32_t c = utf8::next(id, at);
    if (c != '-' && c != ':' && c != '.' && !unicode::is_word(c)) {
      return false;
    }
  }
  return !id.empty() && id.size() <= html::kMaxAuthorIdBytes;
}

/// Where a list ends whose text begins at `from`: at its closing brace.
std::size_t list_end(std::string_view text, std::size_t from) {
  for (std::size_t at = from; at < text.size(); ++at) {
    if (text[at] == '\\') {
      ++at;
    } else if (text[at] == '}') {
      return at;
    }
  }
  return text::kNotFound;
}

class Reader {
 public:
  explicit Reader(const Context& context)
      : context_(context), tree_(context.tree), nodes_(context.tree.nodes) {}

  void run() {
    const bool is_kramdown = context_.policy.dialect == Dialect::kKramdown;
    if (is_kramdown && tree_.kinds.has(Kind::kAttributes)) {
      gather_definitions();
    }
    for (std::uint32_t at = 0; (at = next_of(nodes_, at, {Kind::kHeading})) < nodes_.size(); ++at) {
      read_heading(at);
    }
    if (is_kramdown && tree_.text.find("{:") != text::kNotFound) {
      read_lists();
    }
  }

  bool give(std::uint32_t at, std::string_view list) {
    list_.clear();
    read_attribute_list(list, list_);
    if (!list_.is_well_formed || list_.attributes.empty() ||
        element_of(nodes_[at]) == html::Element::kUnknown) {
      return false;
    }
    apply(at);
    return true;
  }

 private:
  // --- What lines define ---------------------------------------------------------------------

  /// `*[word]: meaning` and `{:name: attributes}`; both may stand behind what uses them.
  void gather_definitions() {
    for (std::uint32_t at = 0; (at = next_of(nodes_, at, {Kind::kAttributes})) < nodes_.size();
         ++at) {
      Node& node = nodes_[at];
      const std::string_view line = node.view();
      if (line.front() == '*') {
        const std::size_t end = line.find("]:");
        if (tree_.abbreviations.size() < kMaxAbbreviations && end != text::kNotFound) {
          tree_.abbreviations.push_back(
              {{}, text::trim(line.substr(end + 2)), line.substr(2, end - 2)});
        }
        node.kind = Kind::kNothing;
        continue;
      }
      const std::string_view inner = inner_of(line);
      const std::size_t colon = inner.find(':');
      if (colon == 0 || colon == text::kNotFound || inner.find_first_of(" \t#.=") < colon) {
        continue;
      }
      if (named_.size() < kMaxNamedLists) {
        named_.push_back({inner.substr(0, colon), inner.substr(colon + 1, kMaxNamedBytes)});
      }
      node.kind = Kind::kNothing;
    }
  }

  /// Between `{:` and `}`.
  static std::string_view inner_of(std::string_view line) {
    return line.substr(2, line.rfind('}') - 2);
  }

  // --- Headings ------------------------------------------------------------------------------

  void read_heading(std::uint32_t at) {
    Node& node = nodes_[at];
    std::uint32_t last = at + 1;
    while (last < node.end && nodes_[last].end < node.end) {
      last = std::max(nodes_[last].end, last + 1);
    }
    if (last >= node.end || nodes_[last].kind != Kind::kText || nodes_[last].flags != 0) {
      return;
    }
    Node& text_node = nodes_[last];
    const std::string_view text = text_node.view();
    if (text.empty() || text.back() != '}') {
      return;
    }
    const std::size_t begin = text.rfind('{');
    if (begin == text::kNotFound || is_escaped(text_node, begin)) {
      return;
    }
    const std::string_view inner = text.substr(begin + 1, text.size() - begin - 2);
    list_.clear();
    read_attribute_list(inner, list_);
    // Goldmark takes `{}` for a list, and `{ }` for text.
    const bool is_blank = !inner.empty() && list_.attributes.empty();
    const bool follows_blank =
        begin == 0 ? last == at + 1 : text[begin - 1] == ' ' || text[begin - 1] == '\t';
    const bool is_goldmark = context_.policy.dialect == Dialect::kGoldmark;
    const bool has_id_first = text.substr(begin + 1, 1) == "#" && is_plain_id(list_.value("id"));
    if (!list_.is_well_formed || is_blank || !(is_goldmark || (follows_blank && has_id_first))) {
      return;
    }
    set_text(text_node, without_closing_marks(text.substr(0, begin)));
    apply(at);
  }

  /// `## H ## {#id}`: the marks that close a heading are at the end of its line now.
  static std::string_view without_closing_marks(std::string_view text) {
    const auto trimmed = [](std::string_view one) {
      return one.substr(0, one.find_last_not_of(" \t") + 1);
    };
    text = trimmed(text);
    const std::size_t marks = text.find_last_not_of('#') + 1;
    return marks < text.size() && (marks == 0 || text[marks - 1] == ' ' || text[marks - 1] == '\t')
               ? trimmed(text.substr(0, marks))
               : text;
  }

  [[nodiscard]] bool is_escaped(const Node& node, std::size_t at) const {
    const char* const brace = node.text + at;
    return tree_.holds(brace - 1) && brace[-1] == '\\';
  }

  static void set_text(Node& node, std::string_view text) {
    node.set_text(text);
    if (text.empty()) {
      node.kind = Kind::kNothing;
    }
  }

  // --- kramdown's lists ----------------------------------------------------------------------

  /// Walks through all nodes, and knows of each which one its list stands behind.
  void read_lists() {
    std::vector<std::uint32_t>& open = open_;
    for (std::uint32_t at = 0; at < nodes_.size(); ++at) {
      std::uint32_t before = at;  // itself: nothing stands before it in its parent
      while (!open.empty() && nodes_[open.back()].end <= at) {
        before = open.back();
        open.pop_back();
      }
      Node& node = nodes_[at];
      if (node.kind == Kind::kAttributes) {
        read_line(at, before, open.back());
      } else if (node.kind == Kind::kText && node.flags == 0) {
        const bool begins_item =
            before == at && !open.empty() && open.back() + 1 == at && begins_in_item(open);
        read_behind(at, begins_item ? item_of(open) : before);
      } else if (!is_leaf(node.kind)) {
        open.push_back(at);
      }
    }
  }

  /// Whether the innermost node is an item, or the first paragraph of one.
  [[nodiscard]] bool begins_in_item(const std::vector<std::uint32_t>& open) const {
    return nodes_[item_of(open)].kind == Kind::kItem;
  }
  [[nodiscard]] std::uint32_t item_of(const std::vector<std::uint32_t>& open) const {
    const std::uint32_t inner = open.back();
    return nodes_[inner].kind == Kind::kParagraph && open.size() > 1 &&
                   open[open.size() - 2] + 1 == inner
               ? open[open.size() - 2]
               : inner;
  }

  /// Lists at the beginning of a text; `target` is what they are for, the text itself: nothing.
  void read_behind(std::uint32_t at, std::uint32_t target) {
    Node& node = nodes_[at];
    while (node.view().substr(0, 2) == "{:" && target != at) {
      const std::string_view text = node.view();
      const std::size_t end = list_end(text, 2);
      if (end == text::kNotFound || text.substr(2, 1) == ":" || is_escaped(node, 0)) {
        return;
      }
      read_named(text.substr(2, end - 2));
      apply(target);
      std::string_view rest = text.substr(end + 1);
      if (nodes_[target].kind == Kind::kItem) {
        rest.remove_prefix(std::min(rest.find_first_not_of(" \t"), rest.size()));
      }
      set_text(node, rest);
    }
  }

  /// A line is for the block directly above, or else for the next one below.
  void read_line(std::uint32_t at, std::uint32_t before, std::uint32_t parent) {
    Node& node = nodes_[at];
    read_named(inner_of(node.view()));
    // Several lines in a row are for the same block.
    before = before == at && at == next_line_ ? above_ : before;
    next_line_ = at + 1;
    above_ = before;
    const bool is_above = (node.flags & flag::kAfterBlank) == 0 && at > parent + 1;
    node.kind = Kind::kNothing;
    const std::uint32_t target = is_above ? before : at + 1;
    // The text of an item that is no paragraph has no attributes.
    if (target == at || target >= nodes_[parent].end) {
      return;
    }
    const bool is_list =
        nodes_[target].kind == Kind::kBulletList || nodes_[target].kind == Kind::kOrderedList;
    if (is_list && list_.has_word("toc")) {
      make_contents(target);
    } else {
      apply(target);
    }
  }

  /// The words of a list may be names of others.
  void read_named(std::string_view text) {
    list_.clear();
    read_attribute_list(text, list_);
    const std::size_t own = std::min(list_.attributes.size(), kMaxNamesUsed);
    for (std::size_t at = 0; at < own; ++at) {
      for (const html::Attribute& named : named_) {
        if (list_.attributes[at].value.data() == nullptr &&
            list_.attributes[at].name == named.name) {
          read_attribute_list(named.value, list_);
          break;
        }
      }
    }
  }

  /// The contents take the place of a list, once.
  void make_contents(std::uint32_t list) {
    const std::uint32_t end = nodes_[list].end;
    nodes_[list].flags =
        nodes_[list].kind == Kind::kOrderedList ? flag::kNumbered : std::uint8_t{0};
    for (std::uint32_t at = list; at < end; ++at) {
      nodes_[at].kind = Kind::kNothing;
      nodes_[at].end = at + 1;
    }
    nodes_[list].kind = std::exchange(has_contents_, true) ? Kind::kNothing : Kind::kContents;
  }

  // --- What passes ---------------------------------------------------------------------------

  void apply(std::uint32_t at) {
    Node& node = nodes_[at];
    const html::Element element = element_of(node);
    if (element == html::Element::kUnknown) {
      return;
    }
    if (node.kind == Kind::kCodeBlock && node.size == 0) {
      node.set_text(language_of(list_));
    }
    if ((node.flags & flag::kAttributed) == 0 && !add_attributes(node)) {
      return;
    }
    document::AuthorElement& attributes =
        tree_.elements[node.kind == Kind::kHeading ? node.extra : node.value];
    const std::string_view id = list_.value("id");
    if (is_plain_id(id)) {
      attributes.id = id;
    }
    attributes.is_in_contents = attributes.is_in_contents && !list_.has_class("no_toc");
    const std::string_view rest = markup_of(node, element);
    if (!rest.empty() && attributes.attributes.empty()) {
      attributes.attributes = tree_.arena.keep(rest);
    }
  }

  bool add_attributes(Node& node) {
    const auto index = static_cast<std::uint32_t>(tree_.elements.size());
    if (index >= kMaxAttributeLists) {
      return false;
    }
    node.flags |= flag::kAttributed;
    if (node.kind == Kind::kHeading) {
      node.extra = index;
    } else {
      node.value = static_cast<std::uint16_t>(index);
    }
    document::AuthorElement& element = tree_.elements.emplace_back();
    element.is_markdown = true;
    element.is_heading = node.kind == Kind::kHeading;
    return true;
  }

  /// Code without a fence has its language from a class: `{: .language-ruby}`.
  static std::string_view language_of(const AttributeList& list) {
    constexpr std::string_view kPrefix = "language-";
    for (const auto& [name, value] : list.attributes) {
      if (name == "class" && value.starts_with(kPrefix)) {
        return value.substr(kPrefix.size());
      }
    }
    return {};
  }

  std::string_view markup_of(const Node& node, html::Element element) {
    const bool has_target = node.kind == Kind::kImage || node.kind == Kind::kLink;
    token_.attributes.clear();
    for (const html::Attribute& attribute : list_.attributes) {
      const bool is_class = attribute.name == "class";
      if (has_target && attribute.name == "title") {
        // Written with the address.
        tree_.targets[node.size].title = attribute.value;
      } else if (attribute.name != "id" &&
                 (!is_class ||
                  (node.kind == Kind::kCode && attribute.value.starts_with("language-")))) {
        token_.attributes.push_back(attribute);
      }
    }
    allowed_.read(token_);
    markup_.shorten(0);
    allowed_.append(markup_, element);
    if (node.kind == Kind::kLink && allowed_.value(html::AttributeKey::kTarget) == "_blank") {
      markup_ += " target=\"_blank\" rel=\"noopener\"";
    }
    return markup_.view();
  }

  const Context& context_;
  document::Tree& tree_;
  std::vector<Node>& nodes_;
  std::vector<html::Attribute> named_;  ///< lists by their names
  AttributeList list_;                  ///< what is being read
  html::Token token_;                   ///< as a tag would have it
  html::AuthorAttributes allowed_;
  text::Buffer markup_;
  std::vector<std::uint32_t> open_;
  bool has_contents_ = false;
  std::uint32_t next_line_ = 0;  ///< behind the line that was read last
  std::uint32_t above_ = 0;      ///< the block above it
};

}  // namespace

void read_attributes(const Context& context) {
  // Abbreviations are the only ones without a brace.
  if (context.tree.text.find('{') != text::kNotFound || context.tree.kinds.has(Kind::kAttributes)) {
    Reader(context).run();
  }
}

bool give_attributes(const Context& context, std::uint32_t at, std::string_view list) {
  return Reader(context).give(at, list);
}

}  // namespace broadsheet::passes
