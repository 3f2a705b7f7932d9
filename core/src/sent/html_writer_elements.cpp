// The author's own HTML in what is sent: what the sanitizer let pass, with its classes as styles.
#include <algorithm>
#include <cstddef>
#include <string>

#include "sent/html_writer.h"

namespace broadsheet::sent {
namespace {

using document::Node;
using html::Element;
namespace flag = document::flag;

/// What stands around the text of elements that mail clients do not know.
struct Marks {
  std::string_view before;
  std::string_view behind;
};
Marks marks_of(Element element) {
  switch (element) {
    case Element::kRt:
      return {"\xEF\xBC\x88", "\xEF\xBC\x89"};  // U+FF08, U+FF09
    case Element::kQ:
      return {"\xE2\x80\x9C", "\xE2\x80\x9D"};  // U+201C, U+201D
    default:
      return {};
  }
}

/// The declaration that a class of docs/html.md stands for; empty for others.
std::string_view style_of_class(std::string_view name) {
  constexpr std::string_view kStyles =
      "|align-left:text-align:left|align-right:text-align:right|align-center:text-align:center"
      "|align-justify:text-align:justify|float-left:float:left;margin:0 16px 8px 0"
      "|float-right:float:right;margin:0 0 8px 16px|valign-top:vertical-align:top"
      "|valign-middle:vertical-align:middle|valign-bottom:vertical-align:bottom"
      "|color-red:color:#b3261e|color-orange:color:#a15c00|color-green:color:#26722b"
      "|color-blue:color:#1a5fb4|color-purple:color:#7b3fa0|color-gray:color:#646870"
      "|size-small:font-size:13px|size-large:font-size:19px|size-larger:font-size:22px|";
  constexpr std::string_view kOurs = "bs-";
  if (name.substr(0, kOurs.size()) != kOurs) {
    return {};
  }
  std::string key("|");
  key.append(name.substr(kOurs.size())).append(":");
  const std::size_t at = kStyles.find(key);
  if (at == std::string_view::npos) {
    return {};
  }
  const std::string_view found = kStyles.substr(at + key.size());
  return found.substr(0, found.find('|'));
}

}  // namespace

/// Attributes as the sanitizer has written them, ` name="value"` each, sorted by what becomes of
/// them here.
struct SentAttributes {
  std::string kept;
  std::string style;
  std::string_view width;
  std::string_view height;
  std::string_view title;  ///< as HTML

  explicit SentAttributes(std::string_view written) {
    while (!written.empty()) {
      const std::size_t equals = written.find("=\"");
      const std::size_t end =
          equals == std::string_view::npos ? equals : written.find('"', equals + 2);
      if (end == std::string_view::npos) {
        return;
      }
      take(written.substr(1, equals - 1), written.substr(equals + 2, end - equals - 2));
      written.remove_prefix(end + 1);
    }
  }

 private:
  void take(std::string_view name, std::string_view value) {
    if (name == "class") {
      for (std::size_t at = 0; at < value.size();) {
        const std::size_t end = std::min(value.find(' ', at), value.size());
        const std::string_view declarations = style_of_class(value.substr(at, end - at));
        style += style.empty() || declarations.empty() ? "" : ";";
        style += declarations;
        at = end + 1;
      }
    } else if (name == "width") {
      width = value;
    } else if (name == "height") {
      height = value;
    } else if (name == "title") {
      title = value;
    } else if (name == "lang" || name == "dir" || name == "colspan" || name == "rowspan" ||
               name == "scope" || name == "start" || name == "reversed" || name == "value") {
      kept.append(" ").append(name).append("=\"").append(value).append("\"");
    }
  }
};

bool HtmlWriter::enter_element(std::uint32_t at) {
  const Node& node = nodes_[at];
  const auto element = static_cast<Element>(node.value);
  const bool is_implied = (node.flags & flag::kImplied) != 0;
  const document::AuthorElement* const author = is_implied ? nullptr : &tree_.elements[node.size];
  if (element == Element::kRp && destination_ != Destination::kFeed) {
    return false;  // Readings have brackets of ours.
  }
  if (out_.size() > limit_) {
    return false;
  }
  if (author != nullptr && (node.flags & flag::kLinked) != 0) {
    open_link(author->target.url, node.place,
              (node.flags & flag::kEmbedLink) != 0 ? Part::kEmbed : Part::kLink,
              std::string_view());
    return true;
  }
  if (html::role_of(element) == html::Role::kLink) {
    links_.emplace_back();
    return true;
  }
  const SentAttributes attributes(is_implied ? std::string_view() : author->attributes);
  const Tag tag = tag_of(node);
  if (tag.element != Element::kUnknown) {
    open_element(element, tag, attributes);
  }
  if (destination_ != Destination::kFeed) {
    out_ += marks_of(element).before;
  }
  return true;
}

Tag HtmlWriter::tag_of(const Node& node) const {
  return (node.flags & flag::kAsDiv) != 0
             ? Tag{Element::kDiv}
             : sent::tag_of(static_cast<Element>(node.value), destination_);
}

void HtmlWriter::open_element(html::Element element, const Tag& tag,
                              const SentAttributes& attributes) {
  std::string kept = attributes.kept;
  const std::string_view style =
      destination_ == Destination::kFeed ? std::string_view() : attributes.style;
  if (!attributes.title.empty() && (element == Element::kAbbr || element == Element::kAcronym)) {
    kept.append(" title=\"").append(attributes.title).append("\"");
  } else if (element == Element::kTable) {
    kept += class_for_mail(" cellpadding=\"0\" cellspacing=\"0\" border=\"0\"");
  } else if (element == Element::kTh) {
    kept += class_for_mail(" class=\"bs-panel\"");
  } else if (element == Element::kMark) {
    kept += class_for_mail(" class=\"bs-mark\"");
  } else if (element == Element::kFigcaption) {
    kept += class_for_mail(" class=\"bs-soft\"");
  }
  if (!attributes.width.empty() &&
      (element == Element::kTable || html::role_of(element) == html::Role::kCell)) {
    kept.append(" width=\"").append(attributes.width).append("\"");
  }
  if (tag.element == Element::kUl || tag.element == Element::kOl) {
    begin_list(tag.element, 1, kept, style);
  } else if (tag.element == Element::kLi) {
    begin_item(kept, style);
  } else {
    code_ += tag.element == Element::kPre ? 1 : 0;
    open(tag, kept, style);
  }
}

void HtmlWriter::leave_element(std::uint32_t at) {
  const Node& node = nodes_[at];
  const auto element = static_cast<Element>(node.value);
  if (html::role_of(element) == html::Role::kLink || (node.flags & flag::kLinked) != 0) {
    end_link();
    return;
  }
  if (destination_ != Destination::kFeed) {
    out_ += marks_of(element).behind;
  }
  const Tag tag = tag_of(node);
  if (tag.element == Element::kUl || tag.element == Element::kOl) {
    end_list(tag.element);
  } else if (tag.element == Element::kLi) {
    end_item();
  } else if (tag.element != Element::kUnknown) {
    code_ -= tag.element == Element::kPre ? 1 : 0;
    close(tag);
    if (!html::is_inline(html::role_of(element))) {
      out_ += '\n';
    }
  }
}

void HtmlWriter::write_void(const Node& node) {
  if ((node.flags & flag::kNoHtml) != 0) {
    return;
  }
  switch (static_cast<Element>(node.value)) {
    case Element::kBr:
      out_ += "<br>";
      break;
    case Element::kHr:
      open({Element::kHr, Part::kRule});
      out_ += '\n';
      break;
    case Element::kImg: {
      const document::AuthorElement& author = tree_.elements[node.size];
      const SentAttributes attributes(author.attributes);
      write_picture(author.target, node.place, false, attributes.width, attributes.height);
      break;
    }
    default:
      break;  // `wbr`: a wish that mail clients do not grant.
  }
}

}  // namespace broadsheet::sent
