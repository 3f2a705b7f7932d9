#include "passes/shortcodes.h"

#include <algorithm>
#include <string>

#include "html/elements.h"
#include "text/fold.h"
#include "text/utf8.h"

namespace broadsheet::passes {
namespace {

using document::Kind;
using document::kNamed;
using document::Node;
using document::Shortcode;
using document::ShortcodeKind;
namespace flag = document::flag;

/// Whether `id` can be a video's: letters, digits, hyphens and underscores.
bool is_video_id(std::string_view id) {
  return !id.empty() && id.size() <= 64 &&
         id.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_") ==
             std::string_view::npos;
}

/// One shortcode of the tree, and the text node that it holds.
class Meaning {
 public:
  Meaning(const Context& context, std::uint32_t at, bool in_link, bool is_block)
      : context_(context),
        tree_(context.tree),
        node_(tree_.nodes[at]),
        text_(tree_.nodes[at + 1]),
        shortcode_(tree_.shortcodes[node_.size]),
        in_link_(in_link),
        is_block_(is_block) {}

  /// Returns whether it takes the place of its paragraph.
  bool decide() {
    switch (shortcode_.kind) {
      case ShortcodeKind::kLiteral:
        show_literal();
        return false;
      case ShortcodeKind::kReference: {
        const std::string address = shortcode_.address();
        if (address.empty()) {
          leave_unknown();
        } else {
          link(context_.policy.addresses.of_link(address), tree_.arena.keep(address));
        }
        return false;
      }
      case ShortcodeKind::kFigure:
        return decide_figure();
      case ShortcodeKind::kVideo:
        link_video();
        return false;
      case ShortcodeKind::kCode:
        trim_code();
        return is_block_;
      case ShortcodeKind::kUnknown:
        leave_unknown();
        return false;
    }
    return false;
  }

 private:
  /// {{</* x */>}} shows {{< x >}}.
  void show_literal() {
    std::string text(shortcode_.source);
    for (const std::string_view mark : {"/*", "*/"}) {
      text.erase(std::min(text.find(mark), text.size()), mark.size());
    }
    node_.kind = Kind::kGroup;
    text_.set_text(tree_.arena.keep(text));
  }

  bool link(const std::string& url, std::string_view label) {
    text_.set_text(label);
    if (in_link_ || !html::may_link(url)) {
      node_.kind = Kind::kGroup;
      return false;
    }
    node_.kind = Kind::kLink;
    node_.size = static_cast<std::uint32_t>(tree_.targets.size());
    tree_.targets.push_back({tree_.arena.keep(url), {}, {}});
    return true;
  }

  void link_video() {
    const bool is_youtube = shortcode_.name == "youtube";
    const std::string_view id = shortcode_.argument("id", 0);
    if (!is_video_id(id)) {
      report(
          shortcode_.name, "` has no video's id",
          is_youtube ? "write {{< youtube w7Ft2ymGmfc >}}" : "write {{< bilibili BV1xx411c7mD >}}");
      shortcode_.kind = ShortcodeKind::kUnknown;
      return;
    }
    std::string url = "https://www.youtube.com/watch?v=";
    if (!is_youtube) {
      url = "https://www.bilibili.com/video/";
      url += id.find_first_not_of("0123456789") == std::string_view::npos ? "av" : "";
    }
    url += id;
    const std::string_view title = shortcode_.argument("title", kNamed);
    std::string label = is_youtube ? "YouTube: " : "bilibili: ";
    label += title.empty() ? id : title;
    if (link(url, tree_.arena.keep(label))) {
      node_.flags = flag::kEmbed;
      document::Target& target = tree_.targets.back();
      target.title = id;
      target.label = shortcode_.name;
    }
  }

  bool decide_figure() {
    const html::Addresses& addresses = context_.policy.addresses;
    const std::string url = addresses.of_image(shortcode_.argument("src", 0));
    if (url.empty() || (context_.policy.raw_html != RawHtml::kPass && !html::may_load_image(url))) {
      leave_unknown();
      return false;
    }
    shortcode_.url = tree_.arena.keep(url);
    const std::string link = addresses.of_link(shortcode_.argument("link", kNamed));
    if (!link.empty() && !in_link_ && html::may_link(link)) {
      shortcode_.link = tree_.arena.keep(link);
    }
    if (is_block_) {
      const std::string_view title = shortcode_.argument("title", kNamed);
      const std::string_view caption = shortcode_.argument("caption", kNamed);
      std::string text(title);
      text += title.empty() || caption.empty() ? "" : " ";
      text += caption;
      text_.set_text(tree_.arena.keep(text));
    }
    return is_block_;
  }

  void trim_code() {
    std::string_view code = shortcode_.content;
    if (is_block_) {
      const std::size_t line_end = code.find('\n');
      if (line_end != std::string_view::npos && text::trim(code.substr(0, line_end)).empty()) {
        code.remove_prefix(line_end + 1);
      }
      code = code.substr(0, code.find_last_not_of(" \t\r\n") + 1);
    } else {
      code = text::trim(code);
    }
    text_.set_text(code);
  }

  /// Nothing is lost: what has no meaning stands as the author wrote it, as code.
  void leave_unknown() {
    report(utf8::prefix(shortcode_.source, 60), "` has no meaning here",
           "it is shown as it is written; take it out or write what it stands for");
    shortcode_.kind = ShortcodeKind::kUnknown;
  }

  void report(std::string_view what, std::string_view finding, std::string_view hint) {
    if (!kTellsDiagnostics) {
      return;
    }
    std::string message = "`";
    message.append(what).append(finding);
    context_.reporter.report("shortcode", Severity::kWarning, tree_.offset + shortcode_.offset,
                             std::move(message), std::string(hint));
  }

  const Context& context_;
  document::Tree& tree_;
  Node& node_;
  Node& text_;
  Shortcode& shortcode_;
  bool in_link_;
  bool is_block_;
};

}  // namespace

void write_shortcodes(const Context& context) {
  document::Tree& tree = context.tree;
  if (tree.shortcodes.empty()) {
    return;
  }
  std::uint32_t link_end = 0;
  constexpr document::Kinds kKinds = {Kind::kLink, Kind::kElement, Kind::kShortcode};
  for (std::uint32_t at = 0; (at = next_of(tree.nodes, at, kKinds)) < tree.nodes.size(); ++at) {
    const Node& node = tree.nodes[at];
    const bool is_author_link =
        node.kind == Kind::kElement && node.value == static_cast<std::uint16_t>(html::Element::kA);
    if (node.kind == Kind::kLink || is_author_link) {
      link_end = std::max(link_end, node.end);
    } else if (node.kind == Kind::kShortcode) {
      Node& parent = tree.nodes[at - 1];
      const bool is_block = parent.kind == Kind::kBare;
      if (!Meaning(context, at, at < link_end, is_block).decide() && is_block) {
        parent.kind = Kind::kParagraph;
      }
      ++at;  // Its text.
    }
  }
}

}  // namespace broadsheet::passes
