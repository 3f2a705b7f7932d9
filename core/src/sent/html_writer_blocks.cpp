// Boxes, code and lists of what is sent: where mail clients and WeChat's editor differ most.
#include <algorithm>
#include <string>

#include "html/escape.h"
#include "sent/html_writer.h"

namespace broadsheet::sent {

/// A background that Outlook's Word draws whole: that of a table's only cell.
void HtmlWriter::begin_box(Part part) {
  if (destination_ == Destination::kWeChat) {
    open("section", part);
    return;
  }
  out_ +=
      "<table role=\"presentation\" width=\"100%\" cellpadding=\"0\" cellspacing=\"0\" "
      "border=\"0\" style=\"margin:0 0 16px\"><tr>";
  open("td", part, " class=\"bs-panel\"");
}

void HtmlWriter::end_box() {
  out_ += destination_ == Destination::kWeChat ? "</section>\n" : "</td></tr></table>\n";
}

void HtmlWriter::begin_code() {
  begin_box(Part::kCodeBlock);
  open("pre", Part::kCodeText);
  ++code_;
}

void HtmlWriter::end_code() {
  --code_;
  out_ += "</pre>";
  end_box();
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

void HtmlWriter::begin_list(std::string_view name, Part part, std::uint32_t first,
                            std::string_view attributes, std::string_view more) {
  constexpr std::size_t kDeepest = 2;
  const bool is_flat = destination_ == Destination::kWeChat && lists_.size() >= kDeepest;
  lists_.push_back({name == "ol" ? first : 0, is_flat});
  if (is_flat) {
    open("section", Part::kDefinition, {}, more);
  } else {
    open(name, part, attributes, more);
  }
}

void HtmlWriter::end_list(std::string_view name) {
  close(lists_.back().is_flat ? std::string_view("section") : name);
  out_ += '\n';
  lists_.pop_back();
}

void HtmlWriter::begin_item(std::string_view attributes, std::string_view more) {
  if (lists_.empty() || !lists_.back().is_flat) {
    open("li", Part::kItem, attributes, more);
    return;
  }
  OpenList& list = lists_.back();
  open("section", Part::kItem, {}, more);
  // U+2022
  out_ += list.next > 0 ? std::to_string(list.next) + ". " : std::string("\xE2\x80\xA2 ");
  list.next += list.next > 0 ? 1 : 0;
}

void HtmlWriter::end_item() {
  close(!lists_.empty() && lists_.back().is_flat ? "section" : "li");
  out_ += '\n';
}

}  // namespace broadsheet::sent
