#include "writers/outline_markdown.h"

#include <algorithm>
#include <cstdint>
#include <string_view>

namespace broadsheet::writers {
namespace {

/// `text` with a backslash before what would be markup (CommonMark 2.4, "Backslash escapes").
void append_text(std::string& out, std::string_view text) {
  for (const char c : text) {
    if (std::string_view("\\`*_[]<>&~$").find(c) != std::string_view::npos) {
      out += '\\';
    }
    out += c;
  }
}

}  // namespace

std::string write_outline_markdown(const document::Tree& tree) {
  std::uint32_t shallowest = 6;
  for (const Heading& heading : tree.outline) {
    shallowest = std::min(shallowest, heading.level);
  }
  std::string out;
  for (const Heading& heading : tree.outline) {
    constexpr std::size_t kIndent = 2;
    out.append(kIndent * (heading.level - shallowest), ' ');
    out += "- [";
    append_text(out, heading.text);
    out += "](#";
    out += heading.id;
    out += ")\n";
  }
  return out;
}

}  // namespace broadsheet::writers
