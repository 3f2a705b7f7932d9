#include "markdown/raw_html_sink.h"

#include <algorithm>
#include <utility>

#include "html/escape.h"
#include "text/fold.h"
#include "text/utf8.h"

namespace broadsheet::markdown {
namespace {

constexpr std::size_t kNone = std::string_view::npos;

/// Where the paragraph around `at` ends at the latest: at the next blank line, quote marks aside.
std::size_t paragraph_end(std::string_view body, std::size_t at) {
  while ((at = body.find('\n', at)) != kNone) {
    const std::size_t next = body.find_first_not_of(" \t\r>", at + 1);
    if (next == kNone || body[next] == '\n') {
      return at;
    }
    at = next;
  }
  return body.size();
}

/// A fragment with its percent-encoded bytes decoded.
std::string decoded_fragment(std::string_view fragment) {
  const auto digit = [](char c) {
    return c >= '0' && c <= '9'                     ? c - '0'
           : (c | 0x20) >= 'a' && (c | 0x20) <= 'f' ? (c | 0x20) - 'a' + 10
                                                    : -1;
  };
  std::string id;
  for (std::size_t at = 0; at < fragment.size(); ++at) {
    if (fragment[at] == '%' && at + 2 < fragment.size() && digit(fragment[at + 1]) >= 0 &&
        digit(fragment[at + 2]) >= 0) {
      id += static_cast<char>(digit(fragment[at + 1]) * 16 + digit(fragment[at + 2]));
      at += 2;
    } else {
      id += fragment[at];
    }
  }
  return id;
}

}  // namespace

RawHtmlSink::RawHtmlSink(const Place& place, RawHtml policy, const html::Addresses& addresses,
                         bool has_outline, const RawHtmlTargets& targets)
    : body_(place.text()),
      place_(place),
      policy_(policy),
      has_outline_(has_outline),
      targets_(targets),
      end_tags_(place.text()),
      sanitizer_(targets.html.output(), targets.html.fragments(), *this, addresses) {}

void RawHtmlSink::add(std::string_view piece, std::size_t offset) {
  pieces_.push_back({raw_.size(), offset});
  raw_ += piece;
}

std::size_t RawHtmlSink::offset_of(const char* at) const {
  const auto in_raw = static_cast<std::size_t>(at - raw_.data());
  const auto behind =
      std::upper_bound(pieces_.begin(), pieces_.end(), in_raw,
                       [](std::size_t wanted, const Piece& piece) { return wanted < piece.at; });
  if (behind == pieces_.begin()) {
    return 0;
  }
  const Piece& piece = *(behind - 1);
  return std::min(piece.offset + in_raw - piece.at, body_.size());
}

void RawHtmlSink::end_inline() {
  if (policy_ == RawHtml::kSanitize) {
    sanitizer_.inlined(raw_);
  } else {
    show_as_text(false);
  }
  raw_.clear();
  pieces_.clear();
}

void RawHtmlSink::end_block() {
  if (policy_ == RawHtml::kSanitize) {
    sanitizer_.block(raw_);
  } else {
    show_as_text(true);
  }
  raw_.clear();
  pieces_.clear();
}

std::string RawHtmlSink::take_label() {
  // In the text of a label CommonMark's reference implementation leaves tags as they are.
  std::string label = policy_ == RawHtml::kPass ? raw_ : html::text_of(raw_);
  raw_.clear();
  pieces_.clear();
  return label;
}

/// Or copies it through.
void RawHtmlSink::show_as_text(bool block) {
  text::Buffer& out = targets_.html.output();
  const bool pass = policy_ == RawHtml::kPass;
  if (pass) {
    out += raw_;
  }
  html::Tokenizer tokenizer(raw_);
  html::Token token;
  std::string shown;
  while (tokenizer.next(token)) {
    if (token.source.substr(0, 4) == "<!--") {
      on_comment(token.source);
      continue;
    }
    shown += token.source;
    if (token.kind != html::TokenKind::kText && !pass) {
      report_shown();
    }
    if (token.kind != html::TokenKind::kText &&
        html::element_of(token.name) == html::Element::kBr) {
      targets_.text.hard_break();
    }
  }
  const std::string_view visible = block ? text::trim(shown) : std::string_view(shown);
  if (!pass && !visible.empty()) {
    out += block ? "<p>" : "";
    html::append_escaped(out, visible);
    out += block ? "</p>\n" : "";
  }
  if (block) {
    const std::string text = html::text_of(shown);
    targets_.text.append(text::trim(text));
  }
}

void RawHtmlSink::report_shown() {
  if (!std::exchange(shown_reported_, true)) {
    targets_.reporter.report(
        "raw-html", Severity::kInfo, place_.source_offset(pieces_.front().offset),
        "the post holds raw HTML, which is shown as text", "write it as Markdown");
  }
}

// --- Markdown around it ---------------------------------------------------------------------

bool RawHtmlSink::enter_block(MD_BLOCKTYPE type) {
  switch (type) {
    case MD_BLOCK_DOC:
    case MD_BLOCK_LI:
    case MD_BLOCK_TH:
    case MD_BLOCK_TD:
      return sanitizer_.enter(html::Frame::kFlow);
    case MD_BLOCK_QUOTE:
      sanitizer_.before_block();
      return sanitizer_.enter(html::Frame::kFlow);
    case MD_BLOCK_P:
    case MD_BLOCK_H:
    case MD_BLOCK_CODE:
      sanitizer_.before_block();
      return sanitizer_.enter(html::Frame::kPhrasing);
    case MD_BLOCK_UL:
    case MD_BLOCK_OL:
    case MD_BLOCK_TABLE:
    case MD_BLOCK_HR:
      sanitizer_.before_block();
      return true;
    case MD_BLOCK_THEAD:
    case MD_BLOCK_TBODY:
    case MD_BLOCK_TR:
    case MD_BLOCK_HTML:
      return true;
  }
  return true;
}

bool RawHtmlSink::leave_block(MD_BLOCKTYPE type) {
  switch (type) {
    case MD_BLOCK_DOC:
    case MD_BLOCK_LI:
    case MD_BLOCK_TH:
    case MD_BLOCK_TD:
    case MD_BLOCK_QUOTE:
    case MD_BLOCK_P:
    case MD_BLOCK_H:
    case MD_BLOCK_CODE:
      return sanitizer_.leave();
    default:
      return true;
  }
}

bool RawHtmlSink::enter_span(MD_SPANTYPE type) {
  return sanitizer_.enter(type == MD_SPAN_A ? html::Frame::kLink : html::Frame::kPhrasing);
}

bool RawHtmlSink::leave_span() {
  return sanitizer_.leave();
}

// --- What the sanitizer tells ---------------------------------------------------------------

void RawHtmlSink::on_text(std::string_view text, bool preformatted) {
  TextBuilder& out = targets_.text;
  if (preformatted) {
    out.append(text);
    return;
  }
  while (!text.empty()) {
    std::size_t blanks = 0;
    bool line_feed = false;
    while (blanks < text.size() && html::is_html_blank(text[blanks])) {
      line_feed = line_feed || text[blanks] == '\n';
      ++blanks;
    }
    if (line_feed) {
      out.soft_break();
    } else if (blanks > 0) {
      out.blank();
    }
    text.remove_prefix(blanks);
    std::size_t word = 0;
    while (word < text.size() && !html::is_html_blank(text[word])) {
      ++word;
    }
    out.append(text.substr(0, word));
    text.remove_prefix(word);
  }
}

void RawHtmlSink::on_break(html::Break kind) {
  switch (kind) {
    case html::Break::kLine:
      targets_.text.hard_break();
      break;
    case html::Break::kBlock:
      targets_.text.block_break();
      break;
    case html::Break::kCell:
      targets_.text.cell_break();
      break;
  }
}

void RawHtmlSink::on_link(std::string_view url) {
  link_url_ = url;
  link_alt_.clear();
  link_mark_ = targets_.text.mark();
}

void RawHtmlSink::on_link_end() {
  std::vector<Link>& links = targets_.post.links;
  if (links.size() < kMaxListed) {
    const std::string_view text = text::trim(targets_.text.since(link_mark_));
    links.push_back({std::move(link_url_), text.empty() ? link_alt_ : std::string(text),
                     targets_.outline.section()});
  }
}

void RawHtmlSink::on_image(std::string_view url, std::string_view alt, std::string_view title) {
  link_alt_ += alt;
  std::vector<Image>& images = targets_.post.images;
  if (images.size() < kMaxListed) {
    images.push_back(
        {std::string(url), std::string(alt), std::string(title), targets_.outline.section()});
  }
}

void RawHtmlSink::on_comment(std::string_view source) {
  if (is_divider(source)) {
    targets_.summary.divider(targets_.text.all());
  }
}

void RawHtmlSink::on_heading() {
  heading_mark_ = targets_.text.mark();
}

void RawHtmlSink::on_heading_end(std::uint32_t level, std::string_view id, std::size_t at) {
  const std::string_view text = targets_.text.since(heading_mark_);
  if (!has_outline_ || text::trim(text).empty() || !targets_.outline.has_room()) {
    return;
  }
  if (id.empty()) {
    targets_.html.set_id(targets_.outline.add(level, text, heading_mark_), at);
  } else {
    targets_.outline.add_with_id(id, level, text, heading_mark_);
  }
}

void RawHtmlSink::on_finding(html::Finding finding, std::string_view detail, const char* at) {
  // In the order of Finding.
  constexpr struct {
    std::string_view code;
    Severity severity;
    std::string_view before;
    std::string_view behind;
    std::string_view hint;
  } kWords[] = {
      {"html-left-out", Severity::kInfo, "the tag <", "> is left out; what it holds is shown", ""},
      {"html-left-out", Severity::kWarning, "<", "> is left out, with what it holds", ""},
      {"html-left-out", Severity::kWarning, "<",
       "> is left out; a link to its address stands in its place", ""},
      {"html-attribute", Severity::kInfo, "the attribute `", "` is left out", ""},
      {"link-scheme", Severity::kWarning, "the link to `",
       "` is not clickable: its scheme is not http, https, mailto or tel",
       "check the address for a typing error"},
      {"image-scheme", Severity::kWarning, "the image `",
       "` is not shown: its scheme is not http or https", "check the address for a typing error"},
      {"html-too-deep", Severity::kWarning, "HTML is nested too deep; tags within are left out", "",
       "close elements before others begin"},
      {"html-comment", Severity::kWarning, "the comment is not closed and hides what follows", "",
       "end it with `-->`"},
  };
  const auto& words = kWords[static_cast<std::size_t>(finding)];
  std::string message(words.before);
  message.append(utf8::prefix(detail, 100)).append(words.behind);
  targets_.reporter.report(words.code, words.severity, place_.source_offset(offset_of(at)),
                           std::move(message), std::string(words.hint));
}

bool RawHtmlSink::claim_id(std::string_view id) {
  if (author_ids_ >= kMaxListed ||
      !targets_.outline.claim(std::string(html::kAuthorIdPrefix).append(id))) {
    return false;
  }
  ++author_ids_;
  return true;
}

std::string_view RawHtmlSink::up_to_end_tag(html::Element element, const char* at) {
  const std::size_t offset = offset_of(at);
  if (offset >= paragraph_end_) {
    paragraph_end_ = paragraph_end(body_, offset);
  }
  const std::size_t end = end_tags_.next(element, offset);
  return end < paragraph_end_ ? body_.substr(offset, end - offset) : std::string_view();
}

bool RawHtmlSink::ends_later(html::Element element) {
  const std::size_t offset = pieces_.empty() ? 0 : offset_of(raw_.data() + raw_.size());
  return end_tags_.next(element, offset) != kNone;
}

bool RawHtmlSink::is_author_id(std::string_view fragment) const {
  const std::string id = decoded_fragment(fragment);
  return !targets_.outline.has(id) &&
         targets_.outline.has(std::string(html::kAuthorIdPrefix).append(id));
}

void RawHtmlSink::finish() {
  sanitizer_.finish();
  if (author_ids_ == 0) {
    return;
  }
  const auto decide = [&](std::string_view fragment) { return is_author_id(fragment); };
  targets_.html.fragments().apply(targets_.html.output(), decide);
  for (Link& link : targets_.post.links) {
    if (link.url.substr(0, 1) == "#" && decide(std::string_view(link.url).substr(1))) {
      link.url.insert(1, html::kAuthorIdPrefix);
    }
  }
}

}  // namespace broadsheet::markdown
