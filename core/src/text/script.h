// Which script a text is written in.
#pragma once

#include <string_view>

namespace broadsheet::text {

/// Whether `text`, valid UTF-8, is Chinese, Japanese or Korean: one East Asian character for every
/// 32 letters of ASCII, at least. (Of 1,569 real posts the English ones have one for 500 at most,
/// the Chinese ones, code and addresses included, one for 8 at least.)
[[nodiscard]] bool is_cjk(std::string_view text);

}  // namespace broadsheet::text
