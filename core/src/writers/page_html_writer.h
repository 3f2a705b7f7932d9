// How page HTML is written: the walk, and what nodes need more than a pair of tags.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "document/tree.h"
#include "text/buffer.h"
#include "writers/page_html.h"

namespace broadsheet::writers {

class PageHtml {
 public:
  PageHtml(const document::Tree& tree, HtmlStyle style, std::size_t limit)
      : tree_(tree),
        nodes_(tree.nodes),
        void_end_(style == HtmlStyle::kArticle ? ">" : " />"),
        style_(style),
        limit_(limit) {
    // Tags take half as much as text; only tables may take more than the source has.
    out_.reserve(tree.text.size() + std::max(tree.text.size() / 2, tree.table_bytes));
  }

  std::optional<std::string> run() {
    write(0, static_cast<std::uint32_t>(nodes_.size()));
    if (out_.size() > limit_) {
      return std::nullopt;
    }
    return out_.take();
  }

  void leaf(std::uint32_t at);
  bool enter(std::uint32_t at);
  void leave(std::uint32_t at);

 private:
  /// Writes nodes_[begin, end).
  void write(std::uint32_t begin, std::uint32_t end);
  void fresh_line() {
    if (!out_.empty() && out_.back() != '\n') {
      out_ += '\n';
    }
  }
  void open_with_id(std::string_view tag, const document::Node& node);
  void open_heading(const document::Node& node);
  void open_cell(const document::Node& node);
  void open_list(const document::Node& node);
  void open_item(const document::Node& node);
  void open_code(const document::Node& node);
  void open_alert(const document::Node& node);
  void open_link(const document::Node& node);
  void open_element(const document::Node& node);
  /// Puts the author's attributes into the tag that was written from `begin` on.
  void add_attributes(const document::Node& node, std::size_t begin) {
    if ((node.flags & document::flag::kAttributed) != 0) {
      insert_attributes(node, begin);
    }
  }
  void insert_first(const document::AuthorElement& attributes, std::size_t begin);
  void insert_attributes(const document::Node& node, std::size_t begin);
  void write_contents(bool is_numbered);
  void write_void(const document::Node& node);
  void write_image(const document::Node& node);
  void write_notes();
  void end_paragraph(std::uint32_t at);

  const document::Tree& tree_;
  const std::vector<document::Node>& nodes_;
  std::string_view void_end_;
  HtmlStyle style_;
  std::size_t limit_;
  text::Buffer out_;
  std::vector<std::uint32_t> stack_;
  /// The paragraph that ends the note that is written, and takes in its links back; 0: none does.
  std::uint32_t last_paragraph_ = 0;
  const document::Note* note_ = nullptr;
};

}  // namespace broadsheet::writers
