#include "document/shortcode.h"

namespace broadsheet::document {

std::string_view Shortcode::argument(std::string_view key, std::size_t position) const {
  for (const ShortcodeArgument& given : arguments) {
    if (given.key.empty() ? position-- == 0 : given.key == key) {
      return given.value;
    }
  }
  return {};
}

std::string Shortcode::address() const {
  if (name == "site.url" || name == "site.baseurl") {
    return {};
  }
  std::string address(argument("path", 0));
  if (name == "post_url" || name == "link") {
    // Posts stand beside each other, whatever folder the site's generator has for them.
    const std::size_t slash = address.rfind('/');
    const bool is_post = name == "post_url" || address.substr(0, 7) == "_posts/";
    address = is_post && slash != std::string::npos ? address.substr(slash + 1) : address;
    address += name == "post_url" ? ".md" : "";
  }
  return address;
}

}  // namespace broadsheet::document
