// Elements of authors that are left out: what is reported, and what stands in their place.
#include "html/character_references.h"
#include "html/escape.h"
#include "html/sanitizer.h"
#include "html/url.h"

namespace broadsheet::html {
namespace {

constexpr std::size_t kNone = std::string_view::npos;

}  // namespace

void Sanitizer::leave_out(Element element) {
  const bool of_document =
      element == Element::kHtml || element == Element::kHead || element == Element::kBody;
  if (!of_document && is_prose(element)) {
    write_text(token_.source);
    return;
  }
  if (role_of(element) == Role::kUnwrappedBlock) {
    separate();
    unwrapped_blocks_ += in_phrasing() ? 1 : 0;
  }
  link_instead(element, {}, false);
}

void Sanitizer::skip_content(Element element) {
  const bool tree = role_of(element) == Role::kTree;
  const std::size_t begin = tokenizer_.position();
  const bool empty = tree && token_.self_closing;
  const std::size_t end = empty  ? begin
                          : tree ? find_tree_end(element, begin)
                                 : end_tags_.next(element, begin);
  if (end != kNone) {
    tokenizer_.skip_to(end);
    link_instead(element, html_.substr(begin, end - begin), true);
    if (!empty) {
      tokenizer_.next(token_);  // Its end tag.
    }
    return;
  }
  const std::string_view content =
      in_block_ ? std::string_view() : host_.up_to_end_tag(element, token_.source.data());
  if (!content.empty()) {
    link_instead(element, content, true);
    skipped_ = element;
    skipped_depth_ = 1;
    if (!tree) {
      tokenizer_.skip_to(html_.size());
    }
    return;
  }
  // Nothing ends it: a browser would hide all that follows.
  if (is_prose(element)) {
    write_text(token_.source);
  } else {
    link_instead(element, {}, false);
  }
}

/// The end tag that belongs to a start tag before `from`, or the last one if not enough follow.
std::size_t Sanitizer::find_tree_end(Element element, std::size_t from) {
  const std::uint64_t bit = std::uint64_t{1} << (static_cast<unsigned>(element) % 64);
  if ((unended_trees_ & bit) != 0 || end_tags_.next(element, from) == kNone) {
    return kNone;
  }
  Tokenizer ahead(html_);
  ahead.skip_to(from);
  Token token;
  std::size_t last = kNone;
  std::size_t depth = 1;
  for (std::size_t at = from; ahead.next(token); at = ahead.position()) {
    const bool start = token.kind == TokenKind::kStartTag && !token.self_closing;
    if ((start || token.kind == TokenKind::kEndTag) && element_of(token.name) == element) {
      depth = start ? depth + 1 : depth - 1;
      last = start ? last : at;
      if (depth == 0) {
        break;
      }
    }
  }
  unended_trees_ |= last == kNone ? bit : 0;
  return last;
}

/// Reports an element that is left out, and puts a link to its address in its place if it has one.
void Sanitizer::link_instead(Element element, std::string_view content, bool drops_content) {
  const char* const at = token_.source.data();
  attributes_.read(token_);
  const std::string label(attributes_.value(AttributeKey::kTitle));
  const auto read_address = [&](const Token& token, std::string_view name) {
    for (const Attribute& attribute : token.attributes) {
      if (url_.empty() && same_name(attribute.name, name)) {
        text_.clear();
        append_decoded(text_, attribute.value, ReferenceContext::kAttribute);
        url_ = addresses_.of_link(cleaned_url(text_));
      }
    }
  };
  url_.clear();
  const std::string_view name = address_attribute(element);
  if (!name.empty()) {
    read_address(token_, name);
  }
  if (url_.empty() && !name.empty() && role_of(element) == Role::kTree) {
    Tokenizer within(content);
    Token token;
    while (url_.empty() && within.next(token)) {
      const Element inner = element_of(token.name);
      if (token.kind == TokenKind::kStartTag &&
          (inner == Element::kSource || inner == Element::kEmbed)) {
        read_address(token, "src");
      }
    }
  }
  if (url_.substr(0, 2) == "//") {
    url_ = std::string("https:").append(url_);
  }
  const std::string scheme = scheme_of(url_);
  const bool linked = !url_.empty() && url_.front() != '#' &&
                      (scheme.empty() || scheme == "http" || scheme == "https");
  host_.on_finding(linked          ? Finding::kLinkInstead
                   : drops_content ? Finding::kDroppedContent
                                   : Finding::kDropped,
                   name_of(element), at);
  if (!linked) {
    return;
  }
  begin_phrase();
  const bool nested = in_link() || !may_nest(1);
  if (!nested) {
    out_ += "<a class=\"bs-embed\" href=\"";
    append_url(out_, url_);
    out_ += "\">";
    host_.on_link(url_);
  }
  const std::string_view shown = is_blank(label) ? url_ : label;
  append_escaped(out_, shown);
  host_.on_text(shown, false);
  if (!nested) {
    out_ += "</a>";
    host_.on_link_end();
  }
}

}  // namespace broadsheet::html
