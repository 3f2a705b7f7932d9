#include "c_api/tree_json.h"

#include <algorithm>
#include <string_view>

#include "broadsheet/broadsheet_c.h"
#include "c_api/post_json.h"
#include "json/json_writer.h"
#include "text/buffer.h"

namespace broadsheet::c_api {
namespace {

class Asked {
 public:
  Asked(const PostTree& tree, std::uint32_t hooks) : tree_(tree), hooks_(hooks), out_(text_) {}

  std::string run() {
    const std::span<const TreeNode> nodes = tree_.unplaced();
    for (std::uint32_t at = 1; at < nodes.size(); ++at) {
      const std::uint32_t hook = hook_of(at);
      if ((hook & hooks_) == 0) {
        continue;
      }
      if (text_.empty()) {
        out_.begin_array();
      }
      write(at, hook);
    }
    if (text_.empty()) {
      return {};
    }
    out_.end_array();
    return text_.take();
  }

 private:
  [[nodiscard]] std::uint32_t hook_of(std::uint32_t at) const {
    const TreeNode& node = tree_.unplaced()[at];
    switch (static_cast<NodeKind>(node.kind)) {
      case NodeKind::kCode:
        return BROADSHEET_HOOK_CODE;
      case NodeKind::kImage:
        return tree_.text(at, NodeText::kUrl).data() == nullptr ? 0 : BROADSHEET_HOOK_IMAGE;
      case NodeKind::kLink:
        return (node.flags & node_flag::kEmbed) != 0  ? BROADSHEET_HOOK_SHORTCODE
               : (node.flags & node_flag::kWiki) != 0 ? BROADSHEET_HOOK_LINK | BROADSHEET_HOOK_WIKI
                                                      : BROADSHEET_HOOK_LINK;
      case NodeKind::kHeading:
        return BROADSHEET_HOOK_HEADING;
      case NodeKind::kShortcode:
        return BROADSHEET_HOOK_SHORTCODE;
      case NodeKind::kHtml:
        return BROADSHEET_HOOK_HTML;
      case NodeKind::kElement: {
        // An author's picture is a picture, whichever way it is written.
        const std::string_view name = tree_.text(at, NodeText::kName);
        const bool has_address = !tree_.text(at, NodeText::kUrl).empty();
        return has_address && name == "img" ? BROADSHEET_HOOK_IMAGE
               : has_address && name == "a" ? BROADSHEET_HOOK_LINK
                                            : BROADSHEET_HOOK_HTML;
      }
      case NodeKind::kContainer:
        return BROADSHEET_HOOK_CONTAINER;
      case NodeKind::kMath:
        return BROADSHEET_HOOK_MATH;
      default:
        return 0;
    }
  }

  void write(std::uint32_t at, std::uint32_t hook) {
    const TreeNode& node = tree_.unplaced()[at];
    out_.begin_object();
    number("node", at);
    out_.key("type");
    switch (hook) {
      case BROADSHEET_HOOK_CODE: {
        out_.string("code");
        member(at, "lang", NodeText::kLang);
        member(at, "meta", NodeText::kMeta);
        std::string_view code = tree_.text(at, NodeText::kValue);
        code.remove_suffix(!code.empty() && code.back() == '\n' ? 1 : 0);
        out_.key("value");
        out_.string(code);
        break;
      }
      case BROADSHEET_HOOK_IMAGE:
        out_.string("image");
        member(at, "url", NodeText::kUrl);
        member(at, "alt", NodeText::kAlt);
        optional(at, "title", NodeText::kTitle);
        break;
      case BROADSHEET_HOOK_LINK:
      case BROADSHEET_HOOK_LINK | BROADSHEET_HOOK_WIKI:
        out_.string("link");
        member(at, "url", NodeText::kUrl);
        optional(at, "title", NodeText::kTitle);
        optional(at, "wiki", NodeText::kLabel);
        words(at);
        break;
      case BROADSHEET_HOOK_HEADING:
        out_.string("heading");
        number("level", node.number);
        member(at, "id", NodeText::kId);
        words(at);
        break;
      case BROADSHEET_HOOK_SHORTCODE:
        out_.string("shortcode");
        write_shortcode(at);
        break;
      case BROADSHEET_HOOK_CONTAINER:
        out_.string("container");
        member(at, "name", NodeText::kName);
        break;
      case BROADSHEET_HOOK_MATH:
        out_.string("math");
        member(at, "value", NodeText::kValue);
        out_.key("display");
        out_.boolean((node.flags & node_flag::kDisplay) != 0);
        break;
      default:
        out_.string("html");
        optional(at, "name", NodeText::kName);
        out_.key("value");
        out_.string(tree_.text(at, static_cast<NodeKind>(node.kind) == NodeKind::kElement
                                       ? NodeText::kMarkup
                                       : NodeText::kValue));
        break;
    }
    out_.end_object();
  }

  void write_shortcode(std::uint32_t at) {
    member(at, "name", NodeText::kName);
    member(at, "value", NodeText::kValue);
    out_.key("arguments");
    out_.begin_array();
    for (const auto& [key, value] : tree_.arguments(at)) {
      out_.begin_array();
      out_.string(key);
      out_.string(value);
      out_.end_array();
    }
    out_.end_array();
  }

  void number(std::string_view key, std::uint32_t value) {
    out_.key(key);
    out_.number(value);
  }
  void member(std::uint32_t at, std::string_view key, NodeText which) {
    out_.key(key);
    out_.string(tree_.text(at, which));
  }
  void optional(std::uint32_t at, std::string_view key, NodeText which) {
    if (!tree_.text(at, which).empty()) {
      member(at, key, which);
    }
  }

  /// The plain text of what a node holds.
  void words(std::uint32_t at) {
    std::string words;
    for (std::uint32_t inner = at + 1; inner < tree_.unplaced()[at].end; ++inner) {
      words += tree_.text(inner, NodeText::kValue);
    }
    out_.key("text");
    out_.string(words);
  }

  const PostTree& tree_;
  std::uint32_t hooks_;
  text::Buffer text_;
  json::Writer out_;
};

}  // namespace

std::string asked_json(const PostTree& tree, std::uint32_t hooks) {
  return hooks == 0 ? std::string() : Asked(tree, hooks).run();
}

std::string diagnostics_json(const std::vector<Diagnostic>& diagnostics) {
  Post post;
  post.diagnostics = diagnostics;
  return to_json(post, false);
}

}  // namespace broadsheet::c_api
