// URLs: which may be followed, and what relative ones resolve to.
#pragma once

#include <string>
#include <string_view>

namespace broadsheet::html {

/// The scheme of `url` in lower case, without its colon; empty for a relative URL. Read as the URL
/// Standard's basic URL parser does: leading controls and blanks, and tabs and line ends anywhere,
/// do not count, so that `java\nscript:` is what it is.
[[nodiscard]] std::string scheme_of(std::string_view url);
/// Whether the scheme is http or https.
[[nodiscard]] bool is_http(std::string_view url);

/// Whether a link may be clickable: http, https, mailto, tel or relative.
[[nodiscard]] bool may_link(std::string_view url);

/// Whether an image may be loaded: http, https or relative, or a raster image as a data URL.
[[nodiscard]] bool may_load_image(std::string_view url);

/// `url` as the URL Standard's parser begins to read it: no controls and blanks at the ends, no
/// tabs and line ends anywhere.
[[nodiscard]] std::string cleaned_url(std::string_view url);

/// Resolves `url` against `base`, a URL or an absolute or relative path (RFC 3986, section 5.2,
/// without normalizing what is absolute already). An empty base, an empty URL and a mere fragment,
/// which stays within the article, leave `url` as it is.
[[nodiscard]] std::string resolve(std::string_view url, std::string_view base);

/// `url`, resolved, as the address of the page that shows the post's file it names, by `pattern`
/// (RenderOptions::page_links); as it is if it has a scheme or host or names no `.md` or
/// `.markdown`.
[[nodiscard]] std::string page_address(std::string_view url, std::string_view pattern);

/// What the addresses of a post become, in Markdown and in raw HTML alike.
struct Addresses {
  std::string_view base;   ///< see resolve()
  std::string_view pages;  ///< see page_address(); empty: links to posts' files stay

  [[nodiscard]] std::string of_link(std::string_view url) const;
  [[nodiscard]] std::string of_image(std::string_view url) const { return resolve(url, base); }
};

}  // namespace broadsheet::html
