#include "passes/attribute_list.h"

#include <algorithm>

namespace broadsheet::passes {
namespace {

bool is_blank(char c) {
  return c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == ',';
}

bool is_name_character(char c) {
  return static_cast<unsigned char>(c) >= 0x80 || (c >= '0' && c <= '9') ||
         ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') || c == '_' || c == '-' || c == ':' || c == '.';
}

}  // namespace

std::string_view AttributeList::value(std::string_view name) const {
  for (const html::Attribute& attribute : attributes) {
    if (attribute.name == name) {
      return attribute.value;
    }
  }
  return {};
}

bool AttributeList::has(std::string_view name, std::string_view value) const {
  for (const html::Attribute& attribute : attributes) {
    if (attribute.name == name && attribute.value == value) {
      return true;
    }
  }
  return false;
}

void read_attribute_list(std::string_view text, AttributeList& list) {
  const char* const begin = text.data();
  const std::size_t size = text.size();
  const auto view = [&](std::size_t from, std::size_t to) {
    return std::string_view(begin + from, to - from);
  };
  for (std::size_t at = 0; at < size;) {
    const char mark = begin[at];
    if (is_blank(mark)) {
      ++at;
      continue;
    }
    const bool is_marked = mark == '#' || mark == '.';
    const std::size_t name_at = at += is_marked ? 1 : 0;
    // Classes follow each other without blanks: `.a.b`.
    while (at < size && is_name_character(begin[at]) && (mark != '.' || begin[at] != '.')) {
      ++at;
    }
    html::Attribute& attribute = list.attributes.emplace_back();
    attribute.name = view(name_at, at);
    bool is_good = at > name_at;
    if (is_marked) {
      attribute.value = attribute.name;
      attribute.name = mark == '#' ? "id" : "class";
    } else if (is_good && at < size && begin[at] == '=') {
      ++at;
      const char quote = at < size && (begin[at] == '"' || begin[at] == '\'') ? begin[at] : '\0';
      at += quote != '\0' ? 1 : 0;
      const std::size_t value_at = at;
      while (at < size && (quote != '\0' ? begin[at] != quote : !is_blank(begin[at]))) {
        ++at;
      }
      attribute.value = view(value_at, at);
      is_good = quote == '\0' || at < size;
      at += quote != '\0' ? 1 : 0;
    } else {
      is_good = false;
      at = std::max(at, name_at + 1);
    }
    list.is_well_formed = list.is_well_formed && is_good;
  }
}

}  // namespace broadsheet::passes
