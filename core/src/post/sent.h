// What mails and articles have in common.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "broadsheet/diagnostic.h"
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

/// Says which addresses could not be written, or stayed relative.
void report_addresses(const sent::SentAddresses& addresses, const document::Tree& tree,
                      Reporter& reporter);

/// Whether it is about sending a post, and not about the post.
[[nodiscard]] bool is_of_sending(const Diagnostic& diagnostic);

/// `text` on one line.
[[nodiscard]] std::string line_of(std::string_view text);

}  // namespace broadsheet
