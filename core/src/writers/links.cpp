#include "writers/links.h"

#include <algorithm>
#include <string>
#include <string_view>

#include "document/plain_text.h"
#include "html/elements.h"
#include "text/fold.h"

namespace broadsheet::writers {
namespace {

using document::Kind;
using document::kNamed;
using document::Node;
using document::Target;
namespace flag = document::flag;

class Lister {
 public:
  Lister(const document::Tree& tree, std::vector<Link>& links, std::vector<Image>& images)
      : tree_(tree), nodes_(tree.nodes), texts_(tree), links_(links), images_(images) {}

  void run() {
    // Links are few beside images in no post that we know of, and the other way round in some.
    links_.reserve(std::min(tree_.targets.size(), kMaxListed));
    constexpr document::Kinds kKinds = {Kind::kHeading,    Kind::kParagraph, Kind::kLink,
                                        Kind::kImage,      Kind::kShortcode, Kind::kElement,
                                        Kind::kVoidElement};
    for (std::uint32_t at = 0; (at = next_of(nodes_, at, kKinds)) < nodes_.size(); ++at) {
      if (at >= author_heading_end_) {
        section_ = author_heading_;
        author_heading_end_ = kNever;
      }
      visit(nodes_[at], at);
    }
  }

 private:
  static constexpr std::uint32_t kNever = 0xFFFFFFFF;

  void visit(const Node& node, std::uint32_t& at) {
    switch (node.kind) {
      case Kind::kHeading:
      case Kind::kParagraph:
        if (node.size > 0) {
          section_ = tree_.outline[node.size - 1].id;
        }
        break;
      case Kind::kLink:
        // Who takes an address from the list may follow it as it is.
        if ((node.flags & flag::kRefused) == 0) {
          add_link(tree_.targets[node.size].url, at);
        }
        break;
      case Kind::kImage:
        if ((node.flags & flag::kRefused) == 0) {
          add_image(tree_.targets[node.size]);
        }
        at = node.end - 1;  // Of images within, only the text counts.
        break;
      case Kind::kShortcode:
        add_figure(tree_.shortcodes[node.size]);
        break;
      case Kind::kElement:
        visit_element(node, at);
        break;
      case Kind::kVoidElement:
        if (node.value == static_cast<std::uint16_t>(html::Element::kImg)) {
          add_image(tree_.elements[node.size].target);
        }
        break;
      default:
        break;
    }
  }

  /// The section of an author's heading begins behind it.
  void visit_element(const Node& node, std::uint32_t at) {
    if ((node.flags & flag::kImplied) != 0) {
      return;
    }
    const document::AuthorElement& element = tree_.elements[node.size];
    if ((node.flags & flag::kLinked) != 0) {
      add_link(element.target.url, at);
    } else if (element.heading > 0) {
      author_heading_end_ = node.end;
      author_heading_ = tree_.outline[element.heading - 1].id;
    }
  }

  void add_link(std::string_view url, std::uint32_t at) {
    if (links_.size() >= kMaxListed) {
      return;
    }
    Link& link = links_.emplace_back();
    link.url = url;
    link.text = text::trim(texts_.of(at));
    if (link.text.empty()) {
      link.text = labels_within(at);
    }
    link.section = section_;
  }

  [[nodiscard]] std::string labels_within(std::uint32_t link) const {
    std::string labels;
    for (std::uint32_t at = link + 1; at < nodes_[link].end; ++at) {
      const Node& node = nodes_[at];
      if (node.kind == Kind::kImage) {
        labels += tree_.targets[node.size].label;
        at = node.end - 1;
      } else if (node.kind == Kind::kVoidElement &&
                 node.value == static_cast<std::uint16_t>(html::Element::kImg)) {
        labels += tree_.elements[node.size].target.label;
      }
    }
    return labels;
  }

  void add_image(const Target& target) {
    if (images_.size() < kMaxListed) {
      Image& image = images_.emplace_back();
      image.url = target.url;
      image.alt = target.label;
      image.title = target.title;
      image.section = section_;
    }
  }

  void add_figure(const document::Shortcode& shortcode) {
    if (shortcode.kind != document::ShortcodeKind::kFigure) {
      return;
    }
    const std::string_view caption = shortcode.argument("caption", kNamed);
    const std::string_view title = shortcode.argument("title", kNamed);
    std::string_view alt = shortcode.argument("alt", kNamed);
    alt = alt.empty() ? caption : alt;
    add_image({shortcode.url, title, alt});
    if (!shortcode.link.empty() && links_.size() < kMaxListed) {
      Link& link = links_.emplace_back();
      link.url = shortcode.link;
      link.text = title.empty() ? alt : title;
      link.section = section_;
    }
  }

  const document::Tree& tree_;
  const std::vector<Node>& nodes_;
  document::PlainTexts texts_;
  std::vector<Link>& links_;
  std::vector<Image>& images_;
  std::string_view section_;
  std::string_view author_heading_;  ///< whose section begins at author_heading_end_
  std::uint32_t author_heading_end_ = kNever;
};

}  // namespace

void list_links(const document::Tree& tree, std::vector<Link>& links, std::vector<Image>& images) {
  if (!tree.targets.empty() || !tree.elements.empty() || !tree.shortcodes.empty()) {
    Lister(tree, links, images).run();
  }
}

}  // namespace broadsheet::writers
