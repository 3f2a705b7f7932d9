// Links and images, as elements and as entries of the post's lists.
#pragma once

#include <md4c.h>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "broadsheet/post.h"
#include "diagnostics/reporter.h"
#include "markdown/document.h"
#include "markdown/events.h"
#include "markdown/raw_html_sink.h"
#include "markdown/shortcodes.h"
#include "markdown/sinks.h"

namespace broadsheet::markdown {

class LinkSink {
 public:
  /// `shortcodes`: what placeholders in addresses and titles stand for.
  LinkSink(const Settings& settings, const std::vector<Shortcode>& shortcodes, const Place& place,
           Reporter& reporter, Sinks& sinks, const RawHtmlSink& raw, Post& post)
      : settings_(settings),
        shortcodes_(shortcodes),
        place_(place),
        reporter_(reporter),
        sinks_(sinks),
        raw_(raw),
        post_(post) {}

  /// `in_raw_link`: within a link of raw HTML.
  void enter_link(const MD_SPAN_A_DETAIL& detail, bool in_raw_link);
  void leave_link();
  void enter_image(const MD_SPAN_IMG_DETAIL& detail);
  void leave_image();

  [[nodiscard]] bool in_link() const { return link_depth_ > 0; }

  /// Labels of images may hold spans and images, of which only the text counts.
  [[nodiscard]] bool in_image() const { return image_depth_ > 0; }
  void image_text(std::string_view text) { image_alt_ += text; }

  /// The title of the image that was left last.
  [[nodiscard]] const std::string& image_title() const { return image_title_; }

  /// An address of a page, against the base and as the host has pages.
  [[nodiscard]] std::string resolved(std::string_view url) const {
    return settings_.addresses.of_link(url);
  }

  /// Lists what another sink has written.
  void list_link(std::string_view url, std::string_view text);
  void list_image(std::string_view url, std::string_view alt, std::string_view title);

  /// A heading or paragraph begins, whose links and images may turn out to stand in the section
  /// that it opens: then they are given its id.
  void begin_block();
  void name_section(std::string_view id);

 private:
  /// Decodes an attribute into `out`. False if it holds a shortcode that is no part of an address.
  bool read(const MD_ATTRIBUTE& attribute, std::string& out);
  void report_unknown(const MD_ATTRIBUTE& attribute, std::string_view url);

  const Settings& settings_;
  const std::vector<Shortcode>& shortcodes_;
  const Place& place_;
  Reporter& reporter_;
  Sinks& sinks_;
  const RawHtmlSink& raw_;
  Post& post_;

  std::uint32_t link_depth_ = 0;  ///< of nested links the outermost counts
  std::uint32_t image_depth_ = 0;
  bool in_brackets_ = false;   ///< the open link is none: `<SOFA:Channel/>` is a name
  bool link_in_link_ = false;  ///< the open link stands in one of raw HTML

  // How many there were before the open block.
  std::size_t links_before_ = 0;
  std::size_t images_before_ = 0;

  // The open link.
  std::size_t link_mark_ = 0;
  std::string link_url_;
  std::string link_title_;
  std::string link_alt_;  ///< labels of images within, for links that hold nothing else
  LinkTarget link_;

  // The open image, or the last one.
  std::string image_url_;
  std::string image_title_;
  std::string image_alt_;
  ImageSource image_;

  std::string buffer_;
};

}  // namespace broadsheet::markdown
