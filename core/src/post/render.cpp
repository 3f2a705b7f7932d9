// The way of a post: source -> front matter -> body -> what the file name adds.
#include "broadsheet/render.h"

#include <string>
#include <utility>

#include "diagnostics/reporter.h"
#include "front_matter/file_name.h"
#include "front_matter/front_matter.h"
#include "front_matter/issue_number.h"
#include "markdown/document.h"
#include "text/fold.h"
#include "text/utf8.h"

namespace broadsheet {
namespace {

markdown::Settings settings_of(const RenderOptions& options) {
  markdown::Settings settings;
  settings.commonmark = options.profile == Profile::kCommonMark;
  settings.raw_html = options.html != RawHtml::kByProfile ? options.html
                      : settings.commonmark               ? RawHtml::kPass
                                                          : RawHtml::kSanitize;
  settings.emphasis = options.emphasis;
  if (options.emphasis == Emphasis::kByProfile) {
    settings.emphasis = settings.commonmark ? Emphasis::kCommonMark : Emphasis::kCjk;
  }
  settings.shift_headings = options.headings == Headings::kByProfile
                                ? !settings.commonmark
                                : options.headings == Headings::kShift;
  settings.parts = options.parts;
  return settings;
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

Post render_post(std::string_view source, const RenderOptions& options) {
  const std::string file = utf8::valid(options.file);
  const std::string base = utf8::valid(options.base);
  const std::string page_links = utf8::valid(options.page_links);
  Post post;
  const std::size_t given_size = source.size();
  std::string repaired;
  const std::size_t invalid = utf8::find_invalid(source);
  if (invalid != std::string_view::npos) {
    repaired = utf8::repair(source);
    source = repaired;
  }
  if (source.find('\0') != std::string_view::npos) {
    // As CommonMark has it; md4c does so in some places only.
    repaired = utf8::without_nulls(source);
    source = repaired;
  }
  Reporter reporter(source);
  if (invalid != std::string_view::npos) {
    reporter.report("invalid-utf8", Severity::kError, invalid,
                    "the file is not valid UTF-8 from here on; what cannot be read is shown as "
                    "U+FFFD",
                    "save the file as UTF-8");
  }

  markdown::Settings settings = settings_of(options);
  settings.addresses = {base, page_links};
  const bool want_front_matter = options.front_matter == Switch::kByProfile
                                     ? !settings.commonmark
                                     : options.front_matter == Switch::kOn;
  std::string_view body = source;
  if (want_front_matter) {
    body = front_matter::read(source, reporter, post.data);
  }
  markdown::Findings findings;
  if (given_size > kMaxPostBytes) {
    reporter.report("post-too-large", Severity::kError, 0,
                    "the post has " + std::to_string(given_size) + " bytes, more than " +
                        std::to_string(kMaxPostBytes) + "; it is shown as plain text",
                    "divide it into several posts");
    markdown::render_plain(body, settings, post);
  } else {
    const auto body_offset = static_cast<std::size_t>(body.data() - source.data());
    findings = markdown::render_body(body, body_offset, settings, reporter, post);
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
