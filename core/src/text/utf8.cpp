#include "text/utf8.h"

#include "bytes/utf16.h"
#include "bytes/utf8_check.h"
#include "bytes/vectors.h"

namespace broadsheet::utf8 {
void append(std::string& out, char32_t c) {
  // Surrogates are no characters: references such as `&#xD800;` and escapes of JSON can ask for
  // them.
  if (c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF)) {
    c = kReplacement;
  }
  if (c < 0x80) {
    out += static_cast<char>(c);
  } else if (c < 0x800) {
    out += static_cast<char>(0xC0U | (c >> 6U));
    out += static_cast<char>(0x80U | (c & 0x3FU));
  } else if (c < 0x10000) {
    out += static_cast<char>(0xE0U | (c >> 12U));
    out += static_cast<char>(0x80U | ((c >> 6U) & 0x3FU));
    out += static_cast<char>(0x80U | (c & 0x3FU));
  } else {
    out += static_cast<char>(0xF0U | (c >> 18U));
    out += static_cast<char>(0x80U | ((c >> 12U) & 0x3FU));
    out += static_cast<char>(0x80U | ((c >> 6U) & 0x3FU));
    out += static_cast<char>(0x80U | (c & 0x3FU));
  }
}

std::size_t find_invalid(std::string_view bytes) {
  return kHasVectors       ? vectors::find_invalid(bytes)
         : kComparesBlocks ? vectors::find_invalid_by_comparing(bytes)
                           : scalar::find_invalid(bytes);
}

char32_t first(std::string_view text) {
  std::size_t at = 0;
  return next(text, at);
}

char32_t last(std::string_view text) {
  std::size_t at = text.size() - 1;
  while (at > 0 && is_continuation(text[at])) {
    --at;
  }
  return next(text, at);
}

bool is_ascii(std::string_view bytes) {
  std::size_t at = 0;
  for (; at + kWord <= bytes.size(); at += kWord) {
    if (!ascii_word(bytes, at)) {
      return false;
    }
  }
  for (; at < bytes.size(); ++at) {
    if (byte_at(bytes, at) >= 0x80) {
      return false;
    }
  }
  return true;
}

std::size_t write_utf16(std::string_view text, char* out) {
  return kHasVectors ? vectors::write_utf16(text, out) : scalar::write_utf16(text, out);
}

std::string repair(std::string_view bytes) {
  std::string out;
  // Most of what is repaired has one or two bad bytes: a replacement has three.
  out.reserve(bytes.size() + 16);
  std::size_t at = 0;
  while (at < bytes.size()) {
    const std::size_t invalid = find_invalid(bytes.substr(at));
    if (invalid == std::string_view::npos) {
      out.append(bytes.substr(at));
      break;
    }
    out.append(bytes.substr(at, invalid));
    append(out, kReplacement);
    // One replacement for a maximal subpart, as the Encoding Standard and so every browser has it:
    // the page and what the browser decodes itself say the same.
    at += invalid + sequence_at(bytes, at + invalid).size;
  }
  return out;
}

// CommonMark 2.3.
std::string without_nulls(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '\0') {
      append(out, kReplacement);
    } else {
      out += c;
    }
  }
  return out;
}

std::string valid(std::string_view bytes) {
  return find_invalid(bytes) == std::string_view::npos ? std::string(bytes) : repair(bytes);
}

std::string_view prefix(std::string_view text, std::size_t bytes) {
  if (text.size() <= bytes) {
    return text;
  }
  while (bytes > 0 && is_continuation(text[bytes])) {
    --bytes;
  }
  return text.substr(0, bytes);
}

std::size_t count(std::string_view text) {
  std::size_t characters = 0;
  for (const char c : text) {
    characters += is_continuation(c) ? 0 : 1;
  }
  return characters;
}

}  // namespace broadsheet::utf8
