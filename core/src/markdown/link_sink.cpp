#include "markdown/link_sink.h"

#include "html/url.h"
#include "markdown/attribute.h"
#include "markdown/shortcode_sink.h"
#include "text/fold.h"
#include "text/utf8.h"

namespace broadsheet::markdown {

void LinkSink::enter_link(const MD_SPAN_A_DETAIL& detail, bool in_raw_link) {
  // md4c finds bare URLs in link labels too; a link within a link is not HTML.
  if (link_depth_++ > 0) {
    return;
  }
  link_in_link_ = in_raw_link;
  if (link_in_link_) {
    return;
  }
  const bool is_known = read(detail.href, link_url_);
  if (is_known && !(settings_.addresses.base.empty() && settings_.addresses.pages.empty())) {
    link_url_ = resolved(link_url_);
  }
  read(detail.title, link_title_);
  link_ = {link_url_, link_title_,
           is_known && (settings_.raw_html == RawHtml::kPass || html::may_link(link_url_))};
  in_brackets_ = !link_.clickable && detail.is_autolink != 0;
  if (!is_known) {
    report_unknown(detail.href, link_url_);
  } else if (!link_.clickable) {
    reporter_.report("link-scheme", in_brackets_ ? Severity::kInfo : Severity::kWarning,
                     place_.offset_of(detail.href.text),
                     "the link to `" + std::string(utf8::prefix(link_url_, 100)) +
                         "` is not clickable: its scheme is not http, https, mailto or tel",
                     "check the address for a typing error");
  }
  link_alt_.clear();
  link_mark_ = sinks_.text.mark();
  if (sinks_.want_html) {
    sinks_.html.enter_link(link_);
  }
  if (in_brackets_) {
    sinks_.plain("<");
  }
}

void LinkSink::leave_link() {
  if (--link_depth_ > 0 || link_in_link_) {
    return;
  }
  if (in_brackets_) {
    sinks_.plain(">");
    return;
  }
  if (sinks_.want_html) {
    sinks_.html.leave_link(link_);
  }
  const std::string_view text = text::trim(sinks_.text.since(link_mark_));
  list_link(link_url_, text.empty() ? std::string_view(link_alt_) : text);
}

void LinkSink::enter_image(const MD_SPAN_IMG_DETAIL& detail) {
  if (image_depth_++ > 0 || raw_.skipping()) {
    return;
  }
  image_alt_.clear();
  const bool is_known = read(detail.src, image_url_);
  if (is_known && !settings_.addresses.base.empty()) {
    image_url_ = settings_.addresses.of_image(image_url_);
  }
  read(detail.title, image_title_);
  image_.loadable =
      is_known && (settings_.raw_html == RawHtml::kPass || html::may_load_image(image_url_));
  if (!is_known) {
    report_unknown(detail.src, image_url_);
  } else if (!image_.loadable) {
    reporter_.report("image-scheme", Severity::kWarning, place_.offset_of(detail.src.text),
                     "the image `" + std::string(utf8::prefix(image_url_, 100)) +
                         "` is not shown: its scheme is not http or https",
                     "check the address for a typing error");
  }
}

void LinkSink::leave_image() {
  if (--image_depth_ > 0 || raw_.skipping()) {
    return;
  }
  image_.url = image_url_;
  image_.title = image_title_;
  image_.alt = image_alt_;
  if (sinks_.want_html) {
    sinks_.html.image(image_);
  }
  link_alt_ += image_alt_;
  list_image(image_url_, image_alt_, image_title_);
}

bool LinkSink::read(const MD_ATTRIBUTE& attribute, std::string& out) {
  const std::string_view text = decode(attribute, buffer_);
  if (!shortcodes_.empty()) {
    return expand_address(text, shortcodes_, out);
  }
  out = text;
  return true;
}

void LinkSink::report_unknown(const MD_ATTRIBUTE& attribute, std::string_view url) {
  reporter_.report("shortcode", Severity::kWarning, place_.offset_of(attribute.text),
                   "the address `" + std::string(utf8::prefix(url, 100)) + "` cannot be known here",
                   "write the address itself");
}

void LinkSink::list_link(std::string_view url, std::string_view text) {
  if (settings_.parts.details && post_.links.size() < kMaxListed) {
    Link& link = post_.links.emplace_back();
    link.url = url;
    link.text = text;
    link.section = sinks_.outline.section();
  }
}

void LinkSink::list_image(std::string_view url, std::string_view alt, std::string_view title) {
  if (settings_.parts.details && post_.images.size() < kMaxListed) {
    Image& image = post_.images.emplace_back();
    image.url = url;
    image.alt = alt;
    image.title = title;
    image.section = sinks_.outline.section();
  }
}

void LinkSink::begin_block() {
  links_before_ = post_.links.size();
  images_before_ = post_.images.size();
}

void LinkSink::name_section(std::string_view id) {
  for (std::size_t i = links_before_; i < post_.links.size(); ++i) {
    post_.links[i].section = id;
  }
  for (std::size_t i = images_before_; i < post_.images.size(); ++i) {
    post_.images[i].section = id;
  }
}

}  // namespace broadsheet::markdown
