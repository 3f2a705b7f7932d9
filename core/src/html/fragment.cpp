// Raw HTML that stands alone.
#include <string>
#include <string_view>

#include "html/character_references.h"
#include "html/sanitizer.h"

namespace broadsheet::html {
namespace {

class NoHost final : public SanitizerHost {
 public:
  void on_text(std::string_view /*text*/, bool /*preformatted*/) override {}
  void on_break(Break /*kind*/) override {}
  void on_link(std::string_view /*url*/) override {}
  void on_link_end() override {}
  void on_image(std::string_view /*url*/, std::string_view /*alt*/,
                std::string_view /*title*/) override {}
  void on_comment(std::string_view /*source*/) override {}
  void on_heading() override {}
  void on_heading_end(std::uint32_t /*level*/, std::string_view /*id*/,
                      std::size_t /*at*/) override {}
  void on_finding(Finding /*finding*/, std::string_view /*detail*/, const char* /*at*/) override {}
  bool claim_id(std::string_view /*id*/) override { return true; }
  std::string_view up_to_end_tag(Element /*element*/, const char* /*at*/) override { return {}; }
  bool ends_later(Element /*element*/) override { return false; }
};

}  // namespace

std::string sanitize(std::string_view html) {
  text::Buffer out;
  FragmentLinks fragments;
  NoHost host;
  Sanitizer sanitizer(out, fragments, host, {});
  sanitizer.enter(Frame::kFlow);
  sanitizer.block(html);
  sanitizer.finish();
  return out.take();
}

std::string text_of(std::string_view html) {
  std::string text;
  Tokenizer tokenizer(html);
  Token token;
  while (tokenizer.next(token)) {
    const bool tag = token.kind == TokenKind::kStartTag || token.kind == TokenKind::kEndTag;
    if (token.kind == TokenKind::kText) {
      append_decoded(text, token.source, ReferenceContext::kText);
    } else if (token.kind == TokenKind::kOpenTag ||
               (tag && element_of(token.name) == Element::kUnknown)) {
      text += token.source;
    }
  }
  return text;
}

}  // namespace broadsheet::html
