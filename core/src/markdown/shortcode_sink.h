// Shortcodes as elements, links and entries of the post's lists.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "diagnostics/reporter.h"
#include "markdown/document.h"
#include "markdown/link_sink.h"
#include "markdown/shortcodes.h"
#include "markdown/sinks.h"

namespace broadsheet::markdown {

class ShortcodeSink {
 public:
  ShortcodeSink(const std::vector<Shortcode>& shortcodes, const Settings& settings,
                std::size_t body_offset, Reporter& reporter, Sinks& sinks, LinkSink& links)
      : shortcodes_(shortcodes),
        settings_(settings),
        body_offset_(body_offset),
        reporter_(reporter),
        sinks_(sinks),
        links_(links) {}

  [[nodiscard]] bool empty() const { return shortcodes_.empty(); }

  /// The next placeholder in `text`.
  [[nodiscard]] Placeholder find(std::string_view text, std::size_t from) const {
    return shortcodes_.empty() ? Placeholder{} : find_placeholder(text, from, shortcodes_.size());
  }

  /// `text` with the shortcodes as they were written.
  [[nodiscard]] std::string_view restored(std::string_view text, std::string& buffer) const;

  /// Writes the shortcode where it stands in text. Returns whether it has taken the place of its
  /// paragraph, which `may_be_block` allows: nothing but its beginning was written.
  bool write(std::size_t index, bool may_be_block);

 private:
  /// Whether it stands in place of its paragraph.
  bool write_figure(const Shortcode& shortcode, bool is_block);
  void write_video(const Shortcode& shortcode);
  void write_code(const Shortcode& shortcode, bool is_block);
  void write_unknown(const Shortcode& shortcode);
  void write_as_it_is(const Shortcode& shortcode);
  void write_link(std::string_view url, std::string_view attributes, std::string_view label);
  void report(const Shortcode& shortcode, std::string message, std::string hint);

  const std::vector<Shortcode>& shortcodes_;
  const Settings& settings_;
  std::size_t body_offset_;
  Reporter& reporter_;
  Sinks& sinks_;
  LinkSink& links_;
};

/// An address with the shortcodes in it as the parts of addresses that they are. False if one of
/// them is none: then the address cannot be known.
[[nodiscard]] bool expand_address(std::string_view url, const std::vector<Shortcode>& shortcodes,
                                  std::string& out);

}  // namespace broadsheet::markdown
