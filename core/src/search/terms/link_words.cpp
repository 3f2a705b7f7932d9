#include "search/terms/link_words.h"

#include <algorithm>

#include "html/url.h"

namespace broadsheet::search {

std::string_view link_words(std::string_view url) {
  const std::size_t authority = url.find("//");
  return authority == std::string_view::npos ? url : url.substr(authority + 2);
}

std::string link_host(std::string_view url) {
  const std::string scheme = html::scheme_of(url);
  if (scheme != "http" && scheme != "https") {
    return {};
  }
  std::string_view host = link_words(url);
  host = host.substr(0, host.find_first_of("/?#\\"));
  host = host.substr(host.rfind('@') + 1);
  host = host.substr(0, host.find(':'));
  std::string lower;
  for (const char c : host) {
    lower += c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
  }
  constexpr std::string_view kWww = "www.";
  return lower.compare(0, kWww.size(), kWww) == 0 ? lower.substr(kWww.size()) : lower;
}

}  // namespace broadsheet::search
