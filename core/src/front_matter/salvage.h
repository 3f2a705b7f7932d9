// What can be saved of YAML that is broken.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "front_matter/tree.h"

namespace broadsheet::front_matter {

/// Reads a broken block entry by entry, so that one bad line does not take title and date with it.
/// An entry starts at a line with neither indentation nor a list's dash. A map without children if
/// there is none.
[[nodiscard]] Tree salvage(std::string_view block);

/// The first key of ours that starts a line within a quoted value of `root`: the quote was not
/// closed and has swallowed it. YAML itself would not let quoted text go on without indentation;
/// yaml-cpp does, and real posts need it to (a closing quote at the start of the next line).
[[nodiscard]] std::optional<std::size_t> find_swallowed_key(std::string_view block,
                                                            const Node& root);

}  // namespace broadsheet::front_matter
