// How images are fetched: when the reader comes near, and without telling from where.
#pragma once

#include <string>
#include <string_view>

namespace broadsheet::html {

/// Appends the attributes of an `img` with the address `url` that say so.
void append_delivery(std::string& out, std::string_view url);

}  // namespace broadsheet::html
