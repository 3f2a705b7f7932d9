// The HTML of a post, for a reader's page.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

#include "document/tree.h"

namespace broadsheet::writers {

enum class HtmlStyle : std::uint8_t {
  /// HTML5 with what a reader's page needs: lazy images without referrer.
  kArticle,
  /// The bytes of CommonMark's reference implementation.
  kCommonMark,
};

/// Nothing if it would be longer than `limit`.
[[nodiscard]] std::optional<std::string> write_page_html(const document::Tree& tree,
                                                         HtmlStyle style, std::size_t limit);

}  // namespace broadsheet::writers
