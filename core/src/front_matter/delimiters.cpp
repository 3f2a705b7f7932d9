#include "front_matter/delimiters.h"

#include "front_matter/key_lines.h"

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

/// Whether a line looks like `key: value`, or `key = value`, so that a lone delimiter above it was
/// meant as one and not as text.
bool looks_like_metadata(std::string_view line, char sign) {
  std::size_t at = 0;
  while (at < line.size() &&
         (line[at] == '_' || line[at] == '-' || (line[at] >= '0' && line[at] <= '9') ||
          ((line[at] | 0x20) >= 'a' && (line[at] | 0x20) <= 'z'))) {
    ++at;
  }
  const std::size_t key = at;
  while (sign == '=' && at < line.size() && line[at] == ' ') {
    ++at;
  }
  return key > 0 && at < line.size() && line[at] == sign &&
         (sign == '=' || at + 1 == line.size() || line[at + 1] == ' ' || line[at + 1] == '\t');
}

/// Where the JSON object that `text` begins with ends; 0 if it does not end.
std::size_t end_of_object(std::string_view text) {
  std::size_t depth = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    if (c == '"') {
      for (++at; at < text.size() && text[at] != '"'; ++at) {
        at += text[at] == '\\' ? 1 : 0;
      }
    } else if (c == '{' || c == '[') {
      ++depth;
    } else if ((c == '}' || c == ']') && --depth == 0) {
      return at + 1;
    }
  }
  return 0;
}

/// Splits a source whose first text begins with a bracket: an object if a quote is next, since
/// shortcodes and tags of templates begin so too.
void split_json(std::string_view text, Split& result) {
  const std::size_t next = text.find_first_not_of(" \t\r\n", 1);
  if (next == std::string_view::npos || (text[next] != '"' && text[next] != '}')) {
    return;
  }
  const std::size_t end = end_of_object(text);
  if (end == 0) {
    result.unclosed = true;
    return;
  }
  const Line rest = line_at(text, end);
  if (rest.text.empty()) {
    result.dialect = Dialect::kJson;
    result.block = text.substr(0, end);
    result.body = without_bom(text.substr(rest.next));
  }
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
  const std::string_view opening = line.text;
  if (opening.substr(0, 1) == "{") {
    split_json(text.substr(at), result);
    return result;
  }
  if (opening != "---" && opening != "+++") {
    if (const std::size_t size = at == 0 ? key_lines_size(text) : 0; size != 0) {
      result.dialect = Dialect::kKeyLines;
      result.block = text.substr(0, size);
      result.body = text.substr(size);
    }
    return result;
  }
  const bool yaml = opening == "---";
  const std::size_t block = line.next;
  for (at = block; at < text.size(); at = line.next) {
    line = line_at(text, at);
    if (line.text == opening || (yaml && line.text == "...")) {
      result.dialect = yaml ? Dialect::kYaml : Dialect::kToml;
      result.block = text.substr(block, at - block);
      result.body = without_bom(text.substr(line.next));
      return result;
    }
  }
  result.unclosed =
      block < text.size() && looks_like_metadata(line_at(text, block).text, yaml ? ':' : '=');
  return result;
}

}  // namespace broadsheet::front_matter
