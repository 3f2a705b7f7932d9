// Raw HTML that stands alone.
#include <string>
#include <string_view>
#include <vector>

#include "html/character_references.h"
#include "html/escape.h"
#include "html/sanitizer.h"

namespace broadsheet::html {
namespace {

/// Writes what it hears as HTML.
class Writer final : public SanitizerHost {
 public:
  void on_start(const StartTag& tag) override {
    append_start_tag(out, tag);
    open_.push_back(tag);
  }
  void on_end() override {
    const StartTag tag = open_.back();
    open_.pop_back();
    append_end_tag(out, tag.element, tag.as_div, tag.implied);
  }
  void on_void(const StartTag& tag) override { append_start_tag(out, tag); }
  void on_text(std::string_view /*text*/, std::string_view shown, bool /*preformatted*/) override {
    append_escaped(out, shown);
  }
  void on_blank(std::string_view blank) override { append_escaped(out, blank); }
  void trim_shown() override {
    while (out.back() == '\n' || out.back() == ' ') {
      out.pop_back();
    }
  }
  void on_line_break(bool shown) override { out += shown ? "<br>" : ""; }
  void on_separator() override { out += '\n'; }
  void on_comment(std::string_view /*source*/) override {}
  void on_finding(Finding /*finding*/, std::string_view /*detail*/, const char* /*at*/) override {}
  std::string_view up_to_end_tag(Element /*element*/, const char* /*at*/) override { return {}; }
  bool ends_later(Element /*element*/) override { return false; }

  text::Buffer out;

 private:
  std::vector<StartTag> open_;  ///< of which the texts are gone
};

}  // namespace

std::string sanitize(std::string_view html) {
  Writer writer;
  Sanitizer sanitizer(writer, {});
  sanitizer.enter(ContentModel::kFlow);
  sanitizer.block(html);
  sanitizer.finish();
  return writer.out.take();
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
