#include "post/body.h"

#include <algorithm>

#include "html/escape.h"
#include "markdown/parse.h"
#include "passes/passes.h"
#include "text/utf8.h"
#include "writers/page_html.h"

namespace broadsheet {

ReadableSource::ReadableSource(std::string_view source)
    : text_(source), invalid_(utf8::find_invalid(source)), given_size_(source.size()) {
  if (invalid_ != std::string_view::npos) {
    repaired_ = utf8::repair(text_);
    text_ = repaired_;
  }
  if (text_.find('\0') != std::string_view::npos) {
    // As CommonMark has it; md4c does so in some places only.
    repaired_ = utf8::without_nulls(text_);
    text_ = repaired_;
  }
}

void apply(const ArticleOptions& options, BodySettings& settings) {
  if (options.emphasis != Emphasis::kByProfile) {
    settings.emphasis = options.emphasis;
  }
  if (options.headings != Headings::kByProfile) {
    settings.shift_headings = options.headings == Headings::kShift;
  }
  settings.dialect = options.dialect;
  settings.lang = options.lang;
}

std::size_t output_limit(std::string_view body) {
  return std::max(kMinOutputLimit, body.size() * kMaxOutputFactor);
}

bool read_body(std::string_view body, std::size_t body_offset, const BodySettings& settings,
               Reporter& reporter, document::Tree& tree) {
  if (markdown::parse(
          body, body_offset,
          {settings.commonmark, settings.emphasis, settings.dialect, output_limit(body),
           settings.shortcodes, (settings.syntax & syntax::kWiki) != 0, settings.separate},
          tree) == markdown::ParseResult::kTooLarge) {
    return false;
  }
  passes::Policy policy;
  policy.commonmark = settings.commonmark;
  policy.raw_html = settings.raw_html;
  policy.shift_headings = settings.shift_headings;
  policy.dialect = settings.dialect;
  policy.addresses = settings.addresses;
  policy.lang = settings.lang;
  policy.body = body;
  policy.syntax = settings.syntax;
  policy.read_syntax = settings.read_syntax;
  passes::decide({tree, policy, reporter});
  return true;
}

std::optional<std::string> body_html(const document::Tree& tree, std::string_view body,
                                     bool commonmark, std::size_t more) {
  return writers::write_page_html(
      tree, commonmark ? writers::HtmlStyle::kCommonMark : writers::HtmlStyle::kArticle,
      output_limit(body) + more);
}

std::string plain_html(std::string_view body) {
  std::string html = "<pre>";
  html::append_escaped(html, body);
  html += "</pre>\n";
  return html;
}

}  // namespace broadsheet
