#include "passes/syntax.h"

#include <algorithm>
#include <string>

#include "passes/attributes.h"
#include "passes/syntax_blocks.h"
#include "text/fold.h"

namespace broadsheet::passes {
namespace {

using document::Kind;
using document::Node;
namespace flag = document::flag;

class Reader {
 public:
  explicit Reader(const Context& context)
      : context_(context), tree_(context.tree), nodes_(context.tree.nodes) {}

  void run() {
    const std::uint32_t wanted = context_.policy.syntax;
    for (std::uint32_t at = 0; at < nodes_.size(); ++at) {
      if (nodes_[at].kind == Kind::kParagraph && (wanted & syntax::kToc) != 0 && is_contents(at)) {
        make_contents(at);
      } else if (nodes_[at].kind == Kind::kGroup && (wanted & syntax::kWiki) != 0) {
        make_link(at);
      }
    }
    if ((wanted & syntax::kAttributes) != 0) {
      read_lists();
    }
  }

 private:
  // --- Contents ------------------------------------------------------------------------------

  /// Where pages are linked, the parser has taken `[[toc]]` for one.
  [[nodiscard]] bool is_contents(std::uint32_t at) const {
    std::uint32_t inner = at + 1;
    inner += inner < nodes_[at].end && nodes_[inner].kind == Kind::kGroup ? 1 : 0;
    if (inner + 1 != nodes_[at].end || nodes_[inner].kind != Kind::kText) {
      return false;
    }
    const std::string words = text::fold(text::trim(nodes_[inner].view()));
    return words == "[toc]" || words == "[[toc]]" || (inner > at + 1 && words == "toc");
  }

  /// Once; others are left out.
  void make_contents(std::uint32_t at) {
    for (std::uint32_t inner = at + 1; inner < nodes_[at].end; ++inner) {
      nodes_[inner].kind = Kind::kNothing;
      nodes_[inner].end = inner + 1;
    }
    Node& node = nodes_[at];
    node.kind = has_contents_ ? Kind::kNothing : Kind::kContents;
    node.flags = 0;
    node.end = at + 1;
    has_contents_ = true;
  }

  // --- Links to pages ------------------------------------------------------------------------

  /// The parser gives the label alone; the page stands before it, or is the label.
  void make_link(std::uint32_t at) {
    Node& node = nodes_[at];
    const Node& label = nodes_[at + 1];
    if (at + 1 >= node.end || label.kind != Kind::kText || !tree_.holds(label.text)) {
      return;
    }
    const std::size_t begin = tree_.place_of(label.text);
    const std::size_t open = tree_.text.rfind("[[", begin);
    if (open == std::string_view::npos) {
      return;
    }
    std::string_view page = tree_.text.substr(open + 2);
    page = page.substr(0, page.find_first_of("|]"));
    const std::size_t part = std::min(page.find('#'), page.size());
    std::string url(text::trim(page.substr(0, part)));
    // A page of this archive is a file beside this one; a mere part is of this page.
    if (!url.empty() && !url.ends_with(".md")) {
      url += ".md";
    }
    url += page.substr(part);
    node.kind = Kind::kLink;
    node.flags = flag::kWiki;
    node.size = static_cast<std::uint32_t>(tree_.targets.size());
    node.extra = static_cast<std::uint32_t>(open);
    tree_.kinds.add(Kind::kLink);
    tree_.targets.push_back({tree_.arena.keep(url), {}, text::trim(page)});
  }

  // --- Attributes ----------------------------------------------------------------------------

  void read_lists() {
    for (std::uint32_t at = 1; at < nodes_.size(); ++at) {
      Node& node = nodes_[at];
      if (node.kind == Kind::kText && node.flags == 0 && node.view().substr(0, 1) == "{") {
        read_behind(at);
      } else if (node.kind == Kind::kParagraph || node.kind == Kind::kHeading) {
        read_at_end(at);
      }
    }
  }

  /// Behind a link, an image, code or emphasis.
  void read_behind(std::uint32_t at) {
    Node& text = nodes_[at];
    const std::size_t end = text.view().find('}');
    std::uint32_t before = at - 1;
    // The innermost node that ends here is the last of several that do.
    for (std::uint32_t back = at; back-- > 0 && at - back <= kMaxReach;) {
      if (!document::is_leaf(nodes_[back].kind) && nodes_[back].end == at) {
        before = back;
      }
    }
    switch (nodes_[before].kind) {
      case Kind::kLink:
      case Kind::kImage:
      case Kind::kCode:
      case Kind::kEmphasis:
      case Kind::kStrong:
      case Kind::kStrikethrough:
        break;
      default:
        return;
    }
    if (end != std::string_view::npos && !is_escaped(text, 0) &&
        give_attributes(context_, before, text.view().substr(1, end - 1))) {
      shorten(text, text.view().substr(end + 1));
    }
  }

  /// ` {...}` at the end of a block's last line, or a line of its own there.
  void read_at_end(std::uint32_t at) {
    const std::uint32_t last = nodes_[at].end - 1;
    if (last <= at || nodes_[last].kind != Kind::kText || nodes_[last].flags != 0) {
      return;
    }
    Node& text = nodes_[last];
    const std::string_view view = text.view();
    const std::size_t begin = view.rfind('{');
    if (view.empty() || view.back() != '}' || begin == std::string_view::npos ||
        is_escaped(text, begin)) {
      return;
    }
    const bool is_line = begin == 0 && last > at + 1 && nodes_[last - 1].kind == Kind::kSoftBreak;
    const bool is_apart = begin > 0 && (view[begin - 1] == ' ' || view[begin - 1] == '\t');
    if ((!is_line && !is_apart) ||
        !give_attributes(context_, at, view.substr(begin + 1, view.size() - begin - 2))) {
      return;
    }
    shorten(text, view.substr(0, view.find_last_not_of(" \t", begin == 0 ? 0 : begin - 1) + 1));
    if (is_line) {
      text.kind = Kind::kNothing;
      nodes_[last - 1].kind = Kind::kNothing;
    }
  }

  [[nodiscard]] bool is_escaped(const Node& node, std::size_t at) const {
    const char* const brace = node.text + at;
    return tree_.holds(brace - 1) && brace[-1] == '\\';
  }

  static void shorten(Node& node, std::string_view text) {
    node.set_text(text);
    if (text.empty()) {
      node.kind = Kind::kNothing;
    }
  }

  /// A link with more nodes in it than this has no attributes: each brace looks back as far.
  static constexpr std::uint32_t kMaxReach = 64;

  const Context& context_;
  document::Tree& tree_;
  std::vector<Node>& nodes_;
  bool has_contents_ = false;
};

}  // namespace

void read_syntax(const Context& context) {
  constexpr std::uint32_t kBlocks = syntax::kContainers | syntax::kMark;
  if ((context.policy.syntax & kBlocks) != 0) {
    write_syntax_blocks(context);
  }
  Reader(context).run();
}

}  // namespace broadsheet::passes
