// Elements of authors that are left out: what is reported, and what stands in their place.
#include "html/character_references.h"
#include "html/sanitizer.h"
#include "html/url.h"
#include "text/not_found.h"

namespace broadsheet::html {
namespace {}  // namespace

void Sanitizer::leave_out(Element element) {
  const bool of_document =
      element == Element::kHtml || element == Element::kHead || element == Element::kBody;
  if (!of_document && is_prose(element)) {
    write_text(token_.source);
    return;
  }
  if (role_of(element) == Role::kUnwrappedBlock) {
    open_.begin_unwrapped_block();
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
  if (end != text::kNotFound) {
    tokenizer_.skip_to(end);
    inner_address_ = {};  // What is known is of another text, whose place this one may have.
    link_instead(element, html_.substr(begin, end - begin), true);
    if (!empty) {
      tokenizer_.next(token_);  // Its end tag.
    }
    return;
  }
  const std::string_view content = open_.in_html_block()
                                       ? std::string_view()
                                       : host_.up_to_end_tag(element, token_.source.data());
  if (!content.empty()) {
    link_instead(element, content, true);
    skipped_.element = element;
    skipped_.depth = 1;
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
  if ((unended_trees_ & bit) != 0 || end_tags_.next(element, from) == text::kNotFound) {
    return text::kNotFound;
  }
  Tokenizer ahead(html_);
  ahead.skip_to(from);
  Token token;
  std::size_t last = text::kNotFound;
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
  unended_trees_ |= last == text::kNotFound ? bit : 0;
  return last;
}

/// Sets url_ by the attribute `name` of a tag, unless it is set.
void Sanitizer::read_address(const Token& token, std::string_view name) {
  for (const Attribute& attribute : token.attributes) {
    if (url_.empty() && same_name(attribute.name, name)) {
      text_.clear();
      append_decoded(text_, attribute.value, ReferenceContext::kAttribute);
      url_ = addresses_.of_link(cleaned_url(text_));
    }
  }
}

/// Sets url_ by the first `source` or `embed` in `content` that has an address. Elements that end
/// early, with the emphasis around them, share what follows: it is read once for all of them.
void Sanitizer::read_inner_address(std::string_view content) {
  const char* const begin = content.data();
  const char* const end = begin + content.size();
  InnerAddress& known = inner_address_;
  const char* const known_to = known.at == nullptr ? known.read_to : known.at;
  if (begin < known.from || begin > known_to) {
    known = {begin, begin, nullptr, {}};
  }
  if (known.at == nullptr && known.read_to < end) {
    Tokenizer within({known.read_to, static_cast<std::size_t>(end - known.read_to)});
    Token token;
    while (url_.empty() && within.next(token)) {
      const Element inner = element_of(token.name);
      if (token.kind == TokenKind::kStartTag &&
          (inner == Element::kSource || inner == Element::kEmbed)) {
        read_address(token, "src");
        known.at = url_.empty() ? nullptr : token.source.data();
      }
    }
    known.read_to = end;
    known.url = url_;
  }
  url_ = known.at != nullptr && known.at < end ? known.url : std::string();
}

/// Reports an element that is left out, and puts a link to its address in its place if it has one.
void Sanitizer::link_instead(Element element, std::string_view content, bool drops_content) {
  tag_.attributes.read(token_);
  const std::string label(tag_.attributes.value(AttributeKey::kTitle));
  url_.clear();
  const std::string_view name = address_attribute(element);
  if (!name.empty()) {
    read_address(token_, name);
  }
  if (url_.empty() && !name.empty() && role_of(element) == Role::kTree) {
    read_inner_address(content);
  }
  if (url_.substr(0, 2) == "//") {
    url_ = std::string("https:").append(url_);
  }
  const std::string scheme = scheme_of(url_);
  const bool linked = !url_.empty() && url_.front() != '#' &&
                      (scheme.empty() || scheme == "http" || scheme == "https");
  report(linked          ? Finding::kLinkInstead
         : drops_content ? Finding::kDroppedContent
                         : Finding::kDropped,
         name_of(element));
  if (!linked) {
    return;
  }
  open_.begin_phrase(token_.source.data());
  const std::string_view text = is_blank(label) ? std::string_view(url_) : label;
  if (open_.in_link() || !may_nest(1)) {
    open_.show(text, text, false);
    return;
  }
  StartTag tag;
  tag.element = Element::kA;
  tag.is_embed = true;
  tag.url = url_;
  open_.write_link(tag, text);
}

}  // namespace broadsheet::html
