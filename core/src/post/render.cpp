// The way of a post: source -> front matter -> body -> what the file name adds.
#include "broadsheet/render.h"

#include <string>
#include <utility>

#include "diagnostics/reporter.h"
#include "front_matter/file_name.h"
#include "front_matter/front_matter.h"
#include "front_matter/issue_number.h"
#include "markdown/container_lines.h"
#include "passes/syntax.h"
#include "post/render_body.h"
#include "post/tree_reader.h"
#include "text/fold.h"
#include "text/utf8.h"

namespace broadsheet {
namespace {

/// What the profile has where the options of the article say nothing.
BodySettings settings_of(const RenderOptions& options) {
  BodySettings settings;
  settings.commonmark = options.profile == Profile::kCommonMark;
  settings.raw_html = options.html != RawHtml::kByProfile ? options.html
                      : settings.commonmark               ? RawHtml::kPass
                                                          : RawHtml::kSanitize;
  settings.emphasis = settings.commonmark ? Emphasis::kCommonMark : Emphasis::kLenient;
  settings.shift_headings = !settings.commonmark;
  if (options.syntax != 0 && !settings.commonmark) {
    settings.syntax = options.syntax;
    settings.read_syntax = passes::read_syntax;
    if ((options.syntax & syntax::kContainers) != 0) {
      settings.separate = markdown::separate_containers;
    }
  }
  return settings;
}

/// What the author says in the front matter of how the body is to be read; other values of these
/// keys are the author's own.
ArticleOptions article_options(const PostData& data, const RenderOptions& given) {
  ArticleOptions options;
  options.emphasis = given.emphasis;
  options.headings = given.headings;
  options.dialect = given.dialect;
  options.lang = data.lang ? *data.lang : utf8::valid(given.lang);
  const auto is = [](const std::string& value, std::string_view name) {
    return value.size() == name.size() + 2 && value.compare(1, name.size(), name) == 0;
  };
  for (const auto& [key, value] : data.extra) {
    const std::string name = text::fold(key);
    if (name == "emphasis") {
      options.emphasis = is(value, "commonmark") ? Emphasis::kCommonMark
                         : is(value, "cjk")      ? Emphasis::kCjk
                         : is(value, "lenient")  ? Emphasis::kLenient
                                                 : options.emphasis;
    } else if (name == "headings") {
      options.headings = is(value, "shift")  ? Headings::kShift
                         : is(value, "keep") ? Headings::kKeep
                                             : options.headings;
    }
  }
  return options;
}

/// Whether render_article() makes what these options make of a post with details.
bool is_newsletter(const RenderOptions& options) {
  return options.profile == Profile::kNewsletter && options.syntax == 0 && options.base.empty() &&
         options.page_links.empty() && options.front_matter != Switch::kOff &&
         (options.html == RawHtml::kByProfile || options.html == RawHtml::kSanitize);
}

/// Jekyll's `render_with_liquid: false`: braces are text.
bool means_liquid(const PostData& data) {
  for (const auto& [key, json] : data.extra) {
    if (key == "render_with_liquid" && json == "false") {
      return false;
    }
  }
  return true;
}

/// Fills title, date, slug and number where the front matter has none. An article that starts with
/// its headline is titled by it.
void complete(PostData& data, std::string_view file, bool has_front_matter,
              bool starts_with_heading, const Post& post) {
  front_matter::FileName name = front_matter::read_file_name(file);
  if (!data.title && starts_with_heading && !post.toc.empty() && !post.toc.front().text.empty()) {
    data.title = post.toc.front().text;
  }
  if (!data.title && !name.title.empty()) {
    data.title = name.title;
  }
  if (!data.date) {
    data.date = std::move(name.date);
  }
  if (!data.date && !has_front_matter) {
    data.date = std::move(name.date_at_end);
  }
  if (!data.slug) {
    data.slug = std::move(name.slug);
  }
  if (!data.issue && data.title) {
    data.issue = front_matter::find_issue_number(*data.title);
  }
  if (!data.issue && !name.title.empty()) {
    data.issue = front_matter::find_issue_number(name.title);
  }
}

}  // namespace

Post BROADSHEET_ABI_NAMESPACE::render_post(std::string_view source, const RenderOptions& options) {
  return render_post(source, options, nullptr);
}

Post render_post(std::string_view source, const RenderOptions& options, TreeReader* reader) {
  const ReadableSource readable(source);
  document::Tree tree;
  return render_post(readable, options, tree, reader);
}

Post render_post(const ReadableSource& readable, const RenderOptions& options, document::Tree& tree,
                 TreeReader* reader) {
  const std::string file = utf8::valid(options.file);
  const std::string base = utf8::valid(options.base);
  const std::string page_links = utf8::valid(options.page_links);
  Post post;
  const std::string_view source = readable.text();
  Reporter reporter(source);
  if (readable.invalid() != std::string_view::npos) {
    reporter.report("invalid-utf8", Severity::kError, readable.invalid(),
                    "the file is not valid UTF-8 from here on; what cannot be read is shown as "
                    "U+FFFD",
                    "save the file as UTF-8");
  }

  BodySettings settings = settings_of(options);
  settings.addresses = {base, page_links};
  const bool want_front_matter = options.front_matter == Switch::kByProfile
                                     ? !settings.commonmark
                                     : options.front_matter == Switch::kOn;
  std::string_view body = source;
  if (want_front_matter) {
    body = front_matter::read(source, settings.raw_html == RawHtml::kPass, reporter, post.data);
    settings.shortcodes = means_liquid(post.data);
  }
  const ArticleOptions article = article_options(post.data, options);
  apply(article, settings);
  Findings findings;
  if (readable.given_size() > kMaxPostBytes) {
    reporter.report("post-too-large", Severity::kError, 0,
                    "the post has " + std::to_string(readable.given_size()) + " bytes, more than " +
                        std::to_string(kMaxPostBytes) + "; it is shown as plain text",
                    "divide it into several posts");
    render_plain(body, options.parts, post);
    if (reader != nullptr) {
      reader->read_plain(body);
    }
  } else {
    const auto body_offset = static_cast<std::size_t>(body.data() - source.data());
    findings =
        render_body(body, body_offset, settings, options.parts, reporter, post, tree, reader);
    if (is_newsletter(options) && settings.shortcodes && !readable.repaired()) {
      post.article = {body_offset, article};
    }
  }
  if (!settings.commonmark && options.parts.details) {
    constexpr std::size_t kByteOrderMark = 3;
    const bool has_front_matter = source.size() - body.size() > kByteOrderMark;
    complete(post.data, file, has_front_matter, findings.starts_with_heading, post);
  }
  if (post.data.description) {
    post.excerpt = *post.data.description;
  }
  post.diagnostics = reporter.take();
  return post;
}

}  // namespace broadsheet
