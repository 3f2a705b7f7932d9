#include "html/presentation.h"

#include <algorithm>
#include <cstddef>

#include "html/tokenizer.h"

namespace broadsheet::html {
namespace {

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

/// Reads a number off the front of `value`.
std::int32_t number(std::string_view& value) {
  // No part of a color is more, and so digits without end cannot overflow.
  constexpr std::int32_t kMost = 255;
  std::int32_t number = 0;
  while (!value.empty() && value.front() >= '0' && value.front() <= '9') {
    number = std::min(number * 10 + (value.front() - '0'), kMost);
    value.remove_prefix(1);
  }
  return number;
}

std::int32_t hex_value(char c) {
  const char lower = static_cast<char>(c | 0x20);
  return c >= '0' && c <= '9' ? c - '0' : lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : 16;
}

/// The class of a color by its hue. Near black and white, which follow the page's theme, have none.
std::string_view hue_of(std::int32_t red, std::int32_t green, std::int32_t blue) {
  const std::int32_t most = std::max({red, green, blue});
  const std::int32_t chroma = most - std::min({red, green, blue});
  // Word and mail editors write near-grays for plain text; those must follow the theme to be
  // legible in the dark.
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
      const std::int32_t high = hex_value(digits[is_short ? i : i * 2]);
      const std::int32_t low = hex_value(digits[is_short ? i : i * 2 + 1]);
      parts[i] = high * 16 + low;
    }
    return hue_of(parts[0], parts[1], parts[2]);
  }
  if (holds(value.substr(0, 4), "rgb")) {
    value.remove_prefix(std::min(value.find('(') + 1, value.size()));
    for (std::int32_t& part : parts) {
      value = value.substr(std::min(value.find_first_of("0123456789"), value.size()));
      part = number(value);
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
    // The longest name of CSS has twenty letters.
    if (value.size() <= 24 && holds(value, name.part)) {
      return name.hue;
    }
  }
  return {};
}

}  // namespace

void Presentation::align(std::string_view value) {
  const std::string_view word = one_of("left right center justify middle", trimmed(value));
  // Old editors write `middle` for images and paragraphs alike.
  align_ = word == "middle" ? "center" : word;
}

void Presentation::vertical_align(std::string_view value) {
  valign_ = one_of("top middle bottom", trimmed(value));
}

void Presentation::color(std::string_view value) {
  color_ = color_class(trimmed(value));
}

void Presentation::font_size(std::string_view value) {
  value = trimmed(value);
  const char sign = value.empty() ? '\0' : value.front();
  if (sign == '+' || sign == '-') {
    value.remove_prefix(1);
  }
  if (value.empty() || value.front() < '0' || value.front() > '9') {
    return;
  }
  const std::int32_t given = number(value);
  const std::int32_t size = sign == '+' ? 3 + given : sign == '-' ? 3 - given : given;
  // HTML, 15.3.4: `font size` goes from 1 to 7, and 3 is the text around it.
  size_ = size < 3 ? "small" : size == 3 ? "" : size == 4 ? "large" : "larger";
}

void Presentation::style(std::string_view declarations) {
  while (!declarations.empty()) {
    // Semicolons within quotes or brackets end a declaration too early here. It is then of no
    // property that is read, or has a value that is none.
    const std::size_t end = std::min(declarations.find(';'), declarations.size());
    const std::string_view one = declarations.substr(0, end);
    declarations.remove_prefix(std::min(end + 1, declarations.size()));
    const std::size_t colon = std::min(one.find(':'), one.size());
    const std::string_view property = trimmed(one.substr(0, colon));
    const std::string_view value = trimmed(one.substr(colon).substr(colon < one.size() ? 1 : 0));
    if (same_name(property, "text-align")) {
      align(value);
    } else if (same_name(property, "float")) {
      float_ = one_of("left right", value);
    } else if (same_name(property, "color")) {
      color(value);
    } else if (same_name(property, "width")) {
      width_ = value;
    } else if (same_name(property, "height")) {
      height_ = value;
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
  add(floats ? " bs-float-" : " bs-align-", float_.empty() ? align_ : float_);
  add(" bs-valign-", valign_);
  add(" bs-color-", color_);
  add(" bs-size-", size_);
}

}  // namespace broadsheet::html
