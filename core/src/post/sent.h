// What mails and articles have in common.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "broadsheet/render.h"
#include "broadsheet/sent_address.h"
#include "diagnostics/reporter.h"
#include "document/tree.h"
#include "sent/addresses.h"

namespace broadsheet {

/// The page's own color.
inline constexpr std::string_view kSentAccent = "#a5241c";

/// Raw HTML is never taken as it is: nobody knows what a mail's reader would run.
[[nodiscard]] RenderOptions sent_options(const RenderOptions& given);

[[nodiscard]] std::vector<sent::KnownAddress> known_addresses(
    const std::vector<SentAddress>& given);

/// Says which addresses could not be written.
void report_addresses(const sent::SentAddresses& addresses, const document::Tree& tree,
                      Reporter& reporter);

/// `text` on one line.
[[nodiscard]] std::string line_of(std::string_view text);

}  // namespace broadsheet
