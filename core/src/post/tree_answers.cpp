#include "post/tree_answers.h"

#include <algorithm>
#include <limits>
#include <string>

#include "html/attribute_list.h"
#include "html/elements.h"
#include "html/escape.h"
#include "html/url.h"
#include "text/buffer.h"
#include "text/fold.h"

namespace broadsheet {
namespace {

using document::Kind;
using document::Node;
namespace flag = document::flag;

/// What a program may give besides what begins with `data-` and `aria-`. What runs, loads or styles
/// has no place here; addresses are apart.
constexpr std::string_view kAllowed[] = {
    "class",    "dir",     "download", "fetchpriority",  "height", "hidden", "id",
    "lang",     "loading", "decoding", "referrerpolicy", "rel",    "role",   "sizes",
    "tabindex", "target",  "title",    "translate",      "width",  "start",  "open"};

/// A node has no more from one answer: what is said twice is looked for among all.
constexpr std::size_t kMaxHookAttributes = 100;

bool is_allowed(std::string_view name) {
  const bool is_plain = std::all_of(name.begin(), name.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
  });
  if (!is_plain) {
    return false;
  }
  return ((name.starts_with("data-") || name.starts_with("aria-")) && name.size() > 5) ||
         std::find(std::begin(kAllowed), std::end(kAllowed), name) != std::end(kAllowed);
}

class Writer {
 public:
  Writer(document::Tree& tree, const TreeRows& rows, bool checks, Reporter& reporter)
      : tree_(tree), rows_(rows), checks_(checks), reporter_(reporter) {}

  void write(const Answer& answer) {
    row_ = &rows_.rows[answer.node];
    const RowOrigin& origin = rows_.origins[answer.node];
    Node& node = tree_.nodes[origin.node];
    switch (answer.kind) {
      case Answer::Kind::kHtml:
        put(origin.node, Kind::kMarkup, answer.text);
        break;
      case Answer::Kind::kText:
        put(origin.node, Kind::kText, answer.text);
        break;
      case Answer::Kind::kInner:
        // Of other nodes what a block of code has as its language is a number.
        if (row_->kind == static_cast<std::uint32_t>(NodeKind::kCode)) {
          put_inner(origin.node, answer.text);
        } else {
          leave_out("HTML within", "only blocks of code take it; answer with { html }");
        }
        break;
      case Answer::Kind::kAttributes:
        give(node, answer.text);
        break;
    }
  }

 private:
  [[nodiscard]] bool is_block(const Node& node) const {
    return node.kind < Kind::kGroup || (row_->flags & node_flag::kBlock) != 0;
  }

  /// Nothing of [begin, end) is left.
  void take_out(std::uint32_t begin, std::uint32_t end) {
    for (std::uint32_t at = begin; at < end; ++at) {
      tree_.nodes[at] = {};
      tree_.nodes[at].end = at + 1;
    }
  }

  void put(std::uint32_t at, Kind kind, std::string_view text) {
    Node& node = tree_.nodes[at];
    const std::uint32_t place = node.place;
    const std::uint32_t end = document::is_leaf(node.kind) ? at + 1 : node.end;
    const bool block = is_block(node);
    take_out(at, end);
    std::string_view shown = text;
    if (block && kind == Kind::kMarkup && !text.empty() && text.back() != '\n') {
      shown = tree_.arena.keep(std::string(text) + "\n");
    }
    std::uint32_t target = at;
    if (block && end > at + 1) {
      // It begins a line of its own.
      tree_.nodes[at].kind = kind == Kind::kText ? Kind::kParagraph : Kind::kBare;
      tree_.nodes[at].end = end;
      tree_.nodes[at].place = place;
      target = at + 1;
    }
    tree_.nodes[target].kind = kind;
    tree_.nodes[target].place = place;
    tree_.nodes[target].set_text(shown);
    if (kind == Kind::kText) {
      tree_.nodes[target].flags = flag::kLiteral;
    }
  }

  /// HTML in place of code, in the element that is written for it.
  void put_inner(std::uint32_t at, std::string_view html) {
    Node& node = tree_.nodes[at];
    if (node.kind == Kind::kCodeBlock && node.end > at + 1) {
      take_out(at + 1, node.end);
      tree_.nodes[at + 1].kind = Kind::kMarkup;
      tree_.nodes[at + 1].set_text(html);
      return;
    }
    text::Buffer whole;
    whole += "<pre><code";
    const std::string_view lang = node.kind == Kind::kShortcode
                                      ? tree_.shortcodes[node.size].argument("lang", 0)
                                      : node.view();
    if (!lang.empty()) {
      whole += " class=\"language-";
      html::append_escaped(whole, lang);
      whole += '"';
    }
    whole += '>';
    whole += html;
    whole += "</code></pre>\n";
    put(at, Kind::kMarkup, tree_.arena.keep(whole.view()));
  }

  // --- Attributes ----------------------------------------------------------------------------

  void give(Node& node, std::string_view pairs) {
    const bool is_element = node.kind == Kind::kElement || node.kind == Kind::kVoidElement;
    switch (node.kind == Kind::kShortcode ? NodeKind::kShortcode
                                          : static_cast<NodeKind>(row_->kind)) {
      case NodeKind::kShortcode:
      case NodeKind::kHtml:
      case NodeKind::kText:
      case NodeKind::kAlert:
      case NodeKind::kCell:
      case NodeKind::kMath:
        leave_out("attributes", "it has no element that takes them; answer with { html }");
        return;
      default:
        break;
    }
    if (tree_.elements.size() >= std::numeric_limits<std::uint16_t>::max() ||
        (is_element && (node.flags & flag::kImplied) != 0)) {
      leave_out("attributes", "answer with { html }");
      return;
    }
    document::AuthorElement given = is_element ? tree_.elements[node.size]
                                    : (node.flags & flag::kAttributed) != 0
                                        ? tree_.attributes_of(node)
                                        : document::AuthorElement{};
    document::Target target = has_target(node) ? tree_.targets[node.size] : given.target;
    markup_.shorten(0);
    rel_.clear();
    // The author's own link may open one already.
    opens_window_ = opens_window(html::attribute_in(given.attributes, "target").value_or(""));
    const bool opened_before = opens_window_;
    std::size_t count = 0;
    while (!pairs.empty()) {
      if (++count > kMaxHookAttributes) {
        leave_out("attributes", "a node may be given 100 of them");
        break;
      }
      const std::string name = text::fold(next_of(pairs));
      const std::string_view value = next_of(pairs);
      read(node, name, value, given, target);
    }
    opens_window_ = opens_window_ && !(opened_before && rel_.empty());
    write_relation();
    const std::string own(markup_.view());
    html::append_missing(markup_, given.attributes, own);
    given.attributes = tree_.arena.keep(markup_.view());
    given.target = target;
    given.goes_first = true;
    if (has_target(node)) {
      node.size = static_cast<std::uint32_t>(tree_.targets.size());
      tree_.targets.push_back(target);
    }
    const auto index = static_cast<std::uint32_t>(tree_.elements.size());
    tree_.elements.push_back(given);
    if (is_element) {
      node.size = index;
      return;
    }
    node.flags |= flag::kAttributed;
    if (node.kind == Kind::kHeading) {
      node.extra = index;
    } else {
      node.value = static_cast<std::uint16_t>(index);
    }
  }

  static bool has_target(const Node& node) {
    return node.kind == Kind::kLink || node.kind == Kind::kImage;
  }

  /// Takes the text up to the next zero byte from `pairs`.
  static std::string_view next_of(std::string_view& pairs) {
    const std::size_t end = std::min(pairs.find('\0'), pairs.size());
    const std::string_view text = pairs.substr(0, end);
    pairs.remove_prefix(std::min(end + 1, pairs.size()));
    return text;
  }

  void read(const Node& node, const std::string& name, std::string_view value,
            document::AuthorElement& given, document::Target& target) {
    const auto kind = static_cast<NodeKind>(row_->kind);
    const bool is_image =
        kind == NodeKind::kImage || (node.kind == Kind::kVoidElement &&
                                     node.value == static_cast<std::uint16_t>(html::Element::kImg));
    if (name == "href" || name == "src") {
      const bool is_address =
          is_image ? name == "src"
                   : name == "href" && (kind == NodeKind::kLink || !target.url.empty());
      const bool may_stand = name == "src" ? html::may_load_image(value) : html::may_link(value);
      if (is_address && (may_stand || !checks_)) {
        target.url = tree_.arena.keep(value);
      } else {
        leave_out(name, is_address ? "its scheme is not one of those that posts may have"
                                   : "only links and images have an address");
      }
    } else if (name == "alt" && kind == NodeKind::kImage) {
      target.label = tree_.arena.keep(value);
    } else if (name == "title" && has_target(node)) {
      target.title = tree_.arena.keep(value);
    } else if (name == "id" && (node.kind == Kind::kHeading || !is_plain(value))) {
      leave_out(name, node.kind == Kind::kHeading
                          ? "links lead to the id a heading has; write {#id} behind it in the post"
                          : "give it an id of letters, digits, `-` and `_`");
    } else if (name == "id") {
      given.id = tree_.arena.keep(value);
    } else if (name == "rel") {
      rel_ = value;
    } else if (is_allowed(name)) {
      if (html::attribute_in(markup_.view(), name)) {
        return;  // It is there in another spelling: the first counts.
      }
      opens_window_ |= name == "target" && opens_window(value);
      append(name, value);
    } else {
      leave_out(name, "it is none of those that docs/hooks.md names; answer with { html }");
    }
  }

  static bool opens_window(std::string_view target) { return text::fold(target) == "_blank"; }

  void append(std::string_view name, std::string_view value) {
    markup_ += ' ';
    markup_ += name;
    markup_ += "=\"";
    html::append_escaped(markup_, value);
    markup_ += '"';
  }

  /// A page in a window of its own must not reach the one that opened it.
  void write_relation() {
    if (opens_window_ && rel_.find("noopener") == std::string::npos &&
        rel_.find("noreferrer") == std::string::npos) {
      rel_ += rel_.empty() ? "noopener" : " noopener";
    }
    if (!rel_.empty()) {
      append("rel", rel_);
    }
  }

  static bool is_plain(std::string_view id) {
    return !id.empty() && std::all_of(id.begin(), id.end(), [](char c) {
      return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
             c == '-' || c == '_' || static_cast<unsigned char>(c) >= 0x80;
    });
  }

  void leave_out(std::string_view what, std::string_view reason) {
    reporter_.report("hook-attribute", Severity::kWarning,
                     row_->begin == TreeNode::kNoPlace ? 0 : row_->begin,
                     "a hook's `" + std::string(what) + "` is left out", std::string(reason));
  }

  document::Tree& tree_;
  const TreeRows& rows_;
  bool checks_;
  Reporter& reporter_;
  const TreeNode* row_ = nullptr;
  text::Buffer markup_;
  std::string rel_;
  bool opens_window_ = false;
};

}  // namespace

void write_answers(document::Tree& tree, const TreeRows& rows, std::span<const Answer> answers,
                   bool checks, Reporter& reporter) {
  std::vector<bool> replaced(rows.rows.size());
  for (const Answer& answer : answers) {
    if (answer.node < replaced.size() &&
        (answer.kind == Answer::Kind::kHtml || answer.kind == Answer::Kind::kText)) {
      replaced[answer.node] = true;
    }
  }
  Writer writer(tree, rows, checks, reporter);
  for (const Answer& answer : answers) {
    if (answer.node == 0 || answer.node >= replaced.size()) {
      continue;
    }
    // What stands in something that is replaced is gone, in whatever order the answers come.
    std::uint32_t above = rows.rows[answer.node].parent;
    while (above != 0 && !replaced[above]) {
      above = rows.rows[above].parent;
    }
    if (above == 0) {
      writer.write(answer);
    }
  }
}

}  // namespace broadsheet
