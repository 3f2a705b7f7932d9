// Writes md4c's events into a tree.
#pragma once

#include <md4c.h>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "document/tree.h"

namespace broadsheet::markdown {

class TreeBuilder {
 public:
  TreeBuilder(document::Tree& tree, bool commonmark, std::size_t output_limit);

  void enter_block(MD_BLOCKTYPE type, const void* detail);
  void leave_block(MD_BLOCKTYPE type);
  void enter_span(MD_SPANTYPE type, const void* detail);
  void leave_span(MD_SPANTYPE type);
  void text(MD_TEXTTYPE type, std::string_view text);

  /// Whether the HTML is certain to be too large.
  [[nodiscard]] bool is_too_large() const { return tree_.table_bytes > output_limit_; }

 private:
  void read_detail(document::Node& node, MD_BLOCKTYPE type, const void* detail);
  void grow();
  document::Node& add_node(document::Kind kind);
  document::Node& open(document::Kind kind);
  void close();
  document::Node& leaf(document::Kind kind);
  void append(document::Kind kind, std::string_view text, std::uint8_t flags);
  void append_verbatim(document::Kind kind, std::string_view text);
  void append_normal(std::string_view text);
  void append_code(std::string_view text);
  void add_target(document::Node& node, const MD_ATTRIBUTE& address, const MD_ATTRIBUTE& title);
  void add_shortcode(std::size_t index);
  void add_attributes(const MD_BLOCK_ATTRIBUTES_DETAIL& detail);
  void place_in_list(MD_BLOCKTYPE type);
  void end_list();
  void see(const char* at);
  [[nodiscard]] std::string_view kept(std::string_view text);
  [[nodiscard]] bool may_have_placeholders(std::string_view text) const {
    return !tree_.shortcodes.empty() && has_placeholders(text);
  }
  [[nodiscard]] bool has_placeholders(std::string_view text) const;
  [[nodiscard]] std::pair<std::string_view, bool> expanded(std::string_view text);
  [[nodiscard]] std::string_view restored(std::string_view text);
  [[nodiscard]] bool in_image() const { return image_depth_ > 0; }

  document::Tree& tree_;
  bool commonmark_;
  std::size_t output_limit_;
  std::vector<std::uint32_t> open_;
  std::uint32_t place_ = 0;     ///< of the last text that was met
  std::uint32_t closed_ = 0;    ///< nodes before this one belong to what is closed
  std::uint32_t unplaced_ = 0;  ///< open nodes from this one on wait for their first text
  std::uint32_t image_depth_ = 0;
  bool in_cell_ = false;
  bool in_raw_block_ = false;
  bool has_definitions_ = false;
  std::string buffer_;
};

}  // namespace broadsheet::markdown
