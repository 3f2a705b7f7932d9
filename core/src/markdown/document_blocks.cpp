// What is done once a block or less often: compiled for size.
#include <algorithm>
#include <string>
#include <utility>

#include "markdown/alerts.h"
#include "markdown/document_events.h"
#include "text/fold.h"
#include "text/word_count.h"

namespace broadsheet::markdown {

Document::Document(std::string_view body, std::size_t body_offset, const Settings& settings,
                   Reporter& reporter, Post& post)
    : body_(body),
      body_offset_(body_offset),
      settings_(settings),
      reporter_(reporter),
      post_(post),
      prepared_(body, settings),
      place_(prepared_.text(), body_offset, prepared_.map()),
      sinks_{HtmlWriter(settings.commonmark ? HtmlStyle::kCommonMark : HtmlStyle::kArticle),
             {},
             {},
             {},
             settings.parts.html,
             settings.parts.text || settings.parts.details || !settings.commonmark},
      html_(sinks_.html),
      text_(sinks_.text),
      outline_(sinks_.outline),
      summary_(sinks_.summary),
      raw_(place_, settings.raw_html, settings.addresses, !settings.commonmark,
           {html_, text_, outline_, summary_, reporter, post}),
      links_(settings, prepared_.shortcodes(), place_, reporter, sinks_, raw_, post),
      shortcodes_(prepared_.shortcodes(), settings, body_offset, reporter, sinks_, links_),
      output_limit_(std::max(kMinOutputLimit, body.size() * kMaxOutputFactor)),
      want_html_(sinks_.want_html),
      want_text_(sinks_.want_text),
      has_double_asterisk_(!settings.commonmark && body.find("**") != std::string_view::npos) {
  if (want_html_) {
    html_.reserve(body.size() + body.size() / 2);
  }
  if (want_text_) {
    text_.reserve(body.size());
  }
  if (!prepared_.footnotes().definitions.empty()) {
    footnotes_.emplace(prepared_.footnotes().definitions, body_offset, reporter);
  }
}

const Labels& Document::labels() {
  if (labels_ == nullptr) {
    labels_ = &labels_for(post_.data.lang.value_or(""), body_);
  }
  return *labels_;
}

/// The list of definitions that stands behind the article (footnote_definitions.h) is no list of
/// the author's: its items go their own way.
bool Document::is_footnote_frame(MD_BLOCKTYPE type, bool enter, const void* detail) {
  if (type == MD_BLOCK_CODE && !in_footnotes_ && enter) {
    const MD_ATTRIBUTE& info = static_cast<const MD_BLOCK_CODE_DETAIL*>(detail)->info;
    if (place_.is_at(info.text, prepared_.footnotes().divider)) {
      in_footnotes_ = true;
      in_footnote_divider_ = true;
      return true;
    }
  }
  if (!in_footnotes_ || type == MD_BLOCK_DOC) {
    return false;
  }
  if (in_footnote_divider_) {
    in_footnote_divider_ = false;
    return true;
  }
  // 0: the lists.
  constexpr std::size_t kItems = 1;
  const std::size_t depth = enter ? footnote_depth_++ : --footnote_depth_;
  if (type == MD_BLOCK_LI && depth == kItems) {
    html_.fresh_line();
    html_.markup(kFootnoteMark);
    text_.block_break();
    return true;
  }
  return type == MD_BLOCK_OL && depth == 0;
}

bool Document::may_add_heading(std::string_view text) {
  if (settings_.commonmark || in_footnotes_ || text::trim(text).empty()) {
    return false;
  }
  if (!outline_.has_room() && !outline_reported_) {
    outline_reported_ = true;
    reporter_.report("too-many-headings", Severity::kWarning, place_.last_offset(),
                     "the post has more than " + std::to_string(kMaxHeadings) +
                         " headings; from here on they cannot be linked to",
                     "divide it into several posts");
  }
  return outline_.has_room();
}

void Document::leave_heading() {
  if (may_add_heading(text_.since(block_mark_))) {
    const std::string_view id = outline_.add(heading_level_, text_.since(block_mark_), block_mark_);
    if (want_html_) {
      html_.set_id(id);
    }
    links_.name_section(id);
    starts_with_heading_ = starts_with_heading_ || heading_is_first_;
  }
  heading_level_ = 0;
}

/// Returns whether it has written the paragraph's end.
bool Document::leave_paragraph() {
  // A bold paragraph this long, or one that is a sentence, is emphasis and not a heading.
  constexpr std::size_t kMaxPseudoHeadingBytes = 200;
  const Shape shape = std::exchange(shape_, Shape::kOther);
  if (shape == Shape::kImage && !links_.image_title().empty() && !settings_.commonmark) {
    if (want_html_) {
      html_.leave_figure(links_.image_title());
    }
    text_.append(links_.image_title());
    return true;
  }
  if (shape == Shape::kMath && want_html_) {
    html_.leave_display_math();
    return true;
  }
  if (shape == Shape::kBlock || !want_text_) {
    return shape == Shape::kBlock;
  }
  const std::string_view text = text_.since(block_mark_);
  if (shape == Shape::kBold && containers_ == 0 && text.size() <= kMaxPseudoHeadingBytes &&
      !text::ends_sentence(text) && may_add_heading(text)) {
    const std::string_view id = outline_.add_pseudo(text, block_mark_);
    if (want_html_) {
      html_.set_id(id);
    }
    links_.name_section(id);
  } else if (settings_.parts.details && !in_footnotes_ && !text.empty()) {
    summary_.paragraph(text);
  }
  return false;
}

bool Document::take_alert_marker(std::string_view text) {
  if (!may_be_alert(text)) {
    return false;
  }
  const Alert alert = alert_of(text, place_.behind(text), labels());
  if (alert.kind.empty()) {
    return false;
  }
  html_.enter_alert(quote_begin_, alert.kind, alert.title);
  in_alert_ = true;
  alert_state_ = AlertState::kTitle;
  return true;
}

bool Document::footnote_reference(std::string_view label, const char* at) {
  const std::string reference =
      footnotes_ ? footnotes_->reference(label, want_html_ && !links_.in_link()) : std::string();
  if (reference.empty()) {
    // In a post without footnotes it may be anything, a set of characters for one: [^a-z].
    if (footnotes_ || label.find_first_not_of("0123456789") == std::string_view::npos) {
      reporter_.report("footnote-undefined", Severity::kWarning, offset_of(at),
                       "the footnote [^" + std::string(label) + "] has no text",
                       "write it on a line of its own: [^" + std::string(label) + "]: text");
    }
    return false;
  }
  shape_ = Shape::kOther;
  if (want_html_) {
    html_.markup(reference);
  }
  return true;
}

/// In a cell the escape of a pipe is one in code too (GFM, "Tables").
void Document::code_in_cell(std::string_view code) {
  for (std::size_t at = code.find("\\|"); at != std::string_view::npos && !settings_.commonmark;
       at = code.find("\\|")) {
    plain(code.substr(0, at));
    plain("|");
    code.remove_prefix(at + 2);
  }
  plain(code);
}

/// Text in which placeholders may stand for shortcodes, and footnotes may be referred to.
void Document::normal(std::string_view text) {
  std::size_t begin = 0;
  for (Placeholder next = shortcodes_.find(text, 0); next.begin != std::string_view::npos;
       next = shortcodes_.find(text, begin)) {
    if (next.begin > begin) {
      footnoted(text.substr(begin, next.begin - begin));
    }
    begin = next.end;
    if (links_.in_image()) {
      links_.image_text(prepared_.shortcodes()[next.index].source);
    } else if (!raw_.skipping()) {
      const bool is_block = shortcodes_.write(next.index, shape_ == Shape::kEmpty);
      shape_ = is_block ? Shape::kBlock : Shape::kOther;
    }
  }
  if (begin < text.size()) {
    footnoted(text.substr(begin));
  }
}

/// A label that begins in `text`, goes on in raw HTML and is that of a footnote; empty for none.
std::string_view Document::label_with_html(std::string_view text, std::size_t begin) const {
  const std::string_view behind = place_.behind(text);
  if (!footnotes_ || behind.empty() || behind.front() != '<') {
    return {};
  }
  const std::string_view label{text.data() + begin, text.size() - begin + behind.size()};
  const std::size_t end = label.substr(0, kMaxFootnoteLabel + 1).find_first_of("] \t\n[");
  const bool is_known =
      end != std::string_view::npos && label[end] == ']' && footnotes_->has(label.substr(0, end));
  return is_known ? label.substr(0, end) : std::string_view{};
}

/// Takes away what belongs to the label that is being left. Returns whether that is all of `text`.
bool Document::take_from_label(std::string_view& text) {
  if (place_.is_before(text.data(), label_end_)) {
    text.remove_prefix(std::min(static_cast<std::size_t>(label_end_ - text.data()), text.size()));
  } else {
    label_end_ = nullptr;
  }
  return text.empty();
}

void Document::footnoted(std::string_view text) {
  std::size_t begin = 0;
  for (std::size_t at = text.find("[^"); at != std::string_view::npos; at = text.find("[^", at)) {
    const std::string_view rest = text.substr(at + 2, kMaxFootnoteLabel + 1);
    const std::size_t end = rest.find_first_of("] \t[");
    if (end == std::string_view::npos && !links_.in_image()) {
      const std::string_view label = label_with_html(text, at + 2);
      if (!label.empty()) {
        plain(text.substr(begin, at - begin));
        footnote_reference(label, label.data());
        label_end_ = label.data() + label.size() + 1;
        return;
      }
    }
    if (end == 0 || end == std::string_view::npos || rest[end] != ']' || links_.in_image()) {
      at += 2;
      continue;
    }
    // The text before it first, so that both are in order.
    plain(text.substr(begin, at - begin));
    begin = at;
    at += 2 + end + 1;
    if (footnote_reference(rest.substr(0, end), text.data() + begin)) {
      begin = at;
    }
  }
  if (begin < text.size()) {
    plain(text.substr(begin));
  }
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

/// The limits that our patches of md4c set; what else it logs shows in its result.
void Document::parser_says(std::string_view message) {
  too_deep_ = too_deep_ || message == "Too many nested containers.";
  too_many_brackets_ = too_many_brackets_ || message == "Too many link openers.";
}

void Document::report_limits() {
  if (too_deep_) {
    reporter_.report("nesting-too-deep", Severity::kWarning, body_offset_,
                     "quotes and lists of the post nest deeper than 100 levels; deeper marks are "
                     "shown as text",
                     "look for a line with very many `>` or `-`");
  }
  if (too_many_brackets_) {
    reporter_.report("too-many-brackets", Severity::kWarning, body_offset_,
                     "a paragraph of the post has more than 200000 opening brackets; later ones "
                     "are shown as text and open no links",
                     "divide it into several paragraphs");
  }
}

Findings Document::finish() {
  report_limits();
  raw_.finish();
  std::string html = html_.take();
  if (footnotes_) {
    footnotes_->finish(html, labels());
  }
  if (want_html_) {
    post_.html = std::move(html);
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

}  // namespace broadsheet::markdown
