// What a post's file name tells when its front matter does not.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace broadsheet::front_matter {

struct FileName {
  /// Of Jekyll's form 2016-05-26-issue-25.md, or of the date alone; ISO 8601.
  std::optional<std::string> date;
  /// At the end of the name (weekly-20200117.md, news-2020-01-17.md), which is often the day of
  /// another event: only for a post that has nothing else.
  std::optional<std::string> date_at_end;
  /// Behind the date of Jekyll's form.
  std::optional<std::string> slug;
  /// The name in words: "issue-172.markdown" is "Issue 172", "my-post/index.md" is "My post".
  std::string title;
};

/// Reads a path with `/` between its segments. An empty path has an empty title.
[[nodiscard]] FileName read_file_name(std::string_view path);

}  // namespace broadsheet::front_matter
