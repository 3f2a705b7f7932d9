#include "markdown/attribute.h"

#include "html/named_references.h"
#include "text/utf8.h"

namespace broadsheet::markdown {
namespace {

void append_numeric(std::string& out, std::string_view digits, std::uint32_t base) {
  // md4c allows at most seven digits, so this does not overflow.
  char32_t c = 0;
  for (const char digit : digits) {
    const std::uint32_t value = digit <= '9'
                                    ? static_cast<std::uint32_t>(digit - '0')
                                    : static_cast<std::uint32_t>((digit | 0x20) - 'a' + 10);
    c = c * base + value;
  }
  utf8::append(out, c == 0 ? utf8::kReplacement : c);
}

}  // namespace

void append_entity(std::string& out, std::string_view entity) {
  if (entity.size() > 3 && entity[1] == '#') {
    const bool hexadecimal = (entity[2] | 0x20) == 'x';
    const std::size_t start = hexadecimal ? 3 : 2;
    append_numeric(out, entity.substr(start, entity.size() - start - 1), hexadecimal ? 16 : 10);
    return;
  }
  if (!html::append_named_reference(out, entity.substr(1, entity.size() - 2))) {
    out += entity;
  }
}

std::string_view decode(const MD_ATTRIBUTE& attribute, std::string& buffer) {
  if (attribute.text == nullptr || attribute.size == 0) {
    return {};
  }
  if (attribute.substr_types[0] == MD_TEXT_NORMAL &&
      attribute.substr_offsets[1] == attribute.size) {
    return {attribute.text, attribute.size};
  }
  buffer.clear();
  for (std::size_t i = 0; attribute.substr_offsets[i] < attribute.size; ++i) {
    const MD_OFFSET begin = attribute.substr_offsets[i];
    const std::string_view part(attribute.text + begin, attribute.substr_offsets[i + 1] - begin);
    if (attribute.substr_types[i] == MD_TEXT_ENTITY) {
      append_entity(buffer, part);
    } else if (attribute.substr_types[i] == MD_TEXT_NULLCHAR) {
      utf8::append(buffer, utf8::kReplacement);
    } else {
      buffer += part;
    }
  }
  return buffer;
}

}  // namespace broadsheet::markdown
