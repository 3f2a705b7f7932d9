#include "markdown/fence_tracker.h"

#include <algorithm>

#include "text/fold.h"

namespace broadsheet::markdown {

namespace {

/// What ends the raw HTML that begins in `line` and does not end there; empty for none (CommonMark,
/// HTML blocks 1 to 3 and 5).
std::string_view end_of_html(std::string_view line) {
  constexpr std::string_view kPairs[][2] = {
      {"<script", "</script>"},     {"<pre", "</pre>"}, {"<style", "</style>"},
      {"<textarea", "</textarea>"}, {"<?", "?>"},       {"<![CDATA[", "]]>"}};
  if (line.find('<') == std::string_view::npos) {
    return {};
  }
  const std::size_t comment = line.rfind("<!--");
  if (comment != std::string_view::npos &&
      line.find("-->", comment + 2) == std::string_view::npos) {
    return "-->";
  }
  const std::string_view text = line.substr(std::min(line.find_first_not_of(' '), line.size()));
  if (text.substr(0, 1) != "<") {
    return {};
  }
  for (const auto& [begin, end] : kPairs) {
    if (text::fold(text.substr(0, begin.size())) == text::fold(begin) &&
        line.find(end) == std::string_view::npos) {
      return end;
    }
  }
  return {};
}

}  // namespace

bool FenceTracker::holds(std::string_view line) {
  if (!html_end_.empty()) {
    if (line.find(html_end_) != std::string_view::npos) {
      html_end_ = {};
    }
    return true;
  }
  // Behind marks of quotes and lists, whose contents may be code.
  std::size_t begin = line.find_first_not_of(" \t>");
  if (fence_ == '\0' && begin != std::string_view::npos) {
    const std::size_t mark_end = line.find_first_not_of("0123456789-+*.)", begin);
    if (mark_end != std::string_view::npos && mark_end > begin && line[mark_end] == ' ') {
      begin = line.find_first_not_of(" \t", mark_end);
    }
  }
  if (begin == std::string_view::npos) {
    return fence_ != '\0';
  }
  const char c = line[begin];
  if (c == '`' || c == '~') {
    std::size_t end = line.find_first_not_of(c, begin);
    end = end == std::string_view::npos ? line.size() : end;
    const bool bare = line.find_first_not_of(" \t\r", end) == std::string_view::npos;
    if (fence_ == '\0') {
      constexpr std::size_t kShortest = 3;
      if (end - begin >= kShortest && (c == '~' || line.find('`', end) == std::string_view::npos)) {
        fence_ = c;
        length_ = end - begin;
        return true;
      }
    } else if (c == fence_ && end - begin >= length_ && bare) {
      fence_ = '\0';
      return true;
    }
  }
  if (fence_ != '\0') {
    return true;
  }
  html_end_ = end_of_html(line);
  return !html_end_.empty();
}

}  // namespace broadsheet::markdown
