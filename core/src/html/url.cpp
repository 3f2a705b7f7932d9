#include "html/url.h"

#include <cstddef>
#include <vector>

#include "html/tokenizer.h"
#include "text/ascii.h"

namespace broadsheet::html {
namespace {

/// Whether the scheme is that of nearly all links, by a comparison only.
bool is_web_address(std::string_view url) {
  constexpr std::string_view kPlain = "http://";
  constexpr std::string_view kSecure = "https://";
  return url.starts_with(kSecure) || url.starts_with(kPlain);
}

struct Parts {
  std::string_view scheme;     ///< with its colon
  std::string_view authority;  ///< with its slashes
  std::string_view path;
  std::string_view query;  ///< with its question mark
};

Parts parts_of(std::string_view url) {
  Parts parts;
  // RFC 3986, 5.2.2: the fragment of a base is never inherited.
  url = url.substr(0, url.find('#'));
  const std::size_t colon = url.find(':');
  if (!scheme_of(url).empty() && colon != std::string_view::npos) {
    parts.scheme = url.substr(0, colon + 1);
    url.remove_prefix(colon + 1);
  }
  if (url.substr(0, 2) == "//") {
    const std::size_t end = url.find_first_of("/?", 2);
    parts.authority = url.substr(0, end);
    url.remove_prefix(parts.authority.size());
  }
  const std::size_t question = url.find('?');
  parts.path = url.substr(0, question);
  parts.query = question == std::string_view::npos ? std::string_view{} : url.substr(question);
  return parts;
}

/// RFC 3986, section 5.2.4; a `..` beyond the root, or at the start of a relative path, is dropped.
std::string remove_dot_segments(std::string_view path) {
  std::vector<std::string_view> kept;
  const bool rooted = path.substr(0, 1) == "/";
  bool trailing_slash = false;
  std::size_t at = rooted ? 1 : 0;
  while (at <= path.size()) {
    const std::size_t slash = path.find('/', at);
    const bool last = slash == std::string_view::npos;
    const std::string_view segment = path.substr(at, last ? std::string_view::npos : slash - at);
    trailing_slash = false;
    if (segment == "..") {
      if (!kept.empty()) {
        kept.pop_back();
      }
      trailing_slash = true;
    } else if (segment == ".") {
      trailing_slash = true;
    } else {
      kept.push_back(segment);
    }
    if (last) {
      break;
    }
    at = slash + 1;
  }
  std::string out;
  for (std::size_t i = 0; i < kept.size(); ++i) {
    if (i != 0 || rooted) {
      out += '/';
    }
    out += kept[i];
  }
  if (trailing_slash && (rooted || !kept.empty())) {
    out += '/';
  }
  return out;
}

/// Of a data URL, in any case: no vector images, which are documents, and nothing that would have
/// to be decoded to be judged.
bool is_raster_image(std::string_view url) {
  constexpr std::string_view kTypes[] = {"png", "jpeg", "jpg", "gif", "webp", "avif"};
  for (const std::string_view type : kTypes) {
    std::string wanted = "data:image/";
    wanted.append(type).append(";base64,");
    if (same_name(url.substr(0, wanted.size()), wanted)) {
      return true;
    }
  }
  return false;
}

}  // namespace

std::string scheme_of(std::string_view url) {
  std::string scheme;
  std::size_t at = 0;
  while (at < url.size() && static_cast<unsigned char>(url[at]) <= 0x20) {
    ++at;
  }
  // As the URL Standard, 4.4: tabs and line ends are removed wherever they stand, so
  // `java\nscript:` has a scheme.
  for (; at < url.size(); ++at) {
    const char c = url[at];
    if (c == '\t' || c == '\n' || c == '\r') {
      continue;
    }
    if (c == ':') {
      return scheme;
    }
    const bool fits = text::is_letter(c) ||
                      (!scheme.empty() && (text::is_digit(c) || c == '+' || c == '-' || c == '.'));
    if (!fits) {
      return {};
    }
    scheme += c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  }
  return {};
}

bool is_http(std::string_view url) {
  const std::string scheme = scheme_of(url);
  return scheme == "http" || scheme == "https";
}

bool may_link(std::string_view url) {
  if (is_web_address(url)) {
    return true;
  }
  // A list of what is allowed: the schemes that run something are many, and browsers add more.
  const std::string scheme = scheme_of(url);
  return scheme.empty() || scheme == "http" || scheme == "https" || scheme == "mailto" ||
         scheme == "tel";
}

bool may_load_image(std::string_view url) {
  if (is_web_address(url)) {
    return true;
  }
  const std::string scheme = scheme_of(url);
  return scheme.empty() || scheme == "http" || scheme == "https" ||
         (scheme == "data" && is_raster_image(url));
}

std::string cleaned_url(std::string_view url) {
  std::string clean;
  for (const char c : url) {
    const bool control = static_cast<unsigned char>(c) <= 0x20;
    if (c != '\t' && c != '\n' && c != '\r' && !(control && clean.empty())) {
      clean += c;
    }
  }
  while (!clean.empty() && static_cast<unsigned char>(clean.back()) <= 0x20) {
    clean.pop_back();
  }
  return clean;
}

std::string resolve(std::string_view url, std::string_view base) {
  if (base.empty() || url.empty() || url.front() == '#' || is_web_address(url) ||
      !scheme_of(url).empty()) {
    return std::string(url);
  }
  const Parts from = parts_of(base);
  std::string out(from.scheme);
  if (url.substr(0, 2) == "//") {
    return out.append(url);
  }
  out += from.authority;
  const std::size_t path_end = url.find_first_of("?#");
  const std::string_view path = url.substr(0, path_end);
  const std::string_view rest =
      path_end == std::string_view::npos ? std::string_view{} : url.substr(path_end);
  if (path.empty()) {
    out += from.path;  // The rest is a query: a mere fragment is left alone above.
  } else if (path.front() == '/') {
    out += remove_dot_segments(path);
  } else {
    std::string merged(from.path.substr(0, from.path.rfind('/') + 1));
    // RFC 3986, 5.2.3.
    if (merged.empty() && !from.authority.empty()) {
      merged = "/";
    }
    out += remove_dot_segments(merged.append(path));
  }
  return out.append(rest);
}

std::string page_address(std::string_view url, std::string_view pattern) {
  if (is_web_address(url)) {
    return std::string(url);
  }
  const std::size_t hash = url.find('#');
  const std::string_view address = url.substr(0, hash);
  const std::string_view fragment =
      hash == std::string_view::npos ? std::string_view{} : url.substr(hash + 1);
  const std::size_t question = address.find('?');
  std::string_view path = address.substr(0, question);
  const std::size_t dot = path.rfind('.');
  const std::string_view extension =
      dot == std::string_view::npos ? std::string_view{} : path.substr(dot);
  // Files of another host are nobody's posts here.
  if ((extension != ".md" && extension != ".markdown") || !scheme_of(url).empty() ||
      url.substr(0, 2) == "//") {
    return std::string(url);
  }
  path.remove_suffix(extension.size());
  while (path.substr(0, 2) == "./") {
    path.remove_prefix(2);
  }
  path.remove_prefix(path.substr(0, 1) == "/" ? 1 : 0);

  std::string out;
  bool has_fragment = false;
  while (!pattern.empty()) {
    const std::size_t open = pattern.find('{');
    out += pattern.substr(0, open);
    pattern.remove_prefix(open == std::string_view::npos ? pattern.size() : open);
    constexpr std::string_view kPath = "{path}";
    constexpr std::string_view kFragment = "{fragment}";
    if (pattern.substr(0, kPath.size()) == kPath) {
      out += path;
      pattern.remove_prefix(kPath.size());
    } else if (pattern.substr(0, kFragment.size()) == kFragment) {
      out += fragment;
      has_fragment = true;
      pattern.remove_prefix(kFragment.size());
    } else if (!pattern.empty()) {
      out += pattern.front();
      pattern.remove_prefix(1);
    }
  }
  if (question != std::string_view::npos) {
    out += address.substr(question);
  }
  if (!has_fragment && hash != std::string_view::npos) {
    out += url.substr(hash);
  }
  return out;
}

std::string Addresses::of_link(std::string_view url) const {
  std::string address = resolve(url, base);
  return pages.empty() ? address : page_address(address, pages);
}

}  // namespace broadsheet::html
