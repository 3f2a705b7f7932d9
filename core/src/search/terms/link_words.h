// What of a link is searched.
#pragma once

#include <string>
#include <string_view>

namespace broadsheet::search {

/// The host of an http or https URL in lower case, without user, port and a leading "www."; empty
/// for others.
[[nodiscard]] std::string link_host(std::string_view url);

/// A URL without its scheme, for its words.
[[nodiscard]] std::string_view link_words(std::string_view url);

}  // namespace broadsheet::search
