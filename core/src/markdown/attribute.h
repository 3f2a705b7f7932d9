// md4c's attributes and entities as text.
#pragma once

#include <md4c.h>

#include <string>
#include <string_view>

namespace broadsheet::markdown {

/// Appends the character that `entity` ("&amp;", "&#38;", "&#x26;") stands for, or the entity
/// itself if its name is unknown (HTML Standard, named character references).
void append_entity(std::string& out, std::string_view entity);

/// The attribute's text with entities decoded. Points into the source, or into `buffer`, which is
/// overwritten.
[[nodiscard]] std::string_view decode(const MD_ATTRIBUTE& attribute, std::string& buffer);

}  // namespace broadsheet::markdown
