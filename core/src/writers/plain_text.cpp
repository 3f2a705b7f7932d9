#include "writers/plain_text.h"

#include "document/plain_text.h"
#include "document/text_builder.h"
#include "document/walk.h"
#include "text/utf8.h"
#include "writers/excerpt.h"

namespace broadsheet::writers {
namespace {

using document::Kind;
using document::Node;

class PlainTextWriter {
 public:
  explicit PlainTextWriter(const document::Tree& tree)
      : tree_(tree), nodes_(tree.nodes), visitor_(tree, out_) {
    out_.reserve(tree.text.size());
    found_.headings.resize(tree.outline.size());
  }

  PlainText run() {
    std::vector<std::uint32_t> stack;
    document::walk(nodes_, 0, static_cast<std::uint32_t>(nodes_.size()), stack, *this);
    found_.text = out_.take();
    return std::move(found_);
  }

  void leaf(std::uint32_t at) {
    visitor_.leaf(at);
    // One that stands before all text divides nothing.
    if (nodes_[at].kind == Kind::kDivider && found_.divider == PlainText::kNoDivider &&
        !out_.all().empty()) {
      found_.divider = out_.all().size();
    }
  }

  bool enter(std::uint32_t at) {
    const bool descends = visitor_.enter(at);
    const Node& node = nodes_[at];
    std::uint32_t entry = 0;
    if (node.kind == Kind::kParagraph || node.kind == Kind::kHeading) {
      block_begin_ = out_.mark();
      entry = node.size;
    } else if (node.kind == Kind::kElement && (node.flags & document::flag::kImplied) == 0) {
      entry = tree_.elements[node.size].heading;
      block_begin_ = entry > 0 ? out_.mark() : block_begin_;
    } else if (node.kind == Kind::kNotes) {
      in_notes_ = true;
    }
    if (entry > 0) {
      found_.headings[entry - 1] = static_cast<std::uint32_t>(block_begin_);
    }
    return descends;
  }

  void leave(std::uint32_t at) {
    const Node& node = nodes_[at];
    // Figures, formulas and bold paragraphs that are headings are no running text; notes are read
    // out of order.
    if (node.kind == Kind::kParagraph && node.size == 0 && !in_notes_) {
      add_paragraph(out_.since(block_begin_));
    }
    visitor_.leave(at);
  }

 private:
  void add_paragraph(std::string_view text) {
    // Four bytes are the most a character has.
    constexpr std::size_t kMaxBytes = kMaxExcerptCharacters * 4;
    std::string& paragraphs = found_.paragraphs;
    if (paragraphs.size() < kMaxBytes && !text.empty()) {
      paragraphs += paragraphs.empty() ? "" : "\n";
      paragraphs += utf8::prefix(text, kMaxBytes);
    }
  }

  const document::Tree& tree_;
  const std::vector<Node>& nodes_;
  document::TextBuilder out_;
  document::PlainTextVisitor visitor_;
  PlainText found_;
  std::size_t block_begin_ = 0;  ///< where the text of the open paragraph or heading begins
  bool in_notes_ = false;
};

}  // namespace

PlainText write_plain_text(const document::Tree& tree) {
  return PlainTextWriter(tree).run();
}

}  // namespace broadsheet::writers
