// Raw HTML that the parser gave in pieces, as one text that knows where they stand.
#pragma once

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "document/tree.h"

namespace broadsheet::passes {

class RawHtmlPieces {
 public:
  /// The pieces nodes[begin, end), at least one. Nodes and tree must outlive it.
  RawHtmlPieces(const document::Tree& tree, const std::vector<document::Node>& nodes,
                std::uint32_t begin, std::uint32_t end) {
    if (end == begin + 1) {
      text_ = nodes[begin].view();
    } else {
      for (std::uint32_t at = begin; at < end; ++at) {
        joined_ += nodes[at].view();
      }
      text_ = joined_;
    }
    std::uint32_t at_text = 0;
    for (std::uint32_t at = begin; at < end; ++at) {
      const document::Node& node = nodes[at];
      const bool in_source = tree.holds(node.text);
      starts_.push_back(
          {at_text, in_source ? static_cast<std::uint32_t>(tree.place_of(node.text)) : node.place});
      at_text += node.size;
    }
  }
  RawHtmlPieces(const RawHtmlPieces&) = delete;
  RawHtmlPieces& operator=(const RawHtmlPieces&) = delete;

  [[nodiscard]] std::string_view text() const { return text_; }

  /// Where in what was parsed the first piece stands.
  [[nodiscard]] std::uint32_t place() const { return starts_.front().place; }
  /// The same for a byte of text(), or of its end.
  [[nodiscard]] std::uint32_t place_of(const char* at) const {
    const auto in_text = static_cast<std::uint32_t>(at - text_.data());
    const auto behind = std::upper_bound(
        starts_.begin(), starts_.end(), in_text,
        [](std::uint32_t wanted, const Start& start) { return wanted < start.at; });
    const Start& start = behind == starts_.begin() ? *behind : *(behind - 1);
    return start.place + in_text - start.at;
  }
  [[nodiscard]] std::uint32_t place_of_end() const { return place_of(text_.data() + text_.size()); }

 private:
  struct Start {
    std::uint32_t at;     ///< in text_
    std::uint32_t place;  ///< in what was parsed
  };

  std::string_view text_;
  std::string joined_;
  std::vector<Start> starts_;
};

}  // namespace broadsheet::passes
