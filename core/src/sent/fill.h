// Markup with places for values: shorter, in source and as code, than appending piece by piece.
#pragma once

#include <initializer_list>
#include <string_view>

#include "text/buffer.h"

namespace broadsheet::sent {

/// Appends `pattern` with values in place of `$e0` (escaped for HTML), `$u0` (the same of an
/// address) and `$r0` (as it is), the digit being a value's number. A dollar sign stands for
/// nothing else.
void append_filled(text::Buffer& out, std::string_view pattern,
                   std::initializer_list<std::string_view> values);

}  // namespace broadsheet::sent
