#include "passes/line_breaks.h"

#include <algorithm>

#include "html/elements.h"
#include "html/tokenizer.h"
#include "text/buffer.h"
#include "text/script.h"
#include "text/utf8.h"

namespace broadsheet::passes {
namespace {

using document::Kind;
using document::Node;
namespace flag = document::flag;

class Joiner {
 public:
  explicit Joiner(document::Tree& tree) : tree_(tree) {}

  void run() {
    std::vector<Node>& nodes = tree_.nodes;
    for (std::uint32_t at = 0; at < nodes.size();) {
      Node& node = nodes[at];
      switch (node.kind) {
        case Kind::kText:
          read(node);
          break;
        case Kind::kSoftBreak:
          break_ = &node;
          break;
        case Kind::kNothing:
        case Kind::kDivider:
        case Kind::kNoteReference:
          break;
        case Kind::kElement:
          if ((node.flags & (flag::kBreaksLine | flag::kBreaksCell)) != 0) {
            forget();
          }
          break;
        case Kind::kImage:
        case Kind::kShortcode:
          forget();
          at = node.end;
          continue;
        default:
          // A span is passed through; a block begins a line, and what else stands in one is no
          // character that could be joined.
          if (node.kind < Kind::kGroup || is_leaf(node.kind)) {
            forget();
          }
          break;
      }
      ++at;
    }
  }

 private:
  void forget() {
    last_ = 0;
    break_ = nullptr;
  }

  void read(Node& node) {
    if ((node.flags & flag::kNoHtml) != 0 || node.size == 0) {
      return;
    }
    if ((node.flags & flag::kCollapse) != 0) {
      read_html(node);
      return;
    }
    if (break_ != nullptr) {
      end_line(utf8::first(node.view()));
    }
    last_ = utf8::last(node.view());
  }

  /// A character follows; a break that waits for it goes if it joins the line before.
  void end_line(char32_t first) {
    if (break_ != nullptr && text::joins_lines(last_, first)) {
      if (break_->kind == Kind::kSoftBreak) {
        break_->kind = Kind::kNothing;
      } else {
        break_->size -= tail_;
      }
    }
    break_ = nullptr;
  }

  /// The author's text: line ends are among its blanks.
  void read_html(Node& node) {
    const std::string_view text = node.view();
    text::Buffer joined;
    std::size_t copied = 0;
    for (std::size_t at = 0; at < text.size();) {
      const std::size_t word = at;
      at = std::min(text.find_first_of(" \t\n\r\f", at), text.size());
      if (at > word) {
        end_line(utf8::first(text.substr(word)));
        last_ = utf8::last(text.substr(word, at - word));
      }
      const std::size_t blanks = at;
      at = std::min(text.find_first_not_of(" \t\n\r\f", at), text.size());
      const std::string_view between = text.substr(blanks, at - blanks);
      if (between.find('\n') == std::string_view::npos) {
        last_ = between.empty() ? last_ : U' ';
      } else if (at == text.size()) {
        break_ = &node;
        tail_ = static_cast<std::uint32_t>(between.size());
      } else if (last_ != 0 && text::joins_lines(last_, utf8::first(text.substr(at)))) {
        joined += text.substr(copied, blanks - copied);
        copied = at;
      }
    }
    if (copied > 0) {
      joined += text.substr(copied);
      node.set_text(tree_.arena.keep(joined.view()));
    }
  }

  document::Tree& tree_;
  char32_t last_ = 0;       ///< the character that was written last in this line; 0: none
  Node* break_ = nullptr;   ///< a break behind it, or text that ends in one
  std::uint32_t tail_ = 0;  ///< bytes of the blanks at the end of that text
};

}  // namespace

void join_lines(const Context& context) {
  const document::Tree& tree = context.tree;
  // Most posts have a line for each paragraph: neither their text nor their tree is read then. What
  // is before U+3000 joins no lines by itself.
  const bool breaks_lines =
      tree.kinds.has(Kind::kHtml) || next_of(tree.nodes, 0, {Kind::kSoftBreak}) < tree.nodes.size();
  if (breaks_lines && text::reaches_u3000(context.policy.body)) {
    Joiner(context.tree).run();
  }
}

}  // namespace broadsheet::passes
