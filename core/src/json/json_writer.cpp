#include "json/json_writer.h"

#include <array>

namespace broadsheet::json {
namespace {

constexpr std::array<bool, 256> needs_escape() {
  std::array<bool, 256> table{};
  for (std::size_t i = 0; i < 0x20; ++i) {
    table[i] = true;
  }
  table['"'] = true;
  table['\\'] = true;
  return table;
}

constexpr std::array<bool, 256> kNeedsEscape = needs_escape();

}  // namespace

void append_string(std::string& out, std::string_view text) {
  constexpr std::string_view kHex = "0123456789abcdef";
  out += '"';
  std::size_t begin = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const auto byte = static_cast<unsigned char>(text[at]);
    if (!kNeedsEscape[byte]) {
      continue;
    }
    out.append(text.substr(begin, at - begin));
    begin = at + 1;
    out += '\\';
    switch (byte) {
      case '\n':
        out += 'n';
        break;
      case '\t':
        out += 't';
        break;
      case '\r':
        out += 'r';
        break;
      case '"':
      case '\\':
        out += text[at];
        break;
      default:
        out += "u00";
        out += kHex[byte >> 4U];
        out += kHex[byte & 0xFU];
        break;
    }
  }
  out.append(text.substr(begin));
  out += '"';
}

}  // namespace broadsheet::json
