#include "html_oracle.h"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <set>
#include <string>
#include <vector>

#include "expect.h"

namespace broadsheet::fuzz {
namespace {

constexpr std::string_view kVoid[] = {"br", "hr", "img", "input", "wbr"};
constexpr std::string_view kElements[] = {
    "a",       "abbr",  "b",       "blockquote", "br",    "caption", "cite", "code",
    "dd",      "del",   "details", "div",        "dl",    "dt",      "em",   "figcaption",
    "figure",  "h1",    "h2",      "h3",         "h4",    "h5",      "h6",   "hr",
    "i",       "img",   "input",   "ins",        "kbd",   "li",      "mark", "ol",
    "p",       "pre",   "q",       "rp",         "rt",    "ruby",    "s",    "samp",
    "section", "small", "span",    "strong",     "sub",   "summary", "sup",  "table",
    "tbody",   "td",    "tfoot",   "th",         "thead", "tr",      "u",    "ul",
    "var",     "wbr"};
constexpr std::string_view kAttributes[] = {"align",
                                            "alt",
                                            "aria-describedby",
                                            "aria-hidden",
                                            "aria-label",
                                            "checked",
                                            "class",
                                            "colspan",
                                            "data-alert",
                                            "data-embed",
                                            "data-embed-id",
                                            "data-footnote-backref",
                                            "data-footnote-backref-idx",
                                            "data-footnote-ref",
                                            "data-footnotes",
                                            "data-shortcode",
                                            "decoding",
                                            "dir",
                                            "disabled",
                                            "height",
                                            "href",
                                            "id",
                                            "lang",
                                            "loading",
                                            "open",
                                            "referrerpolicy",
                                            "rel",
                                            "reversed",
                                            "role",
                                            "rowspan",
                                            "scope",
                                            "src",
                                            "start",
                                            "target",
                                            "title",
                                            "type",
                                            "value",
                                            "width"};
/// What programs may give besides, and whatever begins with `data-` or `aria-`.
constexpr std::string_view kHookAttributes[] = {"download", "fetchpriority", "hidden",
                                                "sizes",    "tabindex",      "translate"};
/// They may stand without a value.
constexpr std::string_view kFlags[] = {"data-footnote-backref", "data-footnote-ref",
                                       "data-footnotes"};
constexpr std::string_view kLinkSchemes[] = {"http", "https", "mailto", "tel"};
constexpr std::string_view kWebSchemes[] = {"http", "https"};
constexpr std::string_view kRasterImages[] = {"gif",  "png",  "jpeg", "jpg",
                                              "webp", "avif", "bmp",  "x-icon"};

template <typename List>
bool has(const List& list, std::string_view name) {
  return std::find(std::begin(list), std::end(list), name) != std::end(list);
}

bool is_letter(char c) {
  return c >= 'a' && c <= 'z';
}
bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

/// What a browser makes of the entities that the library writes.
std::string unescaped(std::string_view value) {
  std::string text;
  for (std::size_t at = 0; at < value.size();) {
    static constexpr std::pair<std::string_view, char> kEntities[] = {
        {"&amp;", '&'},  {"&lt;", '<'},   {"&gt;", '>'},   {"&quot;", '"'},
        {"&#13;", '\r'}, {"&#39;", '\''}, {"&#x27;", '\''}};
    const auto entity =
        std::find_if(std::begin(kEntities), std::end(kEntities), [&](const auto& candidate) {
          return value.substr(at, candidate.first.size()) == candidate.first;
        });
    if (entity != std::end(kEntities)) {
      text += entity->second;
      at += entity->first.size();
    } else {
      expect(value[at] != '&', "an ampersand is escaped", value);
      text += value[at++];
    }
  }
  return text;
}

/// The scheme as the URL Standard's parser finds it; empty for a relative URL.
std::string scheme_in(std::string_view url) {
  std::string kept;
  for (const char c : url) {
    const bool leading_control = kept.empty() && static_cast<unsigned char>(c) <= 0x20;
    if (!leading_control && c != '\t' && c != '\n' && c != '\r') {
      kept += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    }
  }
  const std::size_t colon = kept.find(':');
  if (colon == std::string::npos || colon == 0 || !is_letter(kept[0])) {
    return {};
  }
  const std::string scheme = kept.substr(0, colon);
  const bool fits = std::all_of(scheme.begin(), scheme.end(), [](char c) {
    return is_letter(c) || is_digit(c) || c == '+' || c == '-' || c == '.';
  });
  return fits ? scheme : std::string{};
}

/// Whether a `data:` address is a picture of dots: a drawing may hold scripts.
bool is_raster(std::string_view url) {
  constexpr std::string_view kStart = "image/";
  std::string type(url.substr(url.find(':') + 1, 30));
  for (char& c : type) {
    c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return type.substr(0, kStart.size()) == kStart &&
         has(kRasterImages,
             type.substr(kStart.size(), type.find_first_of(";,", kStart.size()) - kStart.size()));
}

class Reader {
 public:
  Reader(std::string_view html, bool unique_ids, bool any_scheme, bool is_hooked = false)
      : html_(html), unique_ids_(unique_ids), any_scheme_(any_scheme), is_hooked_(is_hooked) {}

  void read() {
    while (at_ < html_.size()) {
      if (html_[at_] == '<') {
        tag();
      } else {
        expect(html_[at_] != '>', "text holds no `>`", around());
        ++at_;
      }
    }
    expect(open_.empty(), "every element is closed", open_.empty() ? "" : open_.back());
  }

 private:
  void tag() {
    ++at_;
    const bool closing = take('/');
    const std::string_view name = word();
    expect(has(kElements, name), "only allowed elements are written", around());
    if (closing) {
      expect(!has(kVoid, name), "a void element is not closed", around());
      expect(!open_.empty() && open_.back() == name, "elements are balanced", around());
      open_.pop_back();
      expect(take('>'), "a closing tag has nothing but its name", around());
      return;
    }
    std::set<std::string_view> seen;
    while (take(' ')) {
      if (peek() == '/') {
        break;
      }
      attribute(name, seen);
    }
    expect(!take('/') || has(kVoid, name), "only void elements end with a slash", around());
    expect(take('>'), "a tag is closed", around());
    if (!has(kVoid, name)) {
      open_.push_back(name);
      expect(open_.size() <= kDeepest, "the document is not too deep");
    }
  }

  void attribute(std::string_view element, std::set<std::string_view>& seen) {
    const std::string_view name = word();
    const bool is_hooks =
        has(kHookAttributes, name) || name.substr(0, 5) == "data-" || name.substr(0, 5) == "aria-";
    expect(has(kAttributes, name) || (is_hooked_ && is_hooks),
           "only allowed attributes are written", around());
    expect(seen.insert(name).second, "an attribute stands once", around());
    if (peek() != '=' && has(kFlags, name)) {
      return;
    }
    expect(take('=') && take('"'), "an attribute's value is quoted", around());
    const std::size_t end = html_.find('"', at_);
    expect(end != std::string_view::npos, "a value's quote is closed", around());
    const std::string value = unescaped(html_.substr(at_, end - at_));
    expect(html_.substr(at_, end - at_).find_first_of("<>") == std::string_view::npos,
           "a value holds no angle bracket", around());
    at_ = end + 1;
    if (name == "href" || name == "src") {
      const std::string scheme = scheme_in(value);
      const bool image = element == "img";
      const bool raster = image && scheme == "data" && is_raster(value);
      expect(any_scheme_ || scheme.empty() || raster ||
                 (image ? has(kWebSchemes, scheme) : has(kLinkSchemes, scheme)),
             "an address is of an allowed scheme", value);
    } else if (name == "id") {
      expect(ids_.insert(value).second || !unique_ids_, "an id stands once", value);
    }
  }

  std::string_view word() {
    const std::size_t begin = at_;
    while (at_ < html_.size() && (is_letter(html_[at_]) || is_digit(html_[at_]) ||
                                  html_[at_] == '-' || (is_hooked_ && html_[at_] == '_'))) {
      ++at_;
    }
    return html_.substr(begin, at_ - begin);
  }

  [[nodiscard]] char peek() const { return at_ < html_.size() ? html_[at_] : '\0'; }

  bool take(char c) {
    const bool there = peek() == c && at_ < html_.size();
    at_ += there ? 1 : 0;
    return there;
  }

  [[nodiscard]] std::string_view around() const {
    const std::size_t begin = at_ > 60 ? at_ - 60 : 0;
    return html_.substr(begin, 120);
  }

  /// Containers, and the inline elements within, of which md4c has no limit but the input's length.
  static constexpr std::size_t kDeepest = 1'000'000;

  std::string_view html_;
  bool unique_ids_;
  bool any_scheme_;
  bool is_hooked_;
  std::size_t at_ = 0;
  std::vector<std::string_view> open_;
  std::set<std::string> ids_;
};

}  // namespace

void expect_safe_html(std::string_view html, bool unique_ids) {
  Reader(html, unique_ids, false).read();
}

void expect_safe_hooked_html(std::string_view html) {
  Reader(html, false, false, true).read();
}

void expect_balanced_html(std::string_view html) {
  Reader(html, true, true).read();
}

}  // namespace broadsheet::fuzz
