#include "front_matter/delimiters.h"

namespace broadsheet::front_matter {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

std::string_view without_bom(std::string_view text) {
  return text.substr(0, 3) == kByteOrderMark ? text.substr(3) : text;
}

struct Line {
  std::string_view text;  ///< without its end and trailing blanks
  std::size_t next;       ///< offset of the line behind it
};

Line line_at(std::string_view source, std::size_t at) {
  const std::size_t feed = source.find('\n', at);
  const std::size_t end = feed == std::string_view::npos ? source.size() : feed;
  std::string_view text = source.substr(at, end - at);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t' || text.back() == '\r')) {
    text.remove_suffix(1);
  }
  return {text, feed == std::string_view::npos ? source.size() : feed + 1};
}

/// Whether a line looks like `key: value`, so that a lone `---` above it was meant as a delimiter
/// and not as a thematic break.
bool looks_like_metadata(std::string_view line) {
  std::size_t at = 0;
  while (at < line.size() &&
         (line[at] == '_' || line[at] == '-' || (line[at] >= '0' && line[at] <= '9') ||
          ((line[at] | 0x20) >= 'a' && (line[at] | 0x20) <= 'z'))) {
    ++at;
  }
  return at > 0 && at < line.size() && line[at] == ':' &&
         (at + 1 == line.size() || line[at + 1] == ' ' || line[at + 1] == '\t');
}

}  // namespace

Split split(std::string_view source) {
  Split result;
  const std::string_view text = without_bom(source);
  result.body = text;

  std::size_t at = 0;
  Line line = line_at(text, at);
  while (line.text.empty() && line.next < text.size()) {
    at = line.next;
    line = line_at(text, at);
  }
  if (line.text == "+++" || line.text == "{") {
    result.found = Found::kOtherDialect;
    return result;
  }
  if (line.text != "---") {
    return result;
  }
  const std::size_t block = line.next;
  for (at = block; at < text.size(); at = line.next) {
    line = line_at(text, at);
    if (line.text == "---" || line.text == "...") {
      result.found = Found::kYaml;
      result.block = text.substr(block, at - block);
      result.body = without_bom(text.substr(line.next));
      return result;
    }
  }
  if (block < text.size() && looks_like_metadata(line_at(text, block).text)) {
    result.found = Found::kUnclosed;
  }
  return result;
}

}  // namespace broadsheet::front_matter
