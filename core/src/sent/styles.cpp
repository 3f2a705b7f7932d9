#include "sent/styles.h"

#include <algorithm>

#include "text/fold.h"

namespace broadsheet::sent {
void Styles::append(text::Buffer& out, Part part) const {
  std::string_view style = of(part);
  for (std::size_t at = 0; (at = style.find('{')) != std::string_view::npos;) {
    out += style.substr(0, at);
    const std::size_t end = style.find('}', at);
    switch (style[at + 1]) {
      case 'a':
        out += accent_;
        break;
      case 'm':
        out += "font-family:Menlo,Consolas,'DejaVu Sans Mono','Liberation Mono',monospace";
        break;
      default:
        out += (style[at + 1] == 's') == right_to_left_ ? "right" : "left";
    }
    style.remove_prefix(end + 1);
  }
  out += style;
}

std::string hex_color(std::string_view color, std::string_view otherwise) {
  std::string lower(color);
  for (char& c : lower) {
    c = c >= 'A' && c <= 'F' ? static_cast<char>(c + 32) : c;
  }
  const bool is_color = lower.size() == 7 && lower[0] == '#' &&
                        lower.find_first_not_of("0123456789abcdef", 1) == std::string::npos;
  return is_color ? lower : std::string(otherwise);
}

bool is_right_to_left(std::string_view lang) {
  // As web/page/site/direction.ts: by the script where the tag names one, else by the language.
  constexpr std::string_view kScripts = " arab hebr thaa syrc nkoo adlm rohg ";
  constexpr std::string_view kLanguages = " ar he fa ur iw yi ps sd ug dv ckb arc ";
  constexpr std::size_t kScriptLetters = 4;
  const std::string tag = text::fold(lang);
  std::string language;
  for (std::size_t at = 0; at <= tag.size();) {
    const std::size_t end = std::min(tag.find('-', at), tag.size());
    const std::string part = ' ' + tag.substr(at, end - at) + ' ';
    if (at == 0) {
      language = part;
    } else if (end - at == kScriptLetters) {
      return kScripts.find(part) != std::string_view::npos;
    }
    at = end + 1;
  }
  return language.size() > 3 && kLanguages.find(language) != std::string_view::npos;
}

}  // namespace broadsheet::sent
