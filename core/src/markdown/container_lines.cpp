#include "markdown/container_lines.h"

#include <algorithm>
#include <cstddef>
#include <utility>

#include "markdown/shortcodes.h"

namespace broadsheet::markdown {
namespace {

constexpr std::string_view kFence = ":::";
constexpr std::size_t kShortestFence = 3;

/// How often the first character of `text` stands at its beginning.
std::size_t run_of(std::string_view text) {
  return text.empty() ? 0 : std::min(text.find_first_not_of(text[0]), text.size());
}

/// The fence of code that is open, by which it is known where it ends.
class CodeFence {
 public:
  /// Whether `line`, without what stands before its first character, is of code.
  bool holds(std::string_view line) {
    const bool is_fence =
        !line.empty() && (line[0] == '`' || line[0] == '~') && run_of(line) >= kShortestFence;
    if (length_ == 0) {
      // An info string of backticks has none in it (CommonMark 4.5).
      if (is_fence && (line[0] == '~' || line.find('`', run_of(line)) == std::string_view::npos)) {
        mark_ = line[0];
        length_ = run_of(line);
      }
      return length_ > 0;
    }
    if (is_fence && line[0] == mark_ && run_of(line) >= length_ &&
        line.find_first_not_of(" \t\r\n", run_of(line)) == std::string_view::npos) {
      length_ = 0;
    }
    return true;
  }

 private:
  char mark_ = '\0';
  std::size_t length_ = 0;
};

}  // namespace

bool separate_container_lines(std::string_view body, document::MappedText& text) {
  if (body.find(kFence) == std::string_view::npos) {
    return false;
  }
  CodeFence code;
  std::size_t copied = 0;
  bool found = false;
  for (std::size_t at = 0; at < body.size();) {
    const std::size_t next = std::min(body.find('\n', at), body.size() - 1) + 1;
    std::string_view line = body.substr(at, next - at);
    // Quote marks and the indentation of items are the parser's; here they stand before the line.
    const std::size_t begin = std::min(line.find_first_not_of(" \t>"), line.size());
    const std::string_view before = line.substr(0, begin);
    line.remove_prefix(begin);
    if (!code.holds(line) && line.starts_with(kFence)) {
      text.copy(body, copied, at);
      for (const std::string_view blank : {before, std::string_view("\n")}) {
        text.insert(blank, at);
      }
      text.copy(body, at, next);
      if (body[next - 1] != '\n') {
        text.insert("\n", next);
      }
      for (const std::string_view blank : {before, std::string_view("\n")}) {
        text.insert(blank, next);
      }
      copied = next;
      found = true;
    }
    at = next;
  }
  if (found) {
    text.copy(body, copied, body.size());
  }
  return found;
}

bool separate_containers(std::string_view body, const ParseSettings& settings,
                         document::Tree& tree) {
  document::MappedText& text = tree.prepared;
  if (!separate_container_lines(body, text)) {
    return false;
  }
  if (settings.shortcodes && may_have_shortcodes(text.text(), settings.dialect)) {
    document::MappedText both;
    tree.shortcodes = replace_shortcodes(text.text(), settings.dialect, both);
    both.rebase(text);
    for (document::Shortcode& shortcode : tree.shortcodes) {
      // Its texts are views of what is about to go.
      shortcode.name = tree.arena.keep(shortcode.name);
      shortcode.source = tree.arena.keep(shortcode.source);
      shortcode.content = tree.arena.keep(shortcode.content);
      for (document::ShortcodeArgument& argument : shortcode.arguments) {
        argument.key = tree.arena.keep(argument.key);
      }
      shortcode.offset = text.source_offset(shortcode.offset);
    }
    text = std::move(both);
  }
  return true;
}

}  // namespace broadsheet::markdown
