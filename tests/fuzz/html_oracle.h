// Reads HTML as the library writes it, and nothing else: a second opinion on its own output that
// shares no code with it.
#pragma once

#include <string_view>

namespace broadsheet::fuzz {

/// Ends the program unless `html` consists of text without `<`, of tags from the allowlist with
/// quoted attributes from the allowlist and addresses of allowed schemes, and of elements that are
/// balanced, so that whatever stands around `html` stays around it. Ids must be unique where they
/// are kept for a whole post.
void expect_safe_html(std::string_view html, bool unique_ids = true);

/// The same of HTML whose elements programs have given attributes: those that docs/hooks.md names
/// are allowed, too, and two elements may have one id.
void expect_safe_hooked_html(std::string_view html);

/// The same but for the schemes of addresses: HTML whose links may lead anywhere.
void expect_balanced_html(std::string_view html);

}  // namespace broadsheet::fuzz
