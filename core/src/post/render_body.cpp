#include "post/render_body.h"

#include <optional>
#include <string>
#include <utility>

#include "text/utf8.h"
#include "text/word_count.h"
#include "writers/excerpt.h"
#include "writers/links.h"
#include "writers/plain_text.h"
#include "writers/sections.h"

namespace broadsheet {
namespace {

Findings render_too_large(std::string_view body, std::size_t body_offset, const Parts& parts,
                          Reporter& reporter, Post& post) {
  reporter.report("output-too-large", Severity::kError, body_offset,
                  "the post's HTML grows beyond " + std::to_string(kMaxOutputFactor) +
                      " times its text; it is shown as plain text",
                  "look for a table with very many columns");
  render_plain(body, parts, post);
  return {};
}

void count(std::string_view text, Post& post) {
  const text::WordCount words = text::count_words(text);
  post.words = words.total();
  post.minutes = words.minutes();
}

}  // namespace

Findings render_body(std::string_view body, std::size_t body_offset, const BodySettings& settings,
                     const Parts& parts, Reporter& reporter, Post& post, TreeReader* reader) {
  document::Tree tree;
  if (!read_body(body, body_offset, settings, reporter, tree)) {
    if (reader != nullptr) {
      reader->read_plain(body);
    }
    return render_too_large(body, body_offset, parts, reporter, post);
  }
  // A writer for each part that is asked for; none needs another's but what is handed to it here.
  if (parts.html) {
    std::optional<std::string> html = body_html(tree, body, settings.commonmark);
    if (!html) {
      if (reader != nullptr) {
        reader->read_plain(body);
      }
      return render_too_large(body, body_offset, parts, reporter, post);
    }
    post.html = std::move(*html);
  }
  if (parts.text || parts.details) {
    writers::PlainText text = writers::write_plain_text(tree);
    post.sections = writers::write_sections(tree, text);
    if (parts.details) {
      post.excerpt = writers::write_excerpt(text);
      count(text.text, post);
    }
    post.text = std::move(text.text);
  }
  if (parts.details) {
    writers::list_links(tree, post.links, post.images);
  }
  if (reader != nullptr) {
    reader->read(tree, post, reporter);
  }
  Findings findings;
  findings.starts_with_heading = tree.nodes.size() > 1 &&
                                 tree.nodes[1].kind == document::Kind::kHeading &&
                                 tree.nodes[1].size > 0;
  post.toc = std::move(tree.outline);
  return findings;
}

void render_plain(std::string_view body, const Parts& parts, Post& post) {
  if (parts.html) {
    post.html = plain_html(body);
  }
  if (parts.details) {
    count(body, post);
    post.excerpt = writers::excerpt_of(utf8::prefix(body, writers::kMaxExcerptCharacters * 8));
  }
  if (parts.text || parts.details) {
    post.text = body;
    post.sections = {{{}, 0, static_cast<std::uint32_t>(body.size())}};
  }
}

}  // namespace broadsheet
