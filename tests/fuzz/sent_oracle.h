// What mails and articles promise of any post: a second opinion that shares no code with them.
#pragma once

#include <string_view>

#include "broadsheet/render.h"

namespace broadsheet::fuzz {

/// Renders the source as a mail and as an article of WeChat's. Ends the program unless their HTML
/// is made of allowed elements and attributes, balanced, with absolute addresses of allowed schemes
/// only, and unless the mail's text has no line that is folded too wide.
void expect_sound_sent(std::string_view source, const RenderOptions& options);

}  // namespace broadsheet::fuzz
