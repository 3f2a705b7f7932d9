#include "html/presentation.h"

#include <algorithm>
#include <cstddef>

#include "html/tokenizer.h"

namespace broadsheet::html {
namespace {

constexpr std::size_t kNone = std::string_view::npos;

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && is_html_blank(text.front())) {
    text.remove_prefix(1);
  }
  while (!text.empty() && is_html_blank(text.back())) {
    text.remove_suffix(1);
  }
  return text;
}

/// One of `words`, divided by blanks, that `value` is in any case; empty if it is none.
std::string_view one_of(std::string_view words, std::string_view value) {
  for (std::size_t at = 0; at < words.size();) {
    const std::size_t end = std::min(words.find(' ', at), words.size());
    const std::string_view word = words.substr(at, end - at);
    if (same_name(value, word)) {
      return word;
    }
    at = end + 1;
  }
  return {};
}

/// Whether `value` holds `word`, in lower case.
bool holds(std::string_view value, std::string_view word) {
  for (std::size_t at = 0; at + word.size() <= value.size(); ++at) {
    if (same_name(value.substr(at, word.size()), word)) {
      return true;
    }
  }
  return false;
}

/// A number in thousandths, and the unit behind it in `value`; negative ones are none.
std::uint32_t number(std::string_view& value) {
  constexpr std::uint32_t kMost = 1'000'000;
  std::uint32_t whole = 0;
  std::uint32_t part = 0;
  std::uint32_t place = 100;
  bool behind_point = false;
  while (!value.empty()) {
    const char c = value.front();
    if (c == '.' && !behind_point) {
      behind_point = true;
    } else if (c < '0' || c > '9') {
      break;
    } else if (behind_point) {
      part += static_cast<std::uint32_t>(c - '0') * place;
      place /= 10;
    } else {
      whole = std::min(whole * 10 + static_cast<std::uint32_t>(c - '0'), kMost);
    }
    value.remove_prefix(1);
  }
  return whole * 1000 + part;
}

std::uint32_t hex_value(char c) {
  const char lower = static_cast<char>(c | 0x20);
  return c >= '0' && c <= '9'           ? static_cast<std::uint32_t>(c - '0')
         : lower >= 'a' && lower <= 'f' ? static_cast<std::uint32_t>(lower - 'a' + 10)
                                        : 16;
}

/// The class of a color by its hue. Near black and white, which follow the page's theme, have none.
std::string_view hue_of(std::int32_t red, std::int32_t green, std::int32_t blue) {
  const std::int32_t most = std::max({red, green, blue});
  const std::int32_t chroma = most - std::min({red, green, blue});
  if (chroma < 48) {
    return most > 96 && most < 224 ? "gray" : std::string_view();
  }
  std::int32_t hue = most == red     ? (green - blue) * 60 / chroma
                     : most == green ? (blue - red) * 60 / chroma + 120
                                     : (red - green) * 60 / chroma + 240;
  hue = hue < 0 ? hue + 360 : hue;
  return hue < 18 || hue >= 340 ? "red"
         : hue < 70             ? "orange"
         : hue < 170            ? "green"
         : hue < 260            ? "blue"
                                : "purple";
}

/// `#rgb`, `#rrggbb` (Word leaves the `#` out), `rgb(r, g, b)`, or a name.
std::string_view color_class(std::string_view value) {
  const std::string_view digits = value.substr(0, 1) == "#" ? value.substr(1) : value;
  const bool hexadecimal =
      (digits.size() == 3 || digits.size() == 6) &&
      std::all_of(digits.begin(), digits.end(), [](char c) { return hex_value(c) < 16; });
  std::int32_t parts[3] = {};
  if (hexadecimal) {
    for (std::size_t i = 0; i < 3; ++i) {
      const bool is_short = digits.size() == 3;
      const std::uint32_t high = hex_value(digits[is_short ? i : i * 2]);
      const std::uint32_t low = hex_value(digits[is_short ? i : i * 2 + 1]);
      parts[i] = static_cast<std::int32_t>(high * 16 + low);
    }
    return hue_of(parts[0], parts[1], parts[2]);
  }
  if (holds(value.substr(0, 4), "rgb")) {
    value.remove_prefix(std::min(value.find('(') + 1, value.size()));
    for (std::int32_t& part : parts) {
      value = value.substr(std::min(value.find_first_of("0123456789"), value.size()));
      part = static_cast<std::int32_t>(std::min<std::uint32_t>(number(value) / 1000, 255));
    }
    return hue_of(parts[0], parts[1], parts[2]);
  }
  // The names of CSS are made of these: `darkgreen`, `lightslategrey`.
  constexpr struct {
    std::string_view part;
    std::string_view hue;
  } kNames[] = {
      {"orange", "orange"}, {"gold", "orange"},    {"yellow", "orange"}, {"brown", "orange"},
      {"red", "red"},       {"crimson", "red"},    {"tomato", "red"},    {"green", "green"},
      {"lime", "green"},    {"teal", "green"},     {"olive", "green"},   {"blue", "blue"},
      {"navy", "blue"},     {"cyan", "blue"},      {"aqua", "blue"},     {"purple", "purple"},
      {"violet", "purple"}, {"magenta", "purple"}, {"pink", "purple"},   {"fuchsia", "purple"},
      {"indigo", "purple"}, {"gray", "gray"},      {"grey", "gray"},     {"silver", "gray"}};
  for (const auto& name : kNames) {
    if (value.size() <= 24 && holds(value, name.part)) {
      return name.hue;
    }
  }
  return {};
}

}  // namespace

void Presentation::align(std::string_view value) {
  const std::string_view word = one_of("left right center justify middle", trimmed(value));
  align_ = word == "middle" ? "center" : word;
}

void Presentation::vertical_align(std::string_view value) {
  valign_ = one_of("top middle bottom", trimmed(value));
}

void Presentation::color(std::string_view value) {
  color_ = color_class(trimmed(value));
}

void Presentation::font_size_number(std::string_view value) {
  value = trimmed(value);
  const bool relative = !value.empty() && (value.front() == '+' || value.front() == '-');
  const bool smaller = relative && value.front() == '-';
  value.remove_prefix(relative ? 1 : 0);
  if (value.empty() || value.front() < '0' || value.front() > '9') {
    return;
  }
  const std::uint32_t given = number(value) / 1000;
  const std::uint32_t size = !relative ? given : smaller ? (given >= 1 ? 2U : 3U) : 3 + given;
  size_ = size == 0 || size == 3 ? std::uint8_t{0}
          : size < 3             ? std::uint8_t{1}
          : size == 4            ? std::uint8_t{2}
                                 : std::uint8_t{3};
}

void Presentation::font_size(std::string_view value) {
  if (!one_of("small smaller x-small xx-small", value).empty()) {
    size_ = 1;
  } else if (!one_of("large larger", value).empty()) {
    size_ = 2;
  } else if (!one_of("x-large xx-large xxx-large", value).empty()) {
    size_ = 3;
  } else {
    std::uint32_t size = number(value);
    // In thousandths of the usual size: 16 pixels, 12 points.
    size = same_name(value, "px")   ? size / 16
           : same_name(value, "pt") ? size / 12
           : value == "%"           ? size / 100
                                    : size;
    const bool known = !one_of("px pt % em rem", value).empty();
    size_ = !known || (size >= 900 && size < 1150) ? std::uint8_t{0}
            : size < 900                           ? std::uint8_t{1}
            : size < 1500                          ? std::uint8_t{2}
                                                   : std::uint8_t{3};
  }
}

void Presentation::declaration(std::string_view property, std::string_view value) {
  if (same_name(property, "text-align")) {
    align(value);
  } else if (same_name(property, "float")) {
    float_ = one_of("left right", value);
  } else if (same_name(property, "margin") && holds(value, "auto")) {
    align_ = "center";
  } else if (same_name(property, "vertical-align")) {
    vertical_align(value);
  } else if (same_name(property, "color")) {
    color(value);
  } else if (same_name(property, "width")) {
    width_ = value;
  } else if (same_name(property, "height")) {
    height_ = value;
  } else if (same_name(property, "font-size")) {
    font_size(value);
  } else if (same_name(property, "font-weight")) {
    bold_ = !one_of("bold bolder 600 700 800 900", value).empty();
  } else if (same_name(property, "font-style")) {
    italic_ = !one_of("italic oblique", value).empty();
  } else if (same_name(property.substr(0, 15), "text-decoration")) {
    underline_ = holds(value, "underline");
    strike_ = holds(value, "line-through");
  } else if (same_name(property, "zoom")) {
    const std::uint32_t size = number(value);
    const std::uint32_t tenths = (value == "%" ? size / 100 : size) / 100;
    zoom_ = static_cast<std::uint8_t>(tenths >= 1 && tenths <= 9 ? tenths : 0);
  }
}

void Presentation::style(std::string_view declarations) {
  while (!declarations.empty()) {
    const std::size_t end = std::min(declarations.find(';'), declarations.size());
    const std::string_view one = declarations.substr(0, end);
    declarations.remove_prefix(std::min(end + 1, declarations.size()));
    const std::size_t colon = one.find(':');
    if (colon != kNone) {
      const std::string_view value = one.substr(colon + 1);
      declaration(trimmed(one.substr(0, colon)), trimmed(value.substr(0, value.find('!'))));
    }
  }
}

void Presentation::append_classes(std::string& out, Element element) const {
  const bool image = element == Element::kImg;
  const auto add = [&](std::string_view prefix, std::string_view value) {
    if (!value.empty()) {
      out += prefix;
      out += value;
    }
  };
  const bool floats = !float_.empty() || (image && (align_ == "left" || align_ == "right"));
  if (floats) {
    add(" bs-float-", float_.empty() ? align_ : float_);
  } else {
    add(" bs-align-", align_);
  }
  add(" bs-valign-", valign_);
  add(" bs-color-", color_);
  constexpr std::string_view kSizes[] = {"", "small", "large", "larger"};
  add(" bs-size-", kSizes[size_]);
  add(" bs-", bold_ ? "bold" : "");
  add(" bs-", italic_ ? "italic" : "");
  add(" bs-", underline_ ? "underline" : "");
  add(" bs-", strike_ ? "strike" : "");
  if (zoom_ != 0) {
    const char digits[] = {static_cast<char>('0' + zoom_), '0'};
    add(" bs-zoom-", {digits, 2});
  }
}

}  // namespace broadsheet::html
