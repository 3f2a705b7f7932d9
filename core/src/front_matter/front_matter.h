// Front matter as a whole: from a source to metadata and body.
#pragma once

#include <string_view>

#include "broadsheet/post.h"
#include "diagnostics/reporter.h"

namespace broadsheet::front_matter {

/// Reads the front matter of `source`, valid UTF-8, in any of its dialects into `data` and returns
/// the body. The body is never lost: where a block is not front matter after all, it is part of the
/// body. Addresses that HTML would not let through are left out, unless `any_address`.
[[nodiscard]] std::string_view read(std::string_view source, bool any_address, Reporter& reporter,
                                    PostData& data);

}  // namespace broadsheet::front_matter
