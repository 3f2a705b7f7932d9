// A post as the plain text of a mail: lines of 72 columns, with links as numbered notes.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "document/tree.h"
#include "html/elements.h"
#include "sent/addresses.h"
#include "sent/text_page.h"

namespace broadsheet::sent {

/// Where the text of a heading begins, and how many links were numbered before it.
struct TextCut {
  std::size_t offset = 0;
  std::size_t links = 0;
  std::uint32_t node = 0;
};

struct SentText {
  std::string text;
  std::vector<std::string> links;  ///< the first one is number 1
  std::vector<TextCut> cuts;
};

class TextWriter {
 public:
  TextWriter(const document::Tree& tree, SentAddresses& addresses, std::size_t limit)
      : tree_(tree), nodes_(tree.nodes), addresses_(addresses), limit_(limit) {}

  /// Nothing if it would be longer than the limit.
  [[nodiscard]] std::optional<SentText> run();

  void leaf(std::uint32_t at);
  bool enter(std::uint32_t at);
  void leave(std::uint32_t at);

 private:
  struct OpenLink {
    std::string address;  ///< empty: none
    std::size_t begin = 0;
  };
  struct OpenList {
    std::uint32_t next = 0;  ///< of an ordered list
    bool is_ordered = false;
  };

  void write(std::uint32_t begin, std::uint32_t end);
  void write_text(const document::Node& node);
  void write_collapsed(std::string_view text);
  void begin_list(bool is_ordered, std::uint32_t first);
  void begin_item(std::string_view box);
  void begin_link(std::string_view url, std::uint32_t place);
  void end_link();
  void write_picture(std::string_view label);
  void write_shortcode(std::uint32_t at, bool is_block);
  void write_notes();
  void write_contents();
  bool enter_element(std::uint32_t at);
  void leave_element(std::uint32_t at);
  void enter_role(html::Role role, html::Element element);
  void leave_role(html::Role role, html::Element element);

  const document::Tree& tree_;
  const std::vector<document::Node>& nodes_;
  SentAddresses& addresses_;
  std::size_t limit_;
  TextPage page_;
  std::vector<std::uint32_t> stack_;
  std::vector<OpenLink> links_;
  std::vector<OpenList> lists_;
  std::vector<std::string> addresses_seen_;                  ///< by number
  std::map<std::string, std::size_t, std::less<>> numbers_;  ///< less one
  std::vector<TextCut> cuts_;
  std::size_t verbatim_ = 0;
  std::size_t tables_ = 0;
  bool in_notes_ = false;
};

}  // namespace broadsheet::sent
