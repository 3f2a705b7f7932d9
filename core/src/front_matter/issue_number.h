// The number of a newsletter's issue, where a title or a file name tells it.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace broadsheet::front_matter {

/// The number in `第 12 期`, `第十二期`, `Issue #12`, `issue-12`, `Vol. 12`; the first one. Digits
/// may be full-width or Chinese numerals up to 9999. A number without such a word beside it is
/// none: it may be a year, a version or a count.
[[nodiscard]] std::optional<std::int64_t> find_issue_number(std::string_view text);

}  // namespace broadsheet::front_matter
