#include "markdown/document.h"

#include <md4c.h>

#include <algorithm>
#include <cstdint>
#include <new>
#include <stdexcept>
#include <string>
#include <utility>

#include "html/escape.h"
#include "html/url.h"
#include "markdown/attribute.h"
#include "markdown/events.h"
#include "markdown/html_writer.h"
#include "markdown/outline.h"
#include "markdown/raw_html_sink.h"
#include "markdown/summary.h"
#include "markdown/text_builder.h"
#include "text/fold.h"
#include "text/script.h"
#include "text/utf8.h"
#include "text/word_count.h"

namespace broadsheet::markdown {
namespace {

/// What the callbacks return to make md4c stop.
constexpr int kStopTooLarge = 1;
constexpr int kStopNoMemory = 2;
constexpr int kStopDefect = 3;

/// Whether a paragraph is one bold span and nothing else.
enum class BoldOnly : std::uint8_t { kNo, kUntouched, kInside, kBehind };

class Document {
 public:
  Document(std::string_view body, std::size_t body_offset, const Settings& settings,
           Reporter& reporter, Post& post)
      : body_(body),
        body_offset_(body_offset),
        settings_(settings),
        reporter_(reporter),
        post_(post),
        html_(settings.commonmark ? HtmlStyle::kCommonMark : HtmlStyle::kArticle),
        raw_(body, body_offset, settings.raw_html, settings.base, !settings.commonmark,
             {html_, text_, outline_, summary_, reporter, post}),
        output_limit_(std::max(kMinOutputLimit, body.size() * kMaxOutputFactor)),
        want_html_(settings.parts.html),
        want_text_(settings.parts.text || settings.parts.details || !settings.commonmark),
        has_double_asterisk_(!settings.commonmark && body.find("**") != std::string_view::npos) {
    if (want_html_) {
      html_.reserve(body.size() + body.size() / 2);
    }
    if (want_text_) {
      text_.reserve(body.size());
    }
  }

  /// Returns md4c's result.
  int parse();
  Findings finish();

  int enter_block(MD_BLOCKTYPE type, void* detail);
  int leave_block(MD_BLOCKTYPE type);
  int enter_span(MD_SPANTYPE type, void* detail);
  int leave_span(MD_SPANTYPE type);
  int text(MD_TEXTTYPE type, std::string_view text);

 private:
  void enter_link(const MD_SPAN_A_DETAIL& detail);
  void leave_link();
  void enter_image(const MD_SPAN_IMG_DETAIL& detail);
  void leave_image();
  void leave_paragraph();
  void leave_heading();
  bool may_add_heading(std::string_view text);
  void plain(std::string_view text);
  void report_literal_emphasis(std::string_view text);
  void end_raw_inline();
  void name_section(std::string_view id);
  [[nodiscard]] std::size_t offset_of(const char* at) const;
  [[nodiscard]] int within_limit() const {
    return html_.size() > output_limit_ ? kStopTooLarge : 0;
  }

  std::string_view body_;
  std::size_t body_offset_;
  const Settings& settings_;
  Reporter& reporter_;
  Post& post_;

  HtmlWriter html_;
  TextBuilder text_;
  Outline outline_;
  Summary summary_;
  RawHtmlSink raw_;
  std::size_t output_limit_;
  bool want_html_;
  bool want_text_;

  bool has_double_asterisk_;
  bool any_block_ = false;
  bool heading_is_first_ = false;
  bool starts_with_heading_ = false;
  bool in_raw_block_ = false;
  bool in_brackets_ = false;   ///< the open link is none: `<SOFA:Channel/>` is a name
  bool link_in_link_ = false;  ///< the open link stands in one of raw HTML
  bool outline_reported_ = false;
  BoldOnly bold_only_ = BoldOnly::kNo;
  std::uint32_t bold_depth_ = 0;
  std::uint32_t containers_ = 0;
  std::uint32_t heading_level_ = 0;  ///< 0 outside headings
  std::uint32_t link_depth_ = 0;     ///< of nested links the outermost counts
  std::uint32_t image_depth_ = 0;    ///< labels may hold images, of which only the text counts

  std::size_t last_offset_ = 0;  ///< in the body, of the last text that md4c pointed to
  std::size_t block_mark_ = 0;   ///< where the text of the open paragraph or heading begins
  // How many there were before the open paragraph or heading.
  std::size_t links_before_ = 0;
  std::size_t images_before_ = 0;

  // The open link.
  std::size_t link_mark_ = 0;
  std::string link_url_;
  std::string link_title_;
  std::string link_alt_;  ///< labels of images within, for links that hold nothing else
  LinkTarget link_;

  // The open image.
  std::string image_url_;
  std::string image_title_;
  std::string image_alt_;
  ImageSource image_;

  std::string buffer_;
};

std::size_t Document::offset_of(const char* at) const {
  // Some of md4c's texts are copies; then the place of the last one that is not must do.
  const bool inside = at >= body_.data() && at < body_.data() + body_.size();
  return body_offset_ + (inside ? static_cast<std::size_t>(at - body_.data()) : last_offset_);
}

int Document::enter_block(MD_BLOCKTYPE type, void* detail) {
  end_raw_inline();
  raw_.enter_block(type);
  std::string_view language;
  bool starts_content = true;
  switch (type) {
    case MD_BLOCK_QUOTE:
    case MD_BLOCK_UL:
    case MD_BLOCK_OL:
    case MD_BLOCK_TABLE:
      ++containers_;
      break;
    case MD_BLOCK_DOC:
      starts_content = false;
      break;
    case MD_BLOCK_H:
      heading_level_ = static_cast<const MD_BLOCK_H_DETAIL*>(detail)->level;
      heading_is_first_ = !any_block_;
      break;
    case MD_BLOCK_P:
      bold_only_ = containers_ == 0 ? BoldOnly::kUntouched : BoldOnly::kNo;
      break;
    case MD_BLOCK_CODE:
      language = decode(static_cast<const MD_BLOCK_CODE_DETAIL*>(detail)->lang, buffer_);
      break;
    case MD_BLOCK_HTML:
      in_raw_block_ = true;
      break;
    default:
      break;
  }
  any_block_ = any_block_ || starts_content;
  if (want_html_) {
    html_.enter_block(type, detail, language);
  }
  if (want_text_) {
    if (type == MD_BLOCK_TH || type == MD_BLOCK_TD) {
      text_.cell_break();
    } else {
      text_.block_break();
    }
    if (type == MD_BLOCK_H || type == MD_BLOCK_P) {
      block_mark_ = text_.mark();
    }
  }
  links_before_ = post_.links.size();
  images_before_ = post_.images.size();
  return within_limit();
}

int Document::leave_block(MD_BLOCKTYPE type) {
  if (type == MD_BLOCK_HTML) {
    in_raw_block_ = false;
    raw_.end_block();
  } else {
    end_raw_inline();
    raw_.leave_block(type);
  }
  switch (type) {
    case MD_BLOCK_QUOTE:
    case MD_BLOCK_UL:
    case MD_BLOCK_OL:
    case MD_BLOCK_TABLE:
      --containers_;
      break;
    case MD_BLOCK_H:
      leave_heading();
      break;
    case MD_BLOCK_P:
      leave_paragraph();
      break;
    default:
      break;
  }
  if (want_html_) {
    html_.leave_block(type);
  }
  if (type != MD_BLOCK_TH && type != MD_BLOCK_TD) {
    text_.block_break();
  }
  return within_limit();
}

bool Document::may_add_heading(std::string_view text) {
  if (settings_.commonmark || text::trim(text).empty()) {
    return false;
  }
  if (!outline_.has_room() && !outline_reported_) {
    outline_reported_ = true;
    reporter_.report("too-many-headings", Severity::kWarning, body_offset_ + last_offset_,
                     "the post has more than " + std::to_string(kMaxHeadings) +
                         " headings; from here on they cannot be linked to",
                     "divide it into several posts");
  }
  return outline_.has_room();
}

/// Links and images of a heading stand in the section that it opens.
void Document::name_section(std::string_view id) {
  for (std::size_t i = links_before_; i < post_.links.size(); ++i) {
    post_.links[i].section = id;
  }
  for (std::size_t i = images_before_; i < post_.images.size(); ++i) {
    post_.images[i].section = id;
  }
}

void Document::leave_heading() {
  if (may_add_heading(text_.since(block_mark_))) {
    const std::string_view id = outline_.add(heading_level_, text_.since(block_mark_), block_mark_);
    if (want_html_) {
      html_.set_id(id);
    }
    name_section(id);
    starts_with_heading_ = starts_with_heading_ || heading_is_first_;
  }
  heading_level_ = 0;
}

void Document::leave_paragraph() {
  // A bold paragraph this long, or one that is a sentence, is emphasis and not a heading.
  constexpr std::size_t kMaxPseudoHeadingBytes = 200;
  const bool bold_only = bold_only_ == BoldOnly::kBehind;
  bold_only_ = BoldOnly::kNo;
  if (!want_text_) {
    return;
  }
  const std::string_view text = text_.since(block_mark_);
  if (bold_only && text.size() <= kMaxPseudoHeadingBytes && !text::ends_sentence(text) &&
      may_add_heading(text)) {
    const std::string_view id = outline_.add_pseudo(text, block_mark_);
    if (want_html_) {
      html_.set_id(id);
    }
    name_section(id);
  } else if (settings_.parts.details && !text.empty()) {
    summary_.paragraph(text);
  }
}

int Document::enter_span(MD_SPANTYPE type, void* detail) {
  end_raw_inline();
  if (type == MD_SPAN_IMG) {
    bold_only_ = BoldOnly::kNo;
    enter_image(*static_cast<const MD_SPAN_IMG_DETAIL*>(detail));
    return 0;
  }
  if (image_depth_ > 0) {
    return 0;
  }
  link_in_link_ = type == MD_SPAN_A && link_depth_ == 0 ? raw_.in_link() : link_in_link_;
  if (!raw_.enter_span(type)) {
    return 0;
  }
  if (type == MD_SPAN_STRONG && bold_only_ == BoldOnly::kUntouched) {
    bold_only_ = BoldOnly::kInside;
    bold_depth_ = 1;
  } else if (bold_only_ == BoldOnly::kInside) {
    ++bold_depth_;
  } else {
    bold_only_ = BoldOnly::kNo;
  }
  if (type == MD_SPAN_A) {
    enter_link(*static_cast<const MD_SPAN_A_DETAIL*>(detail));
  } else if (want_html_) {
    html_.enter_span(type);
  }
  return 0;
}

int Document::leave_span(MD_SPANTYPE type) {
  end_raw_inline();
  if (type == MD_SPAN_IMG) {
    leave_image();
    return within_limit();
  }
  if (image_depth_ > 0 || !raw_.leave_span()) {
    return 0;
  }
  if (bold_only_ == BoldOnly::kInside && --bold_depth_ == 0) {
    bold_only_ = BoldOnly::kBehind;
  }
  if (type == MD_SPAN_A) {
    leave_link();
  } else if (want_html_) {
    html_.leave_span(type);
  }
  return within_limit();
}

void Document::enter_link(const MD_SPAN_A_DETAIL& detail) {
  // md4c finds bare URLs in link labels too; a link within a link is not HTML.
  if (link_depth_++ > 0 || link_in_link_) {
    return;
  }
  link_url_ = html::resolve(decode(detail.href, buffer_), settings_.base);
  link_title_ = decode(detail.title, buffer_);
  link_ = {link_url_, link_title_,
           settings_.raw_html == RawHtml::kPass || html::may_link(link_url_)};
  in_brackets_ = !link_.clickable && detail.is_autolink != 0;
  if (!link_.clickable) {
    reporter_.report("link-scheme", in_brackets_ ? Severity::kInfo : Severity::kWarning,
                     offset_of(detail.href.text),
                     "the link to `" + std::string(utf8::prefix(link_url_, 100)) +
                         "` is not clickable: its scheme is not http, https, mailto or tel",
                     "check the address for a typing error");
  }
  link_alt_.clear();
  link_mark_ = text_.mark();
  if (want_html_) {
    html_.enter_link(link_);
  }
  if (in_brackets_) {
    plain("<");
  }
}

void Document::leave_link() {
  if (--link_depth_ > 0 || link_in_link_) {
    return;
  }
  if (in_brackets_) {
    plain(">");
    return;
  }
  if (want_html_) {
    html_.leave_link(link_);
  }
  if (settings_.parts.details && post_.links.size() < kMaxListed) {
    const std::string_view text = text::trim(text_.since(link_mark_));
    post_.links.push_back(
        {std::move(link_url_), text.empty() ? link_alt_ : std::string(text), outline_.section()});
  }
}

void Document::enter_image(const MD_SPAN_IMG_DETAIL& detail) {
  if (image_depth_++ > 0 || raw_.skipping()) {
    return;
  }
  image_alt_.clear();
  image_url_ = html::resolve(decode(detail.src, buffer_), settings_.base);
  image_title_ = decode(detail.title, buffer_);
  image_.loadable = settings_.raw_html == RawHtml::kPass || html::may_load_image(image_url_);
  if (!image_.loadable) {
    reporter_.report("image-scheme", Severity::kWarning, offset_of(detail.src.text),
                     "the image `" + std::string(utf8::prefix(image_url_, 100)) +
                         "` is not shown: its scheme is not http or https",
                     "check the address for a typing error");
  }
}

void Document::leave_image() {
  if (--image_depth_ > 0 || raw_.skipping()) {
    return;
  }
  image_.url = image_url_;
  image_.title = image_title_;
  image_.alt = image_alt_;
  if (want_html_) {
    html_.image(image_);
  }
  link_alt_ += image_alt_;
  if (settings_.parts.details && post_.images.size() < kMaxListed) {
    post_.images.push_back({image_url_, image_alt_, image_title_, outline_.section()});
  }
}

void Document::plain(std::string_view text) {
  if (image_depth_ > 0) {
    image_alt_ += text;
    return;
  }
  if (raw_.skipping()) {
    return;
  }
  if (bold_only_ != BoldOnly::kInside) {
    bold_only_ = BoldOnly::kNo;
  }
  if (want_html_) {
    html_.text(text);
  }
  if (want_text_) {
    text_.append(text);
  }
}

int Document::text(MD_TEXTTYPE type, std::string_view text) {
  if (text.data() >= body_.data() && text.data() < body_.data() + body_.size()) {
    last_offset_ = static_cast<std::size_t>(text.data() - body_.data());
  }
  if (type == MD_TEXT_HTML || in_raw_block_) {
    raw_.add(type == MD_TEXT_NULLCHAR ? "\xEF\xBF\xBD" : text, last_offset_);
    return within_limit();
  }
  end_raw_inline();
  switch (type) {
    case MD_TEXT_NORMAL:
      if (has_double_asterisk_) {
        report_literal_emphasis(text);
      }
      plain(text);
      break;
    case MD_TEXT_CODE:
    case MD_TEXT_LATEXMATH:
      plain(text);
      break;
    case MD_TEXT_NULLCHAR:
      plain("\xEF\xBF\xBD");
      break;
    case MD_TEXT_ENTITY:
      buffer_.clear();
      append_entity(buffer_, text);
      plain(buffer_);
      break;
    case MD_TEXT_BR:
    case MD_TEXT_SOFTBR:
      if (image_depth_ > 0) {
        image_alt_ += ' ';
        break;
      }
      if (raw_.skipping()) {
        break;
      }
      bold_only_ = BoldOnly::kNo;
      if (type == MD_TEXT_BR) {
        text_.hard_break();
      } else {
        text_.soft_break();
      }
      if (want_html_) {
        type == MD_TEXT_BR ? html_.hard_break() : html_.soft_break();
      }
      break;
    case MD_TEXT_HTML:
      break;
  }
  return within_limit();
}

void Document::report_literal_emphasis(std::string_view text) {
  for (std::size_t at = text.find("**"); at != std::string_view::npos; at = text.find("**", at)) {
    reporter_.report("literal-emphasis", Severity::kWarning, offset_of(text.data() + at),
                     "`**` stands here as it is: it neither opens nor closes bold text",
                     "look for its counterpart and for blanks inside of the pair; write `\\*\\*` "
                     "if asterisks are meant");
    at = std::min(text.find_first_not_of('*', at), text.size());
  }
}

/// Raw HTML between text, which md4c gives in pieces, ends where something else begins.
void Document::end_raw_inline() {
  if (!raw_.pending()) {
    return;
  }
  if (image_depth_ > 0) {
    image_alt_ += raw_.take_label();
    return;
  }
  bold_only_ = BoldOnly::kNo;
  raw_.end_inline();
}

Findings Document::finish() {
  raw_.finish();
  if (want_html_) {
    post_.html = html_.take();
  }
  post_.toc = outline_.take_headings();
  if (settings_.parts.details) {
    post_.excerpt = summary_.excerpt(text_.all());
    const text::WordCount count = text::count_words(text_.all());
    post_.words = count.total();
    post_.minutes = count.minutes();
  }
  if (settings_.parts.text || settings_.parts.details) {
    post_.sections = outline_.take_sections(text_.all().size());
    post_.text = text_.take();
  }
  return {starts_with_heading_};
}

/// Exceptions must not pass through md4c, which would leak its memory.
template <typename Action>
int guarded(Action action) noexcept {
  try {
    return action();
  } catch (const std::bad_alloc&) {
    return kStopNoMemory;
  } catch (...) {
    return kStopDefect;
  }
}

Document& document_of(void* userdata) {
  return *static_cast<Document*>(userdata);
}

int on_enter_block(MD_BLOCKTYPE type, void* detail, void* userdata) {
  return guarded([&] { return document_of(userdata).enter_block(type, detail); });
}

int on_leave_block(MD_BLOCKTYPE type, void* /*detail*/, void* userdata) {
  return guarded([&] { return document_of(userdata).leave_block(type); });
}

int on_enter_span(MD_SPANTYPE type, void* detail, void* userdata) {
  return guarded([&] { return document_of(userdata).enter_span(type, detail); });
}

int on_leave_span(MD_SPANTYPE type, void* /*detail*/, void* userdata) {
  return guarded([&] { return document_of(userdata).leave_span(type); });
}

int on_text(MD_TEXTTYPE type, const MD_CHAR* text, MD_SIZE size, void* userdata) {
  return guarded([&] { return document_of(userdata).text(type, {text, size}); });
}

int Document::parse() {
  MD_PARSER parser = {};
  parser.flags =
      settings_.commonmark ? MD_DIALECT_COMMONMARK : MD_DIALECT_GITHUB | MD_FLAG_AUTOLINKSINTEXT;
  if (settings_.emphasis != Emphasis::kCommonMark) {
    parser.flags |= MD_FLAG_CJKFRIENDLY;
  }
  if (settings_.emphasis == Emphasis::kLenient && text::is_cjk(body_)) {
    parser.flags |= MD_FLAG_LENIENTEMPHASIS;
  }
  parser.enter_block = on_enter_block;
  parser.leave_block = on_leave_block;
  parser.enter_span = on_enter_span;
  parser.leave_span = on_leave_span;
  parser.text = on_text;
  return md_parse(body_.data(), static_cast<MD_SIZE>(body_.size()), &parser, this);
}

}  // namespace

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
