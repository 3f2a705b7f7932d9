#include "json/json_writer.h"

#include <cstdint>

#include "bytes/escapes.h"

namespace broadsheet::json {
namespace {

/// The first character from `at` on that needs an escape, or the end.
std::size_t skip_plain(std::string_view text, std::size_t at) {
  return kComparesBlocks ? vectors::find_json_escape(text, at) : scalar::find_json_escape(text, at);
}

}  // namespace

void append_string(text::Buffer& out, std::string_view text) {
  constexpr std::string_view kHex = "0123456789abcdef";
  out += '"';
  std::size_t begin = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    at = skip_plain(text, at);
    if (at == text.size()) {
      break;
    }
    const auto byte = static_cast<unsigned char>(text[at]);
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

void Writer::key(std::string_view name) {
  separate();
  out_ += '"';
  out_ += name;
  out_ += '"';
  out_ += ':';
  first_ = true;  // No comma between a key and its value.
}

}  // namespace broadsheet::json
