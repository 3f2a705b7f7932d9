// One parse of a body, or none.
#include <new>
#include <stdexcept>
#include <string>

#include "html/escape.h"
#include "markdown/document.h"
#include "markdown/document_events.h"
#include "text/utf8.h"
#include "text/word_count.h"

namespace broadsheet::markdown {

Findings render_body(std::string_view body, std::size_t body_offset, const Settings& settings,
                     Reporter& reporter, Post& post) {
  Document document(body, body_offset, settings, reporter, post);
  const int result = document.parse();
  if (result == kStopTooLarge) {
    reporter.report("output-too-large", Severity::kError, body_offset,
                    "the post's HTML grows beyond " + std::to_string(kMaxOutputFactor) +
                        " times its text; it is shown as plain text",
                    "look for a table with very many columns");
    post.links.clear();
    post.images.clear();
    render_plain(body, settings, post);
    return {};
  }
  if (result == kStopDefect) {
    throw std::logic_error("an unexpected failure while rendering");
  }
  if (result != 0) {
    throw std::bad_alloc();  // md4c has no other failure.
  }
  return document.finish();
}

void render_plain(std::string_view body, const Settings& settings, Post& post) {
  if (settings.parts.html) {
    post.html = "<pre>";
    html::append_escaped(post.html, body);
    post.html += "</pre>\n";
  }
  if (settings.parts.details) {
    const text::WordCount count = text::count_words(body);
    post.words = count.total();
    post.minutes = count.minutes();
    post.excerpt = Summary().excerpt(utf8::prefix(body, Summary::kMaxCharacters * 8));
  }
  if (settings.parts.text || settings.parts.details) {
    post.text = body;
    post.sections = {{{}, 0, static_cast<std::uint32_t>(body.size())}};
  }
}

}  // namespace broadsheet::markdown
