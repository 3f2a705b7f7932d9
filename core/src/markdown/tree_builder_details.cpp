// What md4c's events carry besides their kind, and what only some posts have: compiled for size.
#include <algorithm>

#include "markdown/attribute.h"
#include "markdown/shortcodes.h"
#include "markdown/tree_builder.h"

namespace broadsheet::markdown {
namespace {

using document::Kind;
using document::Node;
namespace flag = document::flag;

static_assert(static_cast<int>(document::Alignment::kRight) == static_cast<int>(MD_ALIGN_RIGHT));

// "<tr>\n</tr>\n" and "<td></td>\n": what md4c tells of a short row is more than its source.
constexpr std::size_t kRowBytes = 11;
constexpr std::size_t kCellBytes = 10;

}  // namespace

/// Whether a shortcode stands in `text`: a part of what is parsed knows that by its place.
bool TreeBuilder::has_placeholders(std::string_view text) const {
  if (text.empty() || !tree_.holds(text.data())) {
    return !text.empty();
  }
  const std::size_t begin = tree_.place_of(text.data());
  const auto next = std::lower_bound(
      tree_.shortcodes.begin(), tree_.shortcodes.end(), begin,
      [](const document::Shortcode& one, std::size_t place) { return one.place < place; });
  return next != tree_.shortcodes.end() && next->place < begin + text.size();
}

/// `text` with the shortcodes as they were written.
std::string_view TreeBuilder::restored(std::string_view text) {
  const std::vector<document::Shortcode>& shortcodes = tree_.shortcodes;
  if (!may_have_placeholders(text) || find_placeholder(text, 0, shortcodes.size()).end == 0) {
    return text;
  }
  buffer_.clear();
  std::size_t copied = 0;
  for (Placeholder next = find_placeholder(text, 0, shortcodes.size()); next.end != 0;
       next = find_placeholder(text, copied, shortcodes.size())) {
    buffer_ += text.substr(copied, next.begin - copied);
    buffer_ += shortcodes[next.index].source;
    copied = next.end;
  }
  buffer_ += text.substr(copied);
  return tree_.arena.keep(buffer_);
}

void TreeBuilder::add_shortcode(std::size_t index) {
  Node& node = open(Kind::kShortcode);
  node.size = static_cast<std::uint32_t>(index);
  append(Kind::kText, {}, flag::kLiteral);  // The pass that knows its meaning writes its text.
  close();
}

void TreeBuilder::add_attributes(const MD_BLOCK_ATTRIBUTES_DETAIL& detail) {
  see(detail.text);
  Node& node = leaf(Kind::kAttributes);
  node.flags = detail.is_after_blank_line != 0 ? flag::kAfterBlank : std::uint8_t{0};
  node.set_text({detail.text, detail.size});
  tree_.kinds.add(Kind::kAttributes);
}

/// A block begins: terms and definitions that follow each other are one list, which the parser does
/// not tell of.
void TreeBuilder::place_in_list(MD_BLOCKTYPE type) {
  const bool is_part = type == MD_BLOCK_DT || type == MD_BLOCK_DD;
  if (!is_part) {
    end_list();
  } else if (tree_.nodes[open_.back()].kind != Kind::kDefinitionList) {
    open(Kind::kDefinitionList);
    has_definitions_ = true;
  }
}

/// Ends the list that is open innermost, if it is one of definitions.
void TreeBuilder::end_list() {
  if (tree_.nodes[open_.back()].kind == Kind::kDefinitionList) {
    close();
  }
}

/// Text in which placeholders may stand for shortcodes.
void TreeBuilder::append_normal(std::string_view text) {
  const std::size_t count = tree_.shortcodes.size();
  std::size_t begin = 0;
  for (Placeholder next = find_placeholder(text, 0, count); next.end != 0;
       next = find_placeholder(text, begin, count)) {
    if (next.begin > begin) {
      append(Kind::kText, text.substr(begin, next.begin - begin), 0);
    }
    begin = next.end;
    if (in_image()) {
      append(Kind::kText, tree_.shortcodes[next.index].source, flag::kLiteral);
    } else {
      add_shortcode(next.index);
    }
  }
  if (begin < text.size()) {
    append(Kind::kText, text.substr(begin), 0);
  }
}

/// In a cell the escape of a pipe is one in code too (GFM, "Tables").
void TreeBuilder::append_code(std::string_view text) {
  for (std::size_t at = text.find("\\|"); in_cell_ && at != std::string_view::npos && !commonmark_;
       at = text.find("\\|", 1)) {
    append(Kind::kText, text.substr(0, at), flag::kLiteral);
    text.remove_prefix(at + 1);
  }
  append_verbatim(Kind::kText, text);
}

void TreeBuilder::read_detail(Node& node, MD_BLOCKTYPE type, const void* detail) {
  switch (type) {
    case MD_BLOCK_OL:
      node.size = static_cast<const MD_BLOCK_OL_DETAIL*>(detail)->start;
      break;
    case MD_BLOCK_LI: {
      const auto* item = static_cast<const MD_BLOCK_LI_DETAIL*>(detail);
      if (item->is_task != 0) {
        node.flags = flag::kTask;
        node.flags |= item->task_mark != ' ' ? flag::kChecked : std::uint8_t{0};
      }
      break;
    }
    case MD_BLOCK_H:
      node.value = static_cast<std::uint16_t>(static_cast<const MD_BLOCK_H_DETAIL*>(detail)->level);
      break;
    case MD_BLOCK_CODE: {
      const auto* code = static_cast<const MD_BLOCK_CODE_DETAIL*>(detail);
      const std::string_view language = restored(kept(decode(code->lang, buffer_)));
      tree_.nodes[open_.back()].set_text(language);
      break;
    }
    case MD_BLOCK_HTML:
      in_raw_block_ = true;
      break;
    case MD_BLOCK_TABLE: {
      // Short rows are filled up with cells, so that a table may be much larger than its source:
      // one that is too large is not built, and a large one gets its room at once.
      constexpr std::size_t kLarge = std::size_t{1} << 16U;
      const auto* table = static_cast<const MD_BLOCK_TABLE_DETAIL*>(detail);
      const std::size_t rows = table->head_row_count + table->body_row_count;
      const std::size_t cells = rows * table->col_count;
      if (tree_.table_bytes + rows * kRowBytes + cells * kCellBytes > output_limit_) {
        tree_.table_bytes = output_limit_ + 1;
      } else if (cells > kLarge) {
        tree_.nodes.reserve(tree_.nodes.size() + cells + 3 * rows);
      }
      break;
    }
    case MD_BLOCK_TR:
      tree_.table_bytes += kRowBytes;
      break;
    case MD_BLOCK_TH:
    case MD_BLOCK_TD:
      node.value =
          static_cast<std::uint16_t>(static_cast<const MD_BLOCK_TD_DETAIL*>(detail)->align);
      in_cell_ = true;
      tree_.table_bytes += kCellBytes;
      break;
    case MD_BLOCK_NOTE: {
      const auto* note = static_cast<const MD_BLOCK_NOTE_DETAIL*>(detail);
      // The label is text, too: the note begins with it.
      see(note->label - 2);
      node.size = static_cast<std::uint32_t>(tree_.notes.size());
      document::Note& entry = tree_.notes.emplace_back();
      entry.label = {note->label, note->label_size};
      break;
    }
    default:
      break;
  }
}

/// An address or title with its shortcodes as parts of addresses, and whether it is known then.
std::pair<std::string_view, bool> TreeBuilder::expanded(std::string_view text) {
  if (find_placeholder(text, 0, tree_.shortcodes.size()).end == 0) {
    return {text, true};
  }
  std::string address;
  const bool is_known = expand_address(text, tree_.shortcodes, address);
  return {tree_.arena.keep(address), is_known};
}

}  // namespace broadsheet::markdown
