// Links, pictures, shortcodes and notes of what is sent.
#include <algorithm>
#include <limits>
#include <utility>

#include "document/order.h"
#include "html/delivery.h"
#include "html/escape.h"
#include "sent/fill.h"
#include "sent/html_writer.h"

namespace broadsheet::sent {
namespace {

using document::Kind;
using document::Node;
using document::Target;
using html::Element;
namespace flag = document::flag;

/// A number of at most five digits; 0 for anything else.
std::uint32_t pixels(std::string_view text) {
  constexpr std::size_t kMostDigits = 5;
  std::uint32_t number = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') {
      return 0;
    }
    number = number * 10 + static_cast<std::uint32_t>(c - '0');
  }
  return text.size() <= kMostDigits ? number : 0;
}

}  // namespace

/// Where the address leads nowhere from here, no tag is written.
void HtmlWriter::open_link(std::string_view url, std::uint32_t place, Part part,
                           std::string_view title) {
  OpenLink& link = links_.emplace_back();
  std::string address = url.empty() ? std::string() : addresses_.of_link(url, place);
  if (address.empty()) {
    return;
  }
  if (destination_ == Destination::kWeChat) {
    const auto begins = [&](std::string_view own) {
      return std::string_view(address).substr(0, own.size()) == own;
    };
    if (!begins("https://mp.weixin.qq.com/") && !begins("http://mp.weixin.qq.com/")) {
      link.noted = std::move(address);
      link.begin = out_.size();
      return;
    }
  }
  text::Buffer attributes;
  append_filled(attributes, title.empty() ? " href=\"$u0\"" : " href=\"$u0\" title=\"$e1\"",
                {address, title});
  open({Element::kA, part}, attributes.view());
  link.has_tag = true;
}

void HtmlWriter::end_link() {
  const OpenLink link = std::move(links_.back());
  links_.pop_back();
  if (link.has_tag) {
    out_ += "</a>";
  }
  if (link.noted.empty()) {
    return;
  }
  text::Buffer shown;
  html::append_escaped(shown, link.noted);
  if (out_.view().substr(link.begin) == shown.view()) {
    return;  // The address itself is there to be read.
  }
  const std::size_t number = noted_.number_of(link.noted);
  write_mark("[$r0]</sup>", number);
}

/// WeChat opens no addresses but its own: readers copy the others from here.
void HtmlWriter::write_link_notes() {
  const std::vector<std::string>& noted = noted_.texts();
  if (noted.empty()) {
    return;
  }
  fresh_line();
  open({Element::kDiv, Part::kNotes});
  open({Element::kP, Part::kNotesTitle});
  out_ += "引用链接</p>\n";
  for (std::size_t at = 0; at < noted.size() && out_.size() <= limit_; ++at) {
    open({Element::kP, Part::kSmall});
    append_filled(out_, "[$r0] $e1</p>\n", {std::to_string(at + 1), noted[at]});
  }
  close(Element::kDiv);
  out_ += '\n';
}

/// Whether the image at `at` is all that its paragraph or figure holds, a link around it aside.
bool HtmlWriter::stands_alone(std::uint32_t at) const {
  std::uint32_t end = nodes_[at].end;
  for (std::size_t depth = stack_.size(); depth > 0; --depth) {
    const std::uint32_t parent = stack_[depth - 1];
    const Node& node = nodes_[parent];
    if (node.kind == Kind::kFigure) {
      return true;
    }
    if (parent + 1 != at || node.end != end) {
      return false;
    }
    if (node.kind == Kind::kParagraph) {
      return true;
    }
    if (node.kind != Kind::kLink) {
      return false;
    }
    at = parent;
    end = node.end;
  }
  return false;
}

void HtmlWriter::write_image(const Node& node, bool stands_alone) {
  const Target& target = tree_.targets[node.size];
  if ((node.flags & flag::kRefused) != 0) {
    html::append_escaped(out_, target.label);
    return;
  }
  write_picture(target, node.place, stands_alone);
}

void HtmlWriter::write_picture(const Target& target, std::uint32_t place, bool stands_alone,
                               std::string_view width, std::string_view height) {
  const SentPicture picture = addresses_.of_picture(target.url, place);
  if (picture.address.empty()) {
    html::append_escaped(out_, target.label);
    return;
  }
  pictures_.number_of(picture.address);
  text::Buffer attributes;
  append_filled(
      attributes,
      target.title.empty() ? " src=\"$u0\" alt=\"$e1\"" : " src=\"$u0\" alt=\"$e1\" title=\"$e2\"",
      {picture.address, target.label, target.title});
  const bool is_styled = destination_ == Destination::kWeChat;
  const bool is_mail = destination_ == Destination::kMail;
  const std::uint32_t widest = is_styled ? kWeChatWidth
                               : is_mail ? kTextWidth
                                         : std::numeric_limits<std::uint32_t>::max();
  std::uint32_t wide = pixels(width) > 0 ? pixels(width) : picture.width;
  std::uint32_t high = pixels(width) > 0 ? pixels(height) : picture.height;
  std::string more;
  if (wide > widest) {
    high = static_cast<std::uint32_t>(std::uint64_t{high} * widest / wide);
    wide = widest;
  } else if (wide == 0 && stands_alone && is_mail) {
    // Outlook knows no other width than that of the attribute, and a photograph as wide as it is
    // would burst the mail; all others take the picture's own, up to that of the text.
    wide = widest;
    high = 0;
    more = "width:auto";
  }
  if (is_styled) {
    more = wide > 0 ? "width:" + std::to_string(wide) + "px" : std::string();
  } else {
    append_filled(attributes,
                  wide == 0  ? ""
                  : high > 0 ? " width=\"$r0\" height=\"$r1\""
                             : " width=\"$r0\"",
                  {std::to_string(wide), std::to_string(high)});
  }
  if (destination_ == Destination::kFeed) {
    html::append_delivery(attributes, picture.address);
  }
  open({Element::kImg, Part::kImage}, attributes.view(), more);
}

void HtmlWriter::write_shortcode(const Node& node, std::string_view text, bool is_block) {
  const document::Shortcode& shortcode = tree_.shortcodes[node.size];
  if (shortcode.kind == document::ShortcodeKind::kCode) {
    if (is_block) {
      fresh_line();
      begin_code(shortcode.argument("lang", 0));
      write_text(text);
      end_code();
    } else {
      open(Element::kCode);
      html::append_escaped(out_, text);
      out_ += "</code>";
    }
    return;
  }
  if (shortcode.kind != document::ShortcodeKind::kFigure) {
    open(Element::kCode);
    html::append_escaped(out_, shortcode.source);
    out_ += "</code>";
    return;
  }
  const std::string_view caption = shortcode.argument("caption", document::kNamed);
  const std::string_view title = shortcode.argument("title", document::kNamed);
  const std::string_view alt = shortcode.argument("alt", document::kNamed);
  if (is_block) {
    fresh_line();
    open(Element::kFigure);
  }
  open_link(shortcode.link, node.place, Part::kLink, std::string_view());
  write_picture({shortcode.url, {}, alt.empty() ? caption : alt}, node.place, is_block,
                shortcode.argument("width", document::kNamed),
                shortcode.argument("height", document::kNamed));
  end_link();
  if (!is_block) {
    return;
  }
  if (!title.empty() || !caption.empty()) {
    open(Element::kFigcaption, class_for_mail(" class=\"bs-soft\""));
    append_filled(out_,
                  title.empty()     ? "$e1"
                  : caption.empty() ? "<strong>$e0</strong>"
                                    : "<strong>$e0</strong> $e1",
                  {title, caption});
    close(sent::tag_of(Element::kFigcaption, destination_));
  }
  close(sent::tag_of(Element::kFigure, destination_));
  out_ += '\n';
}

/// Without a link in mails: clients strip ids, or open the browser for them. Feed readers show many
/// issues on one page, where ids would clash; the issue's own page has the note.
void HtmlWriter::write_note_mark(const document::Note& note) {
  if (destination_ == Destination::kFeed) {
    std::string url("#");
    url += document::kNoteId;
    url += note.id;
    out_ += "<sup>";
    open_link(url, 0, Part::kLink, std::string_view());
    out_ += std::to_string(note.number);
    end_link();
    out_ += "</sup>";
    return;
  }
  // In WeChat, plain numbers are those of links.
  write_mark(destination_ == Destination::kWeChat ? "[注$r0]</sup>" : "[$r0]</sup>", note.number);
}

void HtmlWriter::write_mark(std::string_view pattern, std::size_t number) {
  open({Element::kSup, Part::kNoteMark});
  append_filled(out_, pattern, {std::to_string(number)});
}

void HtmlWriter::write_notes() {
  in_notes_ = true;
  fresh_line();
  const bool has_box = destination_ != Destination::kFeed;
  if (has_box) {
    open({Element::kDiv, Part::kNotes});
    open({Element::kP, Part::kNotesTitle});
    out_ += tree_.labels->footnotes;
    out_ += "</p>\n";
  } else {
    out_ += "<hr>\n";
  }
  open(Element::kOl);
  out_ += '\n';
  for (const document::Note* const note : document::notes_by_number(tree_)) {
    open(Element::kLi);
    const Node& node = nodes_[note->node];
    write(note->node + 1, node.end);
    out_ += "</li>\n";
  }
  out_ += "</ol>";
  if (has_box) {
    close(Element::kDiv);
  }
  out_ += '\n';
}

void HtmlWriter::write_contents() {
  fresh_line();
  open(Element::kUl);
  out_ += '\n';
  for (std::uint32_t at = 0;
       (at = next_in_contents(tree_, at)) < nodes_.size() && out_.size() <= limit_; ++at) {
    const Node& node = nodes_[at];
    const Heading& heading = tree_.outline[node.size - 1];
    open(Element::kLi);
    open_link("#" + heading.id, node.place, Part::kLink, std::string_view());
    html::append_escaped(out_, heading.text);
    end_link();
    out_ += "</li>\n";
  }
  out_ += "</ul>\n";
}

}  // namespace broadsheet::sent
