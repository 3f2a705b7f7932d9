#include "markdown/link_sink.h"

#include <utility>

#include "html/url.h"
#include "markdown/attribute.h"
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
  link_url_ = html::resolve(decode(detail.href, buffer_), settings_.base);
  if (!settings_.page_links.empty()) {
    link_url_ = html::page_address(link_url_, settings_.page_links);
  }
  link_title_ = decode(detail.title, buffer_);
  link_ = {link_url_, link_title_,
           settings_.raw_html == RawHtml::kPass || html::may_link(link_url_)};
  in_brackets_ = !link_.clickable && detail.is_autolink != 0;
  if (!link_.clickable) {
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
  if (settings_.parts.details && post_.links.size() < kMaxListed) {
    const std::string_view text = text::trim(sinks_.text.since(link_mark_));
    post_.links.push_back({std::move(link_url_), text.empty() ? link_alt_ : std::string(text),
                           sinks_.outline.section()});
  }
}

void LinkSink::enter_image(const MD_SPAN_IMG_DETAIL& detail) {
  if (image_depth_++ > 0 || raw_.skipping()) {
    return;
  }
  image_alt_.clear();
  image_url_ = html::resolve(decode(detail.src, buffer_), settings_.base);
  image_title_ = decode(detail.title, buffer_);
  image_.loadable = settings_.raw_html == RawHtml::kPass || html::may_load_image(image_url_);
  if (!image_.loadable) {
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
  if (settings_.parts.details && post_.images.size() < kMaxListed) {
    post_.images.push_back({image_url_, image_alt_, image_title_, sinks_.outline.section()});
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
