// What mails and articles have in common.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "broadsheet/render.h"
#include "diagnostics/reporter.h"
#include "document/tree.h"
#include "sent/addresses.h"

namespace broadsheet {

/// The page's own color.
inline constexpr std::string_view kSentAccent = "#a5241c";

/// Raw HTML is never taken as it is: nobody knows what a mail's reader would run.
[[nodiscard]] RenderOptions sent_options(const RenderOptions& given);

/// How many bytes the writers may make of a post.
[[nodiscard]] std::size_t sent_limit(const document::Tree& tree);

/// Says which addresses could not be written.
void report_addresses(const sent::SentAddresses& addresses, const document::Tree& tree,
                      Reporter& reporter);

/// `text` on one line.
[[nodiscard]] std::string line_of(std::string_view text);

}  // namespace broadsheet
