// Where nodes stand in the source. The parser tells of texts only, so that the marks around them
// are looked for: what is not found is no part of the node.
#include <algorithm>
#include <string_view>

#include "html/elements.h"
#include "post/tree_rows.h"

namespace broadsheet {
namespace {

using document::Node;
namespace flag = document::flag;

constexpr std::uint32_t kNoPlace = TreeNode::kNoPlace;

class Places {
 public:
  Places(const document::Tree& tree, TreeRows& rows)
      : tree_(tree), source_(tree.text), rows_(rows.rows), origins_(rows.origins) {}

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

  [[nodiscard]] char char_at(std::uint32_t at) const {
    return at < source_.size() ? source_[at] : '\0';
  }
  [[nodiscard]] std::uint32_t line_begin(std::uint32_t at) const {
    const std::size_t end = at == 0 ? std::string_view::npos : source_.rfind('\n', at - 1);
    return end == std::string_view::npos ? 0 : static_cast<std::uint32_t>(end + 1);
  }
  [[nodiscard]] std::uint32_t line_end(std::uint32_t at) const {
    std::size_t end = std::min(source_.find('\n', at), source_.size());
    while (end > at &&
           (source_[end - 1] == ' ' || source_[end - 1] == '\t' || source_[end - 1] == '\r')) {
      --end;
    }
    return static_cast<std::uint32_t>(end);
  }
  static bool is_blank(char c) { return c == ' ' || c == '\t'; }

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
        return around(row, "*_", 1);
      case NodeKind::kStrong:
        return around(row, "*_", 2);
      case NodeKind::kStrikethrough:
        return around(row, "~", 2);
      case NodeKind::kMark:
        return around(row, "=", 2);
      case NodeKind::kInlineCode:
        return around(row, "`", source_.size());
      case NodeKind::kMath:
        return around(row, "$", 2);
      case NodeKind::kLink:
        return place_link(row, row.begin);
      case NodeKind::kImage:
        return place_link(row, row.begin) && take_before(row, '!');
      case NodeKind::kHeading:
        return place_heading(row);
      case NodeKind::kQuote:
      case NodeKind::kAlert:
        return place_quote(row);
      case NodeKind::kItem:
        return place_item(row);
      case NodeKind::kCode:
        return place_code(row);
      case NodeKind::kRow:
        row.begin = line_begin(row.begin);
        row.begin = static_cast<std::uint32_t>(source_.find_first_not_of(" \t>", row.begin));
        row.finish = line_end(row.finish);
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

  /// The run of `marks` on either side, blanks between. A code's are all of them.
  bool around(TreeNode& row, std::string_view marks, std::size_t most) const {
    std::uint32_t begin = row.begin;
    std::uint32_t finish = row.finish;
    while (begin > 0 && is_blank(source_[begin - 1])) {
      --begin;
    }
    while (is_blank(char_at(finish))) {
      ++finish;
    }
    const std::uint32_t inner = begin;
    for (std::size_t left = most;
         left > 0 && begin > 0 && marks.find(source_[begin - 1]) != std::string_view::npos;
         --left) {
      --begin;
    }
    // As many as stand before it.
    for (std::uint32_t left = inner - begin;
         left > 0 && marks.find(char_at(finish)) != std::string_view::npos; --left) {
      ++finish;
    }
    row.begin = begin;
    row.finish = finish;
    return inner > begin;
  }

  [[nodiscard]] bool take_before(TreeNode& row, char mark) const {
    if (row.begin > 0 && source_[row.begin - 1] == mark) {
      --row.begin;
    }
    return true;
  }

  /// `[label](address "title")`, `[label][reference]`, `[label]`, `<address>`, or the address
  /// alone.
  bool place_link(TreeNode& row, std::uint32_t label) const {
    if (label > 0 && source_[label - 1] == '<' && char_at(row.finish) == '>') {
      --row.begin;
      ++row.finish;
      return true;
    }
    if (label == 0 || source_[label - 1] != '[' || char_at(row.finish) != ']') {
      return true;
    }
    --row.begin;
    ++row.finish;
    const char next = char_at(row.finish);
    if (next == '[') {
      const std::size_t end = source_.find(']', row.finish);
      row.finish = end == std::string_view::npos ? row.finish : static_cast<std::uint32_t>(end + 1);
    } else if (next == '(') {
      row.finish = behind_parentheses(row.finish);
    }
    return true;
  }

  [[nodiscard]] std::uint32_t behind_parentheses(std::uint32_t open) const {
    std::uint32_t depth = 0;
    char quote = '\0';
    for (std::uint32_t at = open; at < source_.size(); ++at) {
      const char c = source_[at];
      if (c == '\\') {
        ++at;
      } else if (quote != '\0') {
        quote = c == quote ? '\0' : quote;
      } else if (c == '<' && at == open + 1) {
        quote = '>';
      } else if ((c == '"' || c == '\'') && depth == 1 &&
                 (is_blank(source_[at - 1]) || source_[at - 1] == '\n')) {
        quote = c;
      } else if (c == '(') {
        ++depth;
      } else if (c == ')' && --depth == 0) {
        return at + 1;
      }
    }
    return open;
  }

  bool place_heading(TreeNode& row) const {
    std::uint32_t begin = row.begin;
    while (begin > 0 && is_blank(source_[begin - 1])) {
      --begin;
    }
    const std::uint32_t text = begin;
    while (begin > 0 && source_[begin - 1] == '#') {
      --begin;
    }
    if (begin < text) {
      row.begin = begin;
      row.finish = line_end(row.finish);
      return true;
    }
    // The line below underlines it.
    const std::uint32_t end = line_end(row.finish);
    const std::size_t next = source_.find('\n', end);
    const std::size_t underline =
        next == std::string_view::npos ? next : source_.find_first_not_of(" \t>", next + 1);
    row.finish = underline != std::string_view::npos &&
                         (source_[underline] == '=' || source_[underline] == '-')
                     ? line_end(static_cast<std::uint32_t>(underline))
                     : end;
    return true;
  }

  bool place_quote(TreeNode& row) const {
    const std::uint32_t begin = line_begin(row.begin);
    for (std::uint32_t at = row.begin; at > begin; --at) {
      if (source_[at - 1] == '>') {
        row.begin = at - 1;
        break;
      }
      if (!is_blank(source_[at - 1])) {
        break;
      }
    }
    return true;
  }

  /// Back over `[x] ` and the marker, `- ` or `1. `.
  bool place_item(TreeNode& row) const {
    const std::uint32_t begin = line_begin(row.begin);
    std::uint32_t at = row.begin;
    const auto skip_blanks = [&] {
      while (at > begin && is_blank(source_[at - 1])) {
        --at;
      }
    };
    skip_blanks();
    if ((row.flags & node_flag::kTask) != 0 && at >= begin + 3 && source_[at - 1] == ']') {
      at -= 3;
      skip_blanks();
    }
    if (at == begin) {
      return true;
    }
    const char mark = source_[at - 1];
    if (mark == '-' || mark == '*' || mark == '+') {
      row.begin = at - 1;
    } else if (mark == '.' || mark == ')') {
      --at;
      while (at > begin && source_[at - 1] >= '0' && source_[at - 1] <= '9') {
        --at;
      }
      row.begin = at;
    }
    return true;
  }

  /// With the fences around it.
  bool place_code(TreeNode& row) const {
    const std::uint32_t line = line_begin(row.begin);
    if (line == 0) {
      return true;
    }
    const std::uint32_t above = line_begin(line - 1);
    const std::size_t fence = source_.find_first_of("`~", above);
    if (fence == std::string_view::npos || fence >= line ||
        source_.substr(fence, 3) != std::string(3, source_[fence])) {
      return true;
    }
    const char mark = source_[fence];
    row.flags |= node_flag::kFenced;
    row.begin = static_cast<std::uint32_t>(fence);
    const std::uint32_t next = row.finish;
    const std::size_t close = source_.find_first_not_of(" \t>\n", next);
    if (close != std::string_view::npos && source_.substr(close, 3) == std::string(3, mark)) {
      row.finish = line_end(static_cast<std::uint32_t>(close));
    } else if (row.finish > row.begin && source_[row.finish - 1] == '\n') {
      --row.finish;
    }
    return true;
  }

  /// In the source, not in what was parsed: there a placeholder stands for it.
  static bool place_shortcode(TreeNode& row, const document::Shortcode& shortcode) {
    row.begin = static_cast<std::uint32_t>(shortcode.offset);
    row.finish = row.begin + static_cast<std::uint32_t>(shortcode.source.size());
    return true;
  }

  bool place_element(TreeNode& row, const Node& node) const {
    if (char_at(node.place) != '<') {
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
        row.finish = line_end(row.begin);
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
  std::vector<TreeNode>& rows_;
  const std::vector<RowOrigin>& origins_;
};

}  // namespace

void place_rows(const document::Tree& tree, TreeRows& rows) {
  Places(tree, rows).run();
}

}  // namespace broadsheet
