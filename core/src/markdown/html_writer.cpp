#include "markdown/html_writer.h"

#include "html/delivery.h"
#include "html/escape.h"

namespace broadsheet::markdown {
namespace {

constexpr std::string_view kHeadingOpen[] = {"<h1", "<h2", "<h3", "<h4", "<h5", "<h6"};
constexpr std::string_view kHeadingClose[] = {"</h1>\n", "</h2>\n", "</h3>\n",
                                              "</h4>\n", "</h5>\n", "</h6>\n"};

std::string_view align_attribute(MD_ALIGN align) {
  switch (align) {
    case MD_ALIGN_LEFT:
      return " align=\"left\">";
    case MD_ALIGN_CENTER:
      return " align=\"center\">";
    case MD_ALIGN_RIGHT:
      return " align=\"right\">";
    default:
      return ">";
  }
}

}  // namespace

void HtmlWriter::fresh_line() {
  if (!out_.empty() && out_.back() != '\n') {
    out_ += '\n';
  }
}

void HtmlWriter::enter_block(MD_BLOCKTYPE type, const void* detail,
                             std::string_view code_language) {
  if (type != MD_BLOCK_TH && type != MD_BLOCK_TD) {
    fresh_line();
  }
  switch (type) {
    case MD_BLOCK_DOC:
    case MD_BLOCK_HTML:
      break;
    case MD_BLOCK_QUOTE:
      out_ += "<blockquote>\n";
      break;
    case MD_BLOCK_UL:
      out_ += "<ul>\n";
      break;
    case MD_BLOCK_OL: {
      const unsigned start = static_cast<const MD_BLOCK_OL_DETAIL*>(detail)->start;
      out_ += "<ol";
      if (start != 1) {
        out_ += " start=\"";
        out_ += std::to_string(start);
        out_ += '"';
      }
      out_ += ">\n";
      break;
    }
    case MD_BLOCK_LI: {
      const auto* item = static_cast<const MD_BLOCK_LI_DETAIL*>(detail);
      out_ += "<li>";
      if (item->is_task != 0) {
        // As cmark-gfm writes it.
        out_ += "<input type=\"checkbox\"";
        out_ += item->task_mark != ' ' ? " checked=\"\"" : "";
        out_ += " disabled=\"\"";
        out_ += void_end();
        out_ += ' ';
      }
      break;
    }
    case MD_BLOCK_HR:
      out_ += "<hr";
      out_ += void_end();
      out_ += '\n';
      break;
    case MD_BLOCK_H:
      heading_ = static_cast<const MD_BLOCK_H_DETAIL*>(detail)->level - 1;
      out_ += kHeadingOpen[heading_];
      id_at_ = out_.size();
      out_ += '>';
      break;
    case MD_BLOCK_CODE:
      out_ += "<pre><code";
      if (!code_language.empty()) {
        out_ += " class=\"language-";
        html::append_escaped(out_, code_language);
        out_ += '"';
      }
      out_ += '>';
      break;
    case MD_BLOCK_P:
      out_ += "<p";
      id_at_ = out_.size();
      out_ += '>';
      break;
    case MD_BLOCK_TABLE:
      out_ += "<table>\n";
      break;
    case MD_BLOCK_THEAD:
      out_ += "<thead>\n";
      break;
    case MD_BLOCK_TBODY:
      out_ += "<tbody>\n";
      break;
    case MD_BLOCK_TR:
      out_ += "<tr>\n";
      break;
    case MD_BLOCK_TH:
      out_ += "<th";
      out_ += align_attribute(static_cast<const MD_BLOCK_TD_DETAIL*>(detail)->align);
      break;
    case MD_BLOCK_TD:
      out_ += "<td";
      out_ += align_attribute(static_cast<const MD_BLOCK_TD_DETAIL*>(detail)->align);
      break;
  }
}

void HtmlWriter::leave_block(MD_BLOCKTYPE type) {
  switch (type) {
    case MD_BLOCK_DOC:
    case MD_BLOCK_HTML:
      fresh_line();
      break;
    case MD_BLOCK_HR:
      break;
    case MD_BLOCK_H:
      out_ += kHeadingClose[heading_];
      break;
    case MD_BLOCK_QUOTE:
      fresh_line();
      out_ += "</blockquote>\n";
      break;
    case MD_BLOCK_UL:
      out_ += "</ul>\n";
      break;
    case MD_BLOCK_OL:
      out_ += "</ol>\n";
      break;
    case MD_BLOCK_LI:
      out_ += "</li>\n";
      break;
    case MD_BLOCK_CODE:
      out_ += "</code></pre>\n";
      break;
    case MD_BLOCK_P:
      out_ += "</p>\n";
      break;
    case MD_BLOCK_TABLE:
      out_ += "</table>\n";
      break;
    case MD_BLOCK_THEAD:
      out_ += "</thead>\n";
      break;
    case MD_BLOCK_TBODY:
      out_ += "</tbody>\n";
      break;
    case MD_BLOCK_TR:
      out_ += "</tr>\n";
      break;
    case MD_BLOCK_TH:
      out_ += "</th>\n";
      break;
    case MD_BLOCK_TD:
      out_ += "</td>\n";
      break;
  }
}

void HtmlWriter::enter_span(MD_SPANTYPE type) {
  switch (type) {
    case MD_SPAN_EM:
      out_ += "<em>";
      break;
    case MD_SPAN_STRONG:
      out_ += "<strong>";
      break;
    case MD_SPAN_DEL:
      out_ += "<del>";
      break;
    case MD_SPAN_CODE:
      out_ += "<code>";
      break;
    case MD_SPAN_LATEXMATH:
      out_ += "<span class=\"math inline\">";
      break;
    case MD_SPAN_LATEXMATH_DISPLAY:
      out_ += "<span class=\"math display\">";
      break;
    default:
      break;
  }
}

void HtmlWriter::leave_span(MD_SPANTYPE type) {
  switch (type) {
    case MD_SPAN_EM:
      out_ += "</em>";
      break;
    case MD_SPAN_STRONG:
      out_ += "</strong>";
      break;
    case MD_SPAN_DEL:
      out_ += "</del>";
      break;
    case MD_SPAN_CODE:
      out_ += "</code>";
      break;
    case MD_SPAN_LATEXMATH:
    case MD_SPAN_LATEXMATH_DISPLAY:
      out_ += "</span>";
      break;
    default:
      break;
  }
}

void HtmlWriter::enter_link(const LinkTarget& target) {
  if (!target.clickable) {
    return;
  }
  out_ += "<a href=\"";
  if (!target.url.empty() && target.url.front() == '#') {
    fragments_.add(out_.size());
  }
  html::append_url(out_, target.url);
  if (!target.title.empty()) {
    out_ += "\" title=\"";
    html::append_escaped(out_, target.title);
  }
  out_ += "\">";
}

void HtmlWriter::leave_link(const LinkTarget& target) {
  if (target.clickable) {
    out_ += "</a>";
  }
}

void HtmlWriter::image(const ImageSource& source) {
  if (!source.loadable) {
    html::append_escaped(out_, source.alt);
    return;
  }
  out_ += "<img src=\"";
  html::append_url(out_, source.url);
  out_ += "\" alt=\"";
  html::append_escaped(out_, source.alt);
  if (!source.title.empty()) {
    out_ += "\" title=\"";
    html::append_escaped(out_, source.title);
  }
  out_ += '"';
  if (style_ == HtmlStyle::kArticle) {
    html::append_delivery(out_, source.url);
  }
  out_ += void_end();
}

void HtmlWriter::text(std::string_view text) {
  html::append_escaped(out_, text);
}

void HtmlWriter::hard_break() {
  out_ += "<br";
  out_ += void_end();
  out_ += '\n';
}

void HtmlWriter::enter_alert(std::size_t begin, std::string_view kind, std::string_view title) {
  out_.shorten(begin);
  out_ += "<div class=\"markdown-alert markdown-alert-";
  out_ += kind;
  out_ += "\" role=\"note\">\n<p class=\"markdown-alert-title\" data-alert=\"";
  out_ += kind;
  out_ += "\">";
  out_ += title;
  out_ += "</p>\n";
}

void HtmlWriter::enter_alert_text() {
  out_ += "<p>";
}

void HtmlWriter::leave_alert() {
  fresh_line();
  out_ += "</div>\n";
}

void HtmlWriter::leave_figure(std::string_view caption) {
  constexpr std::string_view kParagraph = "<p>";
  constexpr std::string_view kFigure = "<figure>";
  const std::size_t begin = id_at_ + 1 - kParagraph.size();
  out_.replace(begin, kParagraph.size(), kFigure);
  fragments_.shift(begin, kFigure.size() - kParagraph.size());
  out_ += "<figcaption>";
  html::append_escaped(out_, caption);
  out_ += "</figcaption></figure>\n";
}

void HtmlWriter::replace_paragraph(std::string_view html) {
  constexpr std::string_view kTag = "<p";
  out_.shorten(id_at_ - kTag.size());
  out_ += html;
}

void HtmlWriter::leave_display_math() {
  constexpr std::string_view kOpen = "<span";
  constexpr std::string_view kClose = "</span>";
  const std::string formula(out_.view().substr(id_at_ + 1));
  replace_paragraph("<div");
  out_ +=
      std::string_view(formula).substr(kOpen.size(), formula.size() - kOpen.size() - kClose.size());
  out_ += "</div>\n";
}

void HtmlWriter::set_id(std::string_view id, std::size_t at) {
  std::string attribute = " id=\"";
  attribute += id;
  attribute += '"';
  out_.insert(at, attribute);
  fragments_.shift(at, attribute.size());
}

}  // namespace broadsheet::markdown
