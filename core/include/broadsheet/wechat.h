/// A post as an article of WeChat's: HTML that its editor keeps when it is pasted.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "broadsheet/export.h"
#include "broadsheet/post.h"
#include "broadsheet/render.h"
#include "broadsheet/sent_address.h"

namespace broadsheet {
inline namespace BROADSHEET_ABI_NAMESPACE {

/// What the editor takes at most, in characters (code points) or bytes.
inline constexpr std::size_t kMaxWeChatTitle = 32;
inline constexpr std::size_t kMaxWeChatAuthor = 16;
inline constexpr std::size_t kMaxWeChatDigest = 128;
inline constexpr std::size_t kMaxWeChatCharacters = 20'000;
inline constexpr std::size_t kMaxWeChatBytes = std::size_t{1} << 20U;

enum class WeChatTheme : std::uint8_t {
  kPlain,   ///< headings with a line below, as on the page
  kBanner,  ///< headings of sections in the middle, on the owner's color
};

struct WeChatSettings {
  WeChatTheme theme = WeChatTheme::kPlain;
  /// `#rrggbb`; anything else: the default.
  std::string accent;
  std::vector<SentAddress> addresses;
  /// Whether `pre` names the language of its code as `data-language`, for a host that colors it and
  /// takes the attribute out again: the editor keeps none.
  bool names_languages = false;
};

struct WeChatArticle {
  std::string title;   ///< on one line, whole
  std::string author;  ///< the first one; empty for none
  std::string digest;  ///< the description, or the first text, cut to what the editor takes
  /// One `section`: styles at the elements, no classes, ids or scripts; links to anywhere but
  /// mp.weixin.qq.com are numbered notes.
  std::string html;
  std::uint32_t characters = 0;  ///< that a reader sees
  /// The pictures that the editor has to fetch, each once: all that WeChat does not host already.
  std::vector<std::string> pictures;
  PostData data;
  /// Those of render_post(), and `sent-address`, `sent-picture`.
  std::vector<Diagnostic> diagnostics;
};

/// Renders one post as an article. Any bytes are a post. Raw HTML that `options` would pass is
/// sanitized; `options.parts` is not looked at. Throws nothing but std::bad_alloc.
[[nodiscard]] BROADSHEET_API WeChatArticle render_wechat(std::string_view source,
                                                         const RenderOptions& options = {},
                                                         const WeChatSettings& settings = {});

}  // namespace BROADSHEET_ABI_NAMESPACE
}  // namespace broadsheet
