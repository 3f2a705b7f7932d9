#include "sent/mail_frame.h"

#include <algorithm>

#include "html/sanitizer.h"
#include "sent/fill.h"
#include "sent/styles.h"
#include "text/buffer.h"
#include "text/fold.h"
#include "text/utf8.h"

namespace broadsheet::sent {
namespace {

constexpr std::string_view kTableBegin =
    "<table role=\"presentation\" width=\"100%\" cellpadding=\"0\" cellspacing=\"0\" border=\"0\"";

/// `accent`, nearer to white: links on a dark page.
std::string lightened(std::string_view accent) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string out = "#";
  for (std::size_t at = 1; at + 1 < accent.size(); at += 2) {
    const std::size_t value = kDigits.find(accent[at]) * 16 + kDigits.find(accent[at + 1]);
    const std::size_t light = value + (255 - value) * 55 / 100;
    out += kDigits[light / 16];
    out += kDigits[light % 16];
  }
  return out;
}

/// Colors of the dark, each behind `prefix`: media queries for those who have them, and Outlook's
/// own attribute for its apps.
void append_dark(text::Buffer& out, std::string_view prefix, std::string_view accent) {
  append_filled(out,
                "$r0.bs-page{background-color:#101214!important}\n"
                "$r0.bs-sheet{background-color:#15171a!important}\n"
                "$r0.bs-text{color:#e3e1dc!important}\n"
                "$r0.bs-text span{color:inherit!important}\n"
                "$r0.bs-text p{color:inherit!important}\n"
                "$r0.bs-text div{color:inherit!important}\n"
                "$r0.bs-text .bs-soft{color:#b6b4ae!important}\n"
                "$r0.bs-text .bs-mark{color:#1a1c1f!important}\n"
                "$r0.bs-text .bs-panel{background-color:#24282d!important}\n"
                "$r0.bs-text code{background-color:#24282d!important}\n"
                "$r0.bs-text blockquote,$r0.bs-text hr,$r0.bs-text th,$r0.bs-text td,"
                "$r0.bs-text div{border-color:#4a4f56!important}\n"
                "$r0.bs-text .bs-alert{border-color:$r1!important}\n"
                "$r0.bs-text a{color:$r1!important}\n"
                "$r0.bs-text .bs-button{color:#ffffff!important}\n",
                {prefix, lightened(accent)});
}

void append_style(text::Buffer& out, std::string_view accent) {
  out +=
      "<style>\n@media (max-width:620px){\n"
      ".bs-text{padding:24px 20px!important}\n"
      ".bs-edge{padding:0!important}\n}\n"
      ".bs-soft a{color:inherit}\n"
      "@media (prefers-color-scheme:dark){\n";
  append_dark(out, "", accent);
  out += "}\n";
  append_dark(out, "[data-ogsc] ", accent);
  out += "</style>\n";
}

void append_head(text::Buffer& out, const MailFrame& frame) {
  append_filled(
      out, frame.lang.empty() ? "<!DOCTYPE html>\n<html" : "<!DOCTYPE html>\n<html lang=\"$e0\"",
      {frame.lang});
  append_filled(
      out,
      " dir=\"$r0\">\n<head>\n<meta charset=\"utf-8\">\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
      "<meta name=\"color-scheme\" content=\"light dark\">\n"
      "<meta name=\"supported-color-schemes\" content=\"light dark\">\n"
      "<meta name=\"x-apple-disable-message-reformatting\">\n"
      "<meta name=\"format-detection\" content=\"telephone=no, date=no, address=no, email=no\">\n"
      "<title>$e1</title>\n",
      {frame.right_to_left ? "rtl" : "ltr", frame.title.empty() ? frame.name : frame.title});
  append_style(out, frame.accent);
  // Outlook scales pictures by the screen's resolution, but not the tables around them.
  out +=
      "<!--[if mso]><xml><o:OfficeDocumentSettings xmlns:o=\"urn:schemas-microsoft-com:office:"
      "office\"><o:PixelsPerInch>96</o:PixelsPerInch></o:OfficeDocumentSettings></xml>"
      "<![endif]-->\n</head>\n";
}

/// The first words that lists of mails show; blanks that nobody sees keep what follows out of them.
void append_preview(text::Buffer& out, std::string_view preview) {
  append_filled(out,
                "<div style=\"display:none;max-height:0;overflow:hidden;mso-hide:all\" "
                "aria-hidden=\"true\">$e0",
                {preview});
  constexpr std::size_t kShown = 150;  // characters, in the widest list
  const std::size_t characters = utf8::count(preview);
  for (std::size_t at = characters; at < kShown; ++at) {
    out += "\xCD\x8F\xE2\x80\x8C\xC2\xA0";  // U+034F, U+200C, U+00A0
  }
  out += "</div>\n";
}

void append_above(text::Buffer& out, const MailFrame& frame) {
  if (!frame.header.empty()) {
    append_filled(out, "<div>$r0</div>\n", {frame.header});
  } else if (!frame.name.empty()) {
    append_filled(out,
                  frame.home.empty()
                      ? "<p style=\"margin:0 0 20px;font-size:14px;font-weight:700\">$e0</p>\n"
                      : "<p style=\"margin:0 0 20px;font-size:14px;font-weight:700\">"
                        "<a href=\"$u1\" style=\"color:$r2;text-decoration:none\">$e0</a></p>\n",
                  {frame.name, frame.home, frame.accent});
  }
  if (frame.shows_title && !frame.title.empty()) {
    append_filled(
        out,
        "<h1 style=\"margin:0 0 12px;font-size:28px;line-height:1.3;font-weight:700\">$e0</h1>\n",
        {frame.title});
  }
  if (!frame.url.empty()) {
    append_filled(out,
                  "<p style=\"margin:0 0 24px;font-size:14px\"><a href=\"$u0\" "
                  "style=\"color:$r1;text-decoration:underline\">$e2</a></p>\n",
                  {frame.url, frame.accent, frame.words->read_on_web});
  }
}

/// A button that needs no VML: the color is the cell's.
void append_button(text::Buffer& out, const MailFrame& frame) {
  append_filled(out,
                "<table role=\"presentation\" cellpadding=\"0\" cellspacing=\"0\" border=\"0\" "
                "style=\"margin:24px 0\"><tr><td style=\"padding:12px 20px;background-color:$r0\">"
                "<a class=\"bs-button\" href=\"$u1\" "
                "style=\"color:#ffffff;text-decoration:none;font-weight:700\">$e2$e3</a>"
                "</td></tr></table>\n",
                {frame.accent, frame.url, frame.words->read_on, *frame.cut_before});
}

}  // namespace

const MailWords& mail_words(bool is_chinese) {
  static constexpr MailWords kEnglish = {"Read on the web", "Read on: ", "Links"};
  static constexpr MailWords kChinese = {"在网页上阅读", "继续阅读：", "链接"};
  return is_chinese ? kChinese : kEnglish;
}

std::string mail_html(const MailFrame& frame, std::string_view body) {
  text::Buffer out;
  constexpr std::size_t kFrame = 8'000;
  out.reserve(body.size() + frame.header.size() + frame.footer.size() + kFrame);
  append_head(out, frame);
  out += "<body class=\"bs-page\" style=\"margin:0;padding:0;background-color:#f1f1ec\">\n";
  append_preview(out, frame.preview);
  append_filled(
      out,
      "$r0 class=\"bs-page\" style=\"background-color:#f1f1ec\"><tr>"
      "<td class=\"bs-edge\" align=\"center\" style=\"padding:24px 0\">\n"
      "<!--[if mso]><table role=\"presentation\" width=\"600\" cellpadding=\"0\" "
      "cellspacing=\"0\" border=\"0\"><tr><td><![endif]-->\n"
      "$r0 class=\"bs-sheet\" style=\"max-width:600px;margin:0 auto;background-color:#ffffff\">"
      "<tr><td class=\"bs-text\" "
      "style=\"padding:32px;font-family:$r1;font-size:16px;line-height:$r2;"
      "color:#1a1c1f;text-align:$r3;word-break:break-word\">\n",
      {kTableBegin, mail_font(frame.is_cjk), frame.is_cjk ? "1.75" : "1.6",
       frame.right_to_left ? "right" : "left"});
  append_above(out, frame);
  out += body;
  if (frame.cut_before != nullptr) {
    append_button(out, frame);
  }
  if (!frame.footer.empty()) {
    append_filled(out,
                  "<div class=\"bs-soft\" style=\"margin:32px 0 0;padding-top:16px;"
                  "border-top:1px solid #dbdbd4;font-size:13px;color:#646870\">$r0</div>\n",
                  {frame.footer});
  }
  out +=
      "</td></tr></table>\n<!--[if mso]></td></tr></table><![endif]-->\n"
      "</td></tr></table>\n</body>\n</html>\n";
  return out.take();
}

std::string mail_text(const MailFrame& frame, std::string_view body,
                      const std::vector<std::string>& links) {
  TextPage page;
  if (!frame.name.empty()) {
    page.add(frame.name);
    page.end_block();
    page.leave_room();
  }
  if (frame.shows_title && !frame.title.empty()) {
    page.add(frame.title);
    page.end_underlined('=');
    page.leave_room();
  }
  if (!frame.url.empty()) {
    page.add(frame.words->read_on_web);
    page.break_line();
    page.add(frame.url);
    page.end_block();
  }
  std::string text = page.take();
  const auto append_part = [&text](std::string_view part) {
    text += text.empty() || part.empty() ? "" : "\n";
    text += part;
  };
  append_part(body);
  if (frame.cut_before != nullptr) {
    append_part(std::string(frame.words->read_on) + *frame.cut_before + '\n' +
                std::string(frame.url) + '\n');
  }
  if (!links.empty()) {
    std::string list(frame.words->links);
    list += '\n';
    for (std::size_t at = 0; at < links.size(); ++at) {
      list += '[' + std::to_string(at + 1) + "] " + links[at] + '\n';
    }
    append_part(list);
  }
  const std::string footer = frame.footer_text.empty()
                                 ? std::string(text::trim(html::text_of(frame.footer)))
                                 : std::string(frame.footer_text);
  if (!footer.empty()) {
    // RFC 3676, 4.3: what follows is a signature to clients.
    append_part("-- \n" + footer + '\n');
  }
  return text;
}

}  // namespace broadsheet::sent
