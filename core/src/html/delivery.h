// How images are fetched: when the reader comes near, and without telling from where.
#pragma once

#include <string>
#include <string_view>

#include "text/buffer.h"

namespace broadsheet::html {

/// Appends the attributes of an `img` with the address `url` that say so.
void append_delivery(text::Buffer& out, std::string_view url);

}  // namespace broadsheet::html
