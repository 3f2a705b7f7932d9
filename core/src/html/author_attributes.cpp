#include "html/author_attributes.h"

#include <algorithm>

#include "html/character_references.h"
#include "html/escape.h"
#include "text/ascii.h"

namespace broadsheet::html {
namespace {

// In the order of AttributeKey.
constexpr std::string_view kNames[] = {
    "align", "alt",    "class", "color",    "colspan", "dir",   "height", "href", "id",
    "lang",  "name",   "open",  "reversed", "rowspan", "scope", "size",   "src",  "start",
    "style", "target", "title", "type",     "valign",  "value", "width"};
static_assert(std::size(kNames) == static_cast<std::size_t>(AttributeKey::kCount));

/// What is left out without a word: it does nothing here, or only for the looks.
constexpr std::string_view kSilent[] = {
    "bgcolor", "border",   "cellpadding", "cellspacing", "controls",       "decoding", "face",
    "height",  "hspace",   "loading",     "nowrap",      "referrerpolicy", "rel",      "role",
    "sizes",   "tabindex", "vspace",      "crossorigin", "markdown"};

bool is_silent(std::string_view name) {
  if (same_name(name.substr(0, 5), "data-") || same_name(name.substr(0, 5), "aria-")) {
    return true;
  }
  return std::any_of(std::begin(kSilent), std::end(kSilent),
                     [&](std::string_view silent) { return same_name(name, silent); });
}

void open_attribute(text::Buffer& out, std::string_view name) {
  out += ' ';
  out += name;
  out += "=\"";
}

std::string_view name_of(AttributeKey key) {
  return kNames[static_cast<std::size_t>(key)];
}

}  // namespace

void AuthorAttributes::read(const Token& tag) {
  raw_.fill({});
  dropped_ = {};
  for (const Attribute& attribute : tag.attributes) {
    std::size_t key = 0;
    while (key < std::size(kNames) && !same_name(attribute.name, kNames[key])) {
      ++key;
    }
    if (key < std::size(kNames)) {
      // HTML, 13.2.5.33: of two attributes of one name the first counts.
      if (raw_[key].data() == nullptr) {
        // An attribute without a value is there, too.
        raw_[key] = attribute.value.data() == nullptr ? std::string_view("") : attribute.value;
      }
    } else if (dropped_.empty() && !is_silent(attribute.name)) {
      dropped_ = attribute.name;
    }
  }
}

std::string_view AuthorAttributes::value(AttributeKey key) {
  buffer_.clear();
  append_decoded(buffer_, raw(key), ReferenceContext::kAttribute);
  return buffer_;
}

void AuthorAttributes::append_classes(text::Buffer& out, Element element) {
  presentation_ = Presentation();
  if (element == Element::kCenter) {
    presentation_.align("center");
  }
  // What such elements mean is said by a class, so that the page's style decides how it looks.
  if (element == Element::kBig) {
    presentation_.font_size("4");
  }
  // Colors become constants at once, so that the values may share a buffer.
  if (has(AttributeKey::kAlign)) {
    presentation_.align(value(AttributeKey::kAlign));
  }
  if (has(AttributeKey::kValign)) {
    presentation_.vertical_align(value(AttributeKey::kValign));
  }
  if (element == Element::kFont) {
    presentation_.color(value(AttributeKey::kColor));
    presentation_.font_size(value(AttributeKey::kSize));
  }
  if (has(AttributeKey::kStyle)) {
    style_ = value(AttributeKey::kStyle);
    presentation_.style(style_);
  }
  classes_.clear();
  presentation_.append_classes(classes_, element);
  // Other classes would reach into the style of the page: a `class="masthead"` is nobody's but
  // ours.
  if (element == Element::kCode && has(AttributeKey::kClass)) {
    constexpr std::string_view kPrefix = "language-";
    std::string_view given = value(AttributeKey::kClass);
    given = given.substr(std::min(given.find(kPrefix), given.size()));
    const std::size_t end = std::min(given.find_first_of(" \t\n\f\r"), given.size());
    if (end > kPrefix.size()) {
      classes_ += ' ';
      classes_ += given.substr(0, end);
    }
  }
  if (!classes_.empty()) {
    open_attribute(out, "class");
    append_escaped(out, std::string_view(classes_).substr(1));
    out += '"';
  }
}

/// Pixels, or a percentage.
void AuthorAttributes::append_size(text::Buffer& out, AttributeKey key, std::string_view styled) {
  constexpr std::size_t kMostDigits = 5;
  const std::string_view given = value(key);
  for (std::string_view size : {styled, given}) {
    size = size.substr(std::min(size.find_first_not_of(" \t\n\f\r"), size.size()));
    std::size_t digits = 0;
    while (digits < size.size() && text::is_digit(size[digits])) {
      ++digits;
    }
    std::size_t unit = digits;
    if (unit < size.size() && size[unit] == '.') {
      ++unit;
      while (unit < size.size() && text::is_digit(size[unit])) {
        ++unit;
      }
    }
    const bool percent = size.substr(unit, 1) == "%";
    // Of style properties only those in pixels or percent have an attribute that says the same.
    if (digits == 0 || digits > kMostDigits ||
        (size.data() == styled.data() && !percent && !same_name(size.substr(unit), "px"))) {
      continue;
    }
    open_attribute(out, name_of(key));
    out += size.substr(0, digits);
    out += percent ? "%\"" : "\"";
    return;
  }
}

void AuthorAttributes::append_number(text::Buffer& out, AttributeKey key, std::uint32_t most) {
  if (!has(key)) {
    return;
  }
  std::string_view given = value(key);
  given = given.substr(std::min(given.find_first_not_of(" \t\n\f\r"), given.size()));
  std::uint32_t number = 0;
  bool any = false;
  for (; !given.empty() && text::is_digit(given.front()); given.remove_prefix(1)) {
    number = std::min(number * 10 + static_cast<std::uint32_t>(given.front() - '0'), most);
    any = true;
  }
  if (any) {
    open_attribute(out, name_of(key));
    out += std::to_string(number);
    out += '"';
  }
}

/// One of `words`, divided by blanks.
void AuthorAttributes::append_word(text::Buffer& out, AttributeKey key, std::string_view words) {
  const std::string_view given = has(key) ? value(key) : std::string_view();
  for (std::size_t at = 0; at < words.size() && !given.empty();) {
    const std::size_t end = std::min(words.find(' ', at), words.size());
    if (same_name(given, words.substr(at, end - at))) {
      open_attribute(out, name_of(key));
      out += words.substr(at, end - at);
      out += '"';
      return;
    }
    at = end + 1;
  }
}

void AuthorAttributes::append(text::Buffer& out, Element element) {
  append_classes(out, element);
  if (has(AttributeKey::kTitle)) {
    open_attribute(out, "title");
    append_escaped(out, value(AttributeKey::kTitle));
    out += '"';
  }
  if (has(AttributeKey::kLang)) {
    const std::string_view lang = value(AttributeKey::kLang);
    constexpr std::size_t kLongestTag = 35;
    // BCP 47, 4.4.1: a length that every tag in use fits in. What is no tag would make browsers and
    // screen readers guess.
    const bool is_tag =
        !lang.empty() && lang.size() <= kLongestTag &&
        std::all_of(lang.begin(), lang.end(), [](char c) {
          return c == '-' || text::is_digit(c) || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z');
        });
    if (is_tag) {
      open_attribute(out, "lang");
      out += lang;
      out += '"';
    }
  }
  append_word(out, AttributeKey::kDir, "ltr rtl auto");
  const bool cell = role_of(element) == Role::kCell;
  const bool image = role_of(element) == Role::kImage;
  if (image || cell || element == Element::kTable) {
    append_size(out, AttributeKey::kWidth, presentation_.width());
  }
  if (image) {
    append_size(out, AttributeKey::kHeight, presentation_.height());
  }
  // HTML, 4.9.11: what browsers clamp these to; more would only cost them memory.
  constexpr std::uint32_t kMostColumns = 1000;
  constexpr std::uint32_t kMostRows = 65534;
  constexpr std::uint32_t kMostItems = 1'000'000;
  if (cell) {
    append_number(out, AttributeKey::kColspan, kMostColumns);
    append_number(out, AttributeKey::kRowspan, kMostRows);
  }
  if (element == Element::kTh) {
    append_word(out, AttributeKey::kScope, "row col");
  }
  if (element == Element::kOl) {
    append_number(out, AttributeKey::kStart, kMostItems);
    if (has(AttributeKey::kReversed)) {
      out += " reversed=\"\"";
    }
  }
  if (element == Element::kLi) {
    append_number(out, AttributeKey::kValue, kMostItems);
  }
  if (element == Element::kDetails && has(AttributeKey::kOpen)) {
    out += " open=\"\"";
  }
}

}  // namespace broadsheet::html
