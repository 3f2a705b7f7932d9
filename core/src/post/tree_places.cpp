// Where nodes stand in the source. The parser tells of texts only, so that the marks around them
// are looked for: what is not found is no part of the node.
#include <algorithm>
#include <string_view>

#include "html/elements.h"
#include "post/source_marks.h"
#include "post/tree_rows.h"

namespace broadsheet {
namespace {

using document::Node;

constexpr std::uint32_t kNoPlace = TreeNode::kNoPlace;

class Places {
 public:
  Places(const document::Tree& tree, TreeRows& rows)
      : tree_(tree),
        source_(tree.text),
        marks_(tree.text),
        rows_(rows.rows),
        origins_(rows.origins) {}

  void run() {
    // From the last to the first: what a node holds is placed before it.
    for (std::size_t at = rows_.size(); at-- > 0;) {
      TreeNode& row = rows_[at];
      const RowOrigin& origin = origins_[at];
      widen(row, origin.text_begin, origin.text_end);
      if (!place(row, origin)) {
        row.begin = row.finish = kNoPlace;
      } else if (at > 0 && !is_shortcode(at)) {
        widen(rows_[row.parent], row.begin, row.finish);
      }
    }
    place_between();
    rows_[0].begin = 0;
    rows_[0].finish = static_cast<std::uint32_t>(source_.size());
    for (std::size_t at = 0; at < rows_.size(); ++at) {
      to_source(rows_[at], is_shortcode(at));
    }
  }

 private:
  [[nodiscard]] bool is_shortcode(std::size_t at) const {
    return tree_.nodes[origins_[at].node].kind == document::Kind::kShortcode;
  }

  static void widen(TreeNode& row, std::uint32_t begin, std::uint32_t finish) {
    if (begin == kNoPlace) {
      return;
    }
    row.begin = std::min(row.begin, begin);
    row.finish = row.finish == kNoPlace ? finish : std::max(row.finish, finish);
  }

  /// False where it has no place.
  bool place(TreeNode& row, const RowOrigin& origin) {
    const Node& node = tree_.nodes[origin.node];
    if (node.kind == document::Kind::kShortcode) {
      return place_shortcode(row, tree_.shortcodes[node.size]);
    }
    const auto kind = static_cast<NodeKind>(row.kind);
    if (row.begin == kNoPlace) {
      // Nothing in it has a place.
      switch (kind) {
        case NodeKind::kNoteReference:
        case NodeKind::kElement:
          row.begin = row.finish = node.place;
          break;
        default:
          return false;
      }
    }
    switch (kind) {
      case NodeKind::kText:
        row.begin -= row.begin > 0 && source_[row.begin - 1] == '\\' ? 1 : 0;
        return true;
      case NodeKind::kEmphasis:
        return marks_.place_span(row, "*_", 1);
      case NodeKind::kStrong:
        return marks_.place_span(row, "*_", 2);
      case NodeKind::kStrikethrough:
        return marks_.place_span(row, "~", 2);
      case NodeKind::kMark:
        return marks_.place_span(row, "=", 2);
      case NodeKind::kInlineCode:
        return marks_.place_span(row, "`", source_.size());
      case NodeKind::kMath:
        return marks_.place_span(row, "$", 2);
      case NodeKind::kLink:
        marks_.place_link(row);
        return true;
      case NodeKind::kImage:
        marks_.place_link(row);
        row.begin -= row.begin > 0 && source_[row.begin - 1] == '!' ? 1 : 0;
        return true;
      case NodeKind::kHeading:
        marks_.place_heading(row);
        return true;
      case NodeKind::kQuote:
      case NodeKind::kAlert:
        marks_.place_quote(row);
        return true;
      case NodeKind::kItem:
        marks_.place_item(row);
        return true;
      case NodeKind::kCode:
        marks_.place_code(row);
        return true;
      case NodeKind::kRow:
        row.begin = marks_.line_begin(row.begin);
        row.begin = static_cast<std::uint32_t>(source_.find_first_not_of(" \t>", row.begin));
        row.finish = marks_.line_end(row.finish);
        return true;
      case NodeKind::kNote:
        row.begin = std::min(row.begin, node.place);
        return true;
      case NodeKind::kNoteReference:
        row.finish = static_cast<std::uint32_t>(
            std::min(source_.find(']', row.begin), source_.size() - 1) + 1);
        return true;
      case NodeKind::kElement:
        return place_element(row, node);
      default:
        return true;
    }
  }

  /// In the source, not in what was parsed: there a placeholder stands for it.
  static bool place_shortcode(TreeNode& row, const document::Shortcode& shortcode) {
    row.begin = static_cast<std::uint32_t>(shortcode.offset);
    row.finish = row.begin + static_cast<std::uint32_t>(shortcode.source.size());
    return true;
  }

  bool place_element(TreeNode& row, const Node& node) const {
    if (marks_.char_at(node.place) != '<') {
      return row.begin != row.finish;
    }
    row.begin = std::min(row.begin, node.place);
    const std::size_t tag_end = source_.find('>', node.place);
    if (tag_end == std::string_view::npos) {
      return false;
    }
    row.finish = std::max(row.finish, static_cast<std::uint32_t>(tag_end + 1));
    const std::size_t end = source_.find_first_not_of(" \t\n", row.finish);
    if (end != std::string_view::npos && source_.substr(end, 2) == "</") {
      const std::string_view name = html::name_of(static_cast<html::Element>(node.value));
      const std::size_t close = source_.find('>', end);
      if (close != std::string_view::npos && source_.substr(end + 2, name.size()) == name) {
        row.finish = static_cast<std::uint32_t>(close + 1);
      }
    }
    return true;
  }

  /// What has no text stands behind what is before it.
  void place_between() {
    for (std::size_t at = 1; at < rows_.size(); ++at) {
      TreeNode& row = rows_[at];
      const auto kind = static_cast<NodeKind>(row.kind);
      if (kind != NodeKind::kRule && kind != NodeKind::kBreak) {
        continue;
      }
      const std::uint32_t before = behind(at);
      if (before == kNoPlace) {
        continue;
      }
      if (kind == NodeKind::kBreak) {
        const std::size_t end = source_.find('\n', before);
        if (end != std::string_view::npos) {
          row.begin = before;
          row.finish = static_cast<std::uint32_t>(end + 1);
        }
        continue;
      }
      const std::size_t begin = source_.find_first_not_of(" \t\r\n>", before);
      if (begin != std::string_view::npos &&
          (source_[begin] == '-' || source_[begin] == '*' || source_[begin] == '_')) {
        row.begin = static_cast<std::uint32_t>(begin);
        row.finish = marks_.line_end(row.begin);
      }
    }
  }

  /// Where the sibling before `at` ends; the beginning of the body for its first block.
  [[nodiscard]] std::uint32_t behind(std::size_t at) const {
    if (at == 1) {
      return 0;
    }
    std::size_t before = at - 1;
    while (rows_[before].parent != rows_[at].parent) {
      if (before == rows_[at].parent) {
        return kNoPlace;
      }
      before = rows_[before].parent;
    }
    return before == 0 ? kNoPlace : rows_[before].finish;
  }

  void to_source(TreeNode& row, bool is_shortcode) const {
    if (is_shortcode) {
      row.begin += static_cast<std::uint32_t>(tree_.offset);
      row.finish += static_cast<std::uint32_t>(tree_.offset);
      return;
    }
    if (row.begin == kNoPlace || row.finish == kNoPlace || row.begin > source_.size() ||
        row.finish > source_.size() || row.finish < row.begin) {
      row.begin = row.finish = kNoPlace;
      return;
    }
    row.begin = static_cast<std::uint32_t>(tree_.source_offset(row.begin));
    row.finish = row.finish == 0
                     ? static_cast<std::uint32_t>(tree_.source_offset(0))
                     : static_cast<std::uint32_t>(tree_.source_offset(row.finish - 1)) + 1;
  }

  const document::Tree& tree_;
  std::string_view source_;  ///< what was parsed
  SourceMarks marks_;
  std::vector<TreeNode>& rows_;
  const std::vector<RowOrigin>& origins_;
};

}  // namespace

void place_rows(const document::Tree& tree, TreeRows& rows) {
  Places(tree, rows).run();
}

}  // namespace broadsheet
