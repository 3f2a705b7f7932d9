#include "html/delivery.h"

#include "html/url.h"

namespace broadsheet::html {

void append_delivery(text::Buffer& out, std::string_view url) {
  out += " loading=\"lazy\" decoding=\"async\"";
  // Chinese image hosts refuse requests that name a foreign page as their referrer.
  if (!scheme_of(url).empty() || url.substr(0, 2) == "//") {
    out += " referrerpolicy=\"no-referrer\"";
  }
}

}  // namespace broadsheet::html
