// Boxes, code and lists of what is sent: where mail clients and WeChat's editor differ most.
#include <algorithm>
#include <string>

#include "html/escape.h"
#include "sent/fill.h"
#include "sent/html_writer.h"

namespace broadsheet::sent {

using html::Element;

/// A background that Outlook's Word draws whole: that of a table's only cell.
void HtmlWriter::begin_box(Part part) {
  if (destination_ == Destination::kWeChat) {
    open({Element::kDiv, part});
  } else if (destination_ == Destination::kMail) {
    out_ +=
        "<table role=\"presentation\" width=\"100%\" cellpadding=\"0\" cellspacing=\"0\" "
        "border=\"0\" style=\"margin:0 0 16px\"><tr>";
    open({Element::kTd, part},
         part == Part::kAlert ? " class=\"bs-panel bs-alert\"" : " class=\"bs-panel\"");
  } else if (part == Part::kAlert) {
    open(Element::kBlockquote);
    out_ += '\n';
  }
}

void HtmlWriter::end_box(Part part) {
  if (destination_ == Destination::kWeChat) {
    close(Element::kDiv);
  } else if (destination_ == Destination::kMail) {
    out_ += "</td></tr></table>";
  } else if (part == Part::kAlert) {
    close(Element::kBlockquote);
  }
  out_ += '\n';
}

void HtmlWriter::begin_code(std::string_view language) {
  begin_box(Part::kCodeBlock);
  text::Buffer attribute;
  append_filled(attribute, names_languages_ ? " data-language=\"$e0\"" : "", {language});
  open(Element::kPre, attribute.view());
  if (destination_ == Destination::kFeed) {
    open(Element::kCode);
  }
  ++code_;
}

void HtmlWriter::end_code() {
  --code_;
  if (destination_ == Destination::kFeed) {
    close(Element::kCode);
  }
  close(Element::kPre);
  end_box(Part::kCodeBlock);
}

void HtmlWriter::write_text(std::string_view text) {
  if (code_ == 0 || destination_ != Destination::kWeChat) {
    html::append_escaped(out_, text);
    return;
  }
  // WeChat's editor takes lines and blanks of `pre` for those of running text.
  while (!text.empty()) {
    const std::size_t end = std::min(text.find_first_of(" \n\t"), text.size());
    html::append_escaped(out_, text.substr(0, end));
    if (end < text.size()) {
      out_ += text[end] == ' ' ? "&nbsp;" : text[end] == '\n' ? "<br>" : "&nbsp;&nbsp;&nbsp;&nbsp;";
    }
    text.remove_prefix(std::min(end + 1, text.size()));
  }
}

void HtmlWriter::begin_list(Element element, std::uint32_t first, std::string_view attributes,
                            std::string_view more) {
  constexpr std::size_t kDeepest = 2;
  const bool is_flat = destination_ == Destination::kWeChat && lists_.size() >= kDeepest;
  lists_.push_back({element == Element::kOl ? first : 0, is_flat});
  if (is_flat) {
    open({Element::kDiv, Part::kDefinition}, {}, more);
  } else {
    open(element, attributes, more);
  }
}

void HtmlWriter::end_list(Element element) {
  close(lists_.back().is_flat ? Element::kDiv : element);
  out_ += '\n';
  lists_.pop_back();
}

void HtmlWriter::begin_item(std::string_view attributes, std::string_view more) {
  if (lists_.empty() || !lists_.back().is_flat) {
    open(Element::kLi, attributes, more);
    return;
  }
  OpenList& list = lists_.back();
  open({Element::kDiv, Part::kItem}, {}, more);
  // U+2022
  out_ += list.next > 0 ? std::to_string(list.next) + ". " : std::string("\xE2\x80\xA2 ");
  list.next += list.next > 0 ? 1 : 0;
}

void HtmlWriter::end_item() {
  close(!lists_.empty() && lists_.back().is_flat ? Element::kDiv : Element::kLi);
  out_ += '\n';
}

}  // namespace broadsheet::sent
