// A post that is kept, for programs that want its tree.
#include <algorithm>
#include <cctype>
#include <string>
#include <utility>

#include "broadsheet/tree.h"
#include "html/character_references.h"
#include "html/elements.h"
#include "post/body.h"
#include "post/tree_answers.h"
#include "post/tree_reader.h"
#include "post/tree_rows.h"
#include "text/buffer.h"
#include "text/fold.h"
#include "writers/element_tag.h"

namespace broadsheet {
namespace {

using document::Kind;
using document::Node;

/// Knows whether there is a tree.
class Witness final : public TreeReader {
 public:
  void read(const document::Tree& /*tree*/, const Post& /*post*/, Reporter& /*reporter*/) override {
    has_tree_ = true;
  }
  void read_plain(std::string_view body) override { body_ = body; }
  [[nodiscard]] bool has_tree() const { return has_tree_; }
  [[nodiscard]] std::string_view body() const { return body_; }

 private:
  bool has_tree_ = false;
  std::string_view body_;  ///< that is no tree
};

/// While it lives the tree may be written into, and has the outline, which is the post's.
class Loan {
 public:
  Loan(document::Tree& tree, std::vector<Heading>& outline, bool is_written)
      : tree_(tree),
        outline_(outline),
        is_written_(is_written),
        targets_(tree.targets.size()),
        elements_(tree.elements.size()),
        mark_(tree.arena.mark()) {
    if (is_written_) {
      nodes_ = tree.nodes;
    }
    std::swap(tree_.outline, outline_);
  }
  Loan(const Loan&) = delete;
  Loan& operator=(const Loan&) = delete;
  ~Loan() {
    std::swap(tree_.outline, outline_);
    if (is_written_) {
      std::swap(tree_.nodes, nodes_);
      tree_.targets.resize(targets_);
      tree_.elements.resize(elements_);
      // However often it is written: nothing of answers is left.
      tree_.arena.roll_back(mark_);
    }
  }

 private:
  document::Tree& tree_;
  std::vector<Heading>& outline_;
  bool is_written_;
  std::size_t targets_;
  std::size_t elements_;
  document::Arena::Mark mark_;
  std::vector<Node> nodes_;
};

std::string_view name_of(document::AlertKind kind) {
  constexpr std::string_view kNames[] = {"note", "tip", "important", "warning", "caution"};
  return kNames[static_cast<std::size_t>(kind)];
}

}  // namespace

struct PostTree::Parts {
  Parts(std::string_view given, const RenderOptions& options)
      : source(given),
        readable(source),
        is_commonmark(options.profile == Profile::kCommonMark),
        checks_addresses(options.html != RawHtml::kPass &&
                         (options.html != RawHtml::kByProfile || !is_commonmark)) {
    Witness witness;
    post = render_post(readable, options, tree, &witness);
    has_tree = witness.has_tree();
    if (has_tree) {
      rows = read_rows(tree);
    } else {
      plain_body = witness.body();
      rows = plain_rows(plain_body);
    }
  }
  /// Hooks do without places.
  void place() {
    if (has_tree && !has_places) {
      has_places = true;
      place_rows(tree, rows);
    }
  }
  Parts(const Parts&) = delete;
  Parts& operator=(const Parts&) = delete;
  ~Parts() = default;

  [[nodiscard]] const Node& node(std::uint32_t at) const {
    return tree.nodes[rows.origins[at].node];
  }
  [[nodiscard]] NodeKind kind(std::uint32_t at) const {
    return static_cast<NodeKind>(rows.rows[at].kind);
  }

  [[nodiscard]] const document::AuthorElement* element(std::uint32_t at) const {
    const Node& found = node(at);
    if (found.kind == Kind::kElement || found.kind == Kind::kVoidElement) {
      return (found.flags & document::flag::kImplied) != 0 ? nullptr : &tree.elements[found.size];
    }
    // The bit is one of links' and elements' own only where there are no attributes.
    const bool is_attributed = found.kind < Kind::kText && found.kind != Kind::kAlert &&
                               (found.flags & document::flag::kAttributed) != 0;
    return is_attributed ? &tree.attributes_of(found) : nullptr;
  }

  [[nodiscard]] const document::Target* target(std::uint32_t at) const {
    const Node& found = node(at);
    if (found.kind == Kind::kLink || found.kind == Kind::kImage || found.kind == Kind::kFigure) {
      return &tree.targets[found.size];
    }
    const document::AuthorElement* const author = element(at);
    return author == nullptr ? nullptr : &author->target;
  }

  [[nodiscard]] std::string_view id(std::uint32_t at) const {
    const Node& found = node(at);
    if ((found.kind == Kind::kHeading || found.kind == Kind::kParagraph) && found.size > 0) {
      return post.toc[found.size - 1].id;
    }
    const document::AuthorElement* const author = element(at);
    return author == nullptr ? std::string_view{} : author->id;
  }

  [[nodiscard]] std::string_view name(std::uint32_t at) const {
    const Node& found = node(at);
    switch (found.kind) {
      case Kind::kAlert:
        return name_of(static_cast<document::AlertKind>(found.value));
      case Kind::kShortcode:
        return tree.shortcodes[found.size].name;
      case Kind::kLink:
        return (found.flags & document::flag::kEmbed) != 0 ? target(at)->label : "";
      case Kind::kElement:
      case Kind::kVoidElement:
        return kind(at) == NodeKind::kContainer
                   ? element(at)->container
                   : html::name_of(static_cast<html::Element>(found.value));
      default:
        return {};
    }
  }

  [[nodiscard]] std::string_view label(std::uint32_t at) const {
    const Node& found = node(at);
    if (found.kind == Kind::kLink && (found.flags & document::flag::kWiki) != 0) {
      return tree.targets[found.size].label;
    }
    return found.kind == Kind::kNote || found.kind == Kind::kNoteReference
               ? tree.notes[found.size].label
               : std::string_view{};
  }

  [[nodiscard]] std::string_view lang(std::uint32_t at) const {
    const Node& found = node(at);
    return kind(at) != NodeKind::kCode      ? std::string_view{}
           : found.kind == Kind::kShortcode ? tree.shortcodes[found.size].argument("lang", 0)
                                            : found.view();
  }

  /// What stands behind the language on its line, as CommonMark reads an info string.
  [[nodiscard]] std::string_view meta(std::uint32_t at) {
    const std::string_view lang = this->lang(at);
    if (lang.empty() || !tree.holds(lang.data())) {
      return {};
    }
    std::string_view rest = tree.text.substr(tree.place_of(lang.data()) + lang.size());
    rest = text::trim(rest.substr(0, rest.find('\n')));
    if (rest.find_first_of("\\&") == std::string_view::npos) {
      return rest;
    }
    if (rows.origins[at].made.data() != nullptr) {
      return rows.origins[at].made;
    }
    std::string escaped;
    for (std::size_t next = 0; next < rest.size(); ++next) {
      const bool is_escape = rest[next] == '\\' && next + 1 < rest.size() &&
                             std::ispunct(static_cast<unsigned char>(rest[next + 1])) != 0;
      next += is_escape ? 1 : 0;
      // What is escaped begins no character reference.
      escaped += is_escape && rest[next] == '&' ? "&amp;" : std::string(1, rest[next]);
    }
    std::string decoded;
    html::append_decoded(decoded, escaped, html::ReferenceContext::kText);
    return made(at, decoded);
  }

  [[nodiscard]] std::string_view markup(std::uint32_t at) {
    const Node& found = node(at);
    if (found.kind != Kind::kElement && found.kind != Kind::kVoidElement) {
      return {};
    }
    if (rows.origins[at].made.data() != nullptr) {
      return rows.origins[at].made;
    }
    text::Buffer tag;
    html::append_start_tag(tag, writers::tag_of(tree, found));
    return made(at, tag.view());
  }

  /// Keeps a text of a row, so that it is made once.
  std::string_view made(std::uint32_t at, std::string_view text) {
    return rows.origins[at].made = tree.arena.keep(text);
  }

  std::string source;
  ReadableSource readable;
  bool is_commonmark;
  bool checks_addresses;
  bool has_tree = false;
  bool has_places = false;
  std::string_view plain_body;
  document::Tree tree;
  TreeRows rows;
  Post post;
};

PostTree PostTree::parse(std::string_view source, const RenderOptions& options) {
  return PostTree(std::make_unique<Parts>(source, options));
}

PostTree::PostTree(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
PostTree::PostTree(PostTree&& other) noexcept = default;
PostTree& PostTree::operator=(PostTree&& other) noexcept = default;
PostTree::~PostTree() = default;

std::span<const TreeNode> PostTree::nodes() const {
  if (parts_ == nullptr) {
    return {};
  }
  parts_->place();
  return parts_->rows.rows;
}

std::string_view PostTree::text(std::uint32_t at, NodeText which) const {
  if (parts_ == nullptr || at >= parts_->rows.rows.size()) {
    return {};
  }
  Parts& parts = *parts_;
  if (which == NodeText::kValue) {
    return parts.rows.origins[at].text;
  }
  if (!parts.has_tree) {
    return {};
  }
  const NodeKind kind = parts.kind(at);
  const document::Target* const target = parts.target(at);
  switch (which) {
    case NodeText::kUrl:
      return target == nullptr ? std::string_view{} : target->url;
    case NodeText::kTitle:
      return target == nullptr || (parts.rows.rows[at].flags & node_flag::kEmbed) != 0
                 ? std::string_view{}
                 : target->title;
    case NodeText::kAlt:
      return kind == NodeKind::kImage || kind == NodeKind::kElement
                 ? (target == nullptr ? std::string_view{} : target->label)
                 : std::string_view{};
    case NodeText::kLang:
      return parts.lang(at);
    case NodeText::kMeta:
      return parts.meta(at);
    case NodeText::kId:
      return parts.id(at);
    case NodeText::kName:
      return parts.name(at);
    case NodeText::kLabel:
      return parts.label(at);
    case NodeText::kMarkup:
      return parts.markup(at);
    case NodeText::kValue:
      break;
  }
  return {};
}

std::span<const TreeNode> PostTree::unplaced() const {
  return parts_ == nullptr ? std::span<const TreeNode>{} : parts_->rows.rows;
}

std::vector<std::pair<std::string_view, std::string_view>> PostTree::arguments(
    std::uint32_t at) const {
  std::vector<std::pair<std::string_view, std::string_view>> found;
  if (parts_ == nullptr || at >= parts_->rows.rows.size() || !parts_->has_tree) {
    return found;
  }
  if ((parts_->rows.rows[at].flags & node_flag::kEmbed) != 0) {
    found.emplace_back("", parts_->target(at)->title);
  } else if (parts_->kind(at) == NodeKind::kShortcode) {
    for (const document::ShortcodeArgument& argument :
         parts_->tree.shortcodes[parts_->node(at).size].arguments) {
      found.emplace_back(argument.key, argument.value);
    }
  }
  return found;
}

const Post& PostTree::post() const {
  return parts_->post;
}

std::string PostTree::render(std::span<const Answer> answers,
                             std::vector<Diagnostic>& diagnostics) {
  Parts& parts = *parts_;
  const std::string_view source = parts.readable.text();
  if (!parts.has_tree) {
    return plain_html(parts.plain_body);
  }
  document::Tree& tree = parts.tree;
  const std::string_view body = source.substr(tree.offset);
  const Loan loan(tree, parts.post.toc, !answers.empty());
  if (answers.empty()) {
    std::optional<std::string> html = body_html(tree, body, parts.is_commonmark);
    return html ? *std::move(html) : plain_html(body);
  }
  Reporter reporter(source);
  const bool gives_attributes = std::any_of(answers.begin(), answers.end(), [](const Answer& one) {
    return one.kind == Answer::Kind::kAttributes;
  });
  if (gives_attributes) {
    parts.place();  // What is left out is told with its place.
  }
  write_answers(tree, parts.rows, answers, parts.checks_addresses, reporter);
  std::size_t answered = 0;
  for (const Answer& answer : answers) {
    answered += answer.text.size();
  }
  std::optional<std::string> html = body_html(tree, body, parts.is_commonmark, answered);
  diagnostics = reporter.take();
  return html ? *std::move(html) : plain_html(body);
}

}  // namespace broadsheet
