// Listens to the Markdown parser alone: a second opinion on its events, before anything of ours has
// made them good or hidden what is wrong with them.
#pragma once

#include <string_view>

#include "broadsheet/render.h"

namespace broadsheet::fuzz {

/// Ends the program unless the parser, with the flags of `profile`, enters and leaves the blocks
/// and spans of `source` in pairs, and takes for autolinks only what CommonMark 6.5 calls one.
void expect_sound_events(std::string_view source, Profile profile);

}  // namespace broadsheet::fuzz
