#include "markdown/document.h"

#include <md4c.h>

#include <new>
#include <string>

#include "markdown/attribute.h"
#include "markdown/document_events.h"
#include "text/fold.h"
#include "text/script.h"

namespace broadsheet::markdown {

int Document::enter_block(MD_BLOCKTYPE type, void* detail) {
  end_raw_inline();
  raw_.enter_block(type);
  if (footnotes_ && is_footnote_frame(type, true, detail)) {
    return within_limit();
  }
  std::string_view language;
  MD_BLOCK_H_DETAIL heading;
  bool starts_content = true;
  const bool in_quote = alert_state_ == AlertState::kQuote;
  alert_state_ = AlertState::kNone;
  switch (type) {
    case MD_BLOCK_QUOTE:
      if (containers_ == 0 && !settings_.commonmark) {
        html_.fresh_line();
        quote_begin_ = html_.size();
        alert_state_ = AlertState::kQuote;
      }
      ++containers_;
      break;
    case MD_BLOCK_UL:
    case MD_BLOCK_OL:
    case MD_BLOCK_TABLE:
      ++containers_;
      break;
    case MD_BLOCK_DOC:
      starts_content = false;
      break;
    case MD_BLOCK_H:
      heading_level_ = static_cast<const MD_BLOCK_H_DETAIL*>(detail)->level;
      if (settings_.shift_headings) {
        heading_level_ = heading_levels_.place(heading_level_);
      }
      heading = {heading_level_};
      detail = &heading;
      heading_is_first_ = !any_block_;
      break;
    case MD_BLOCK_P:
      shape_ = Shape::kEmpty;
      if (in_quote) {
        alert_state_ = AlertState::kParagraph;
      }
      break;
    case MD_BLOCK_CODE:
      language = decode(static_cast<const MD_BLOCK_CODE_DETAIL*>(detail)->lang, language_);
      language = shortcodes_.restored(language, buffer_);
      break;
    case MD_BLOCK_HTML:
      in_raw_block_ = true;
      break;
    default:
      break;
  }
  any_block_ = any_block_ || starts_content;
  if (want_html_) {
    html_.enter_block(type, detail, language);
  }
  if (want_text_) {
    in_cell_ = type == MD_BLOCK_TH || type == MD_BLOCK_TD;
    if (in_cell_) {
      text_.cell_break();
    } else {
      text_.block_break();
    }
    if (type == MD_BLOCK_H || type == MD_BLOCK_P) {
      block_mark_ = text_.mark();
    }
  }
  links_.begin_block();
  return within_limit();
}

int Document::leave_block(MD_BLOCKTYPE type) {
  if (type == MD_BLOCK_HTML) {
    in_raw_block_ = false;
    raw_.end_block();
  } else {
    end_raw_inline();
    raw_.leave_block(type);
  }
  if (footnotes_ && is_footnote_frame(type, false, nullptr)) {
    return within_limit();
  }
  bool is_written = false;
  switch (type) {
    case MD_BLOCK_QUOTE:
      --containers_;
      is_written = in_alert_ && containers_ == 0;
      if (is_written) {
        in_alert_ = false;
        html_.leave_alert();
      }
      break;
    case MD_BLOCK_UL:
    case MD_BLOCK_OL:
    case MD_BLOCK_TABLE:
      --containers_;
      break;
    case MD_BLOCK_H:
      leave_heading();
      break;
    case MD_BLOCK_P:
      // An alert's title needs no paragraph of its own below it.
      is_written = alert_state_ == AlertState::kTitle || leave_paragraph();
      break;
    default:
      break;
  }
  alert_state_ = AlertState::kNone;
  if (want_html_ && !is_written) {
    html_.leave_block(type);
  }
  in_cell_ = false;
  if (type != MD_BLOCK_TH && type != MD_BLOCK_TD) {
    text_.block_break();
  }
  return within_limit();
}

int Document::enter_span(MD_SPANTYPE type, void* detail) {
  end_raw_inline();
  alert_state_ = AlertState::kNone;
  if (type == MD_SPAN_IMG) {
    links_.enter_image(*static_cast<const MD_SPAN_IMG_DETAIL*>(detail));
    return 0;
  }
  if (links_.in_image()) {
    return 0;
  }
  const bool in_raw_link = raw_.in_link();
  if (!raw_.enter_span(type)) {
    return 0;
  }
  if (shape_ == Shape::kInBold) {
    ++bold_depth_;
  } else if (shape_ == Shape::kEmpty && type == MD_SPAN_STRONG) {
    shape_ = Shape::kInBold;
    bold_depth_ = 1;
  } else if (shape_ == Shape::kEmpty && type == MD_SPAN_LATEXMATH_DISPLAY) {
    shape_ = Shape::kMath;
  } else if (shape_ != Shape::kEmpty || type != MD_SPAN_A) {
    shape_ = Shape::kOther;
  }
  if (type == MD_SPAN_A) {
    links_.enter_link(*static_cast<const MD_SPAN_A_DETAIL*>(detail), in_raw_link);
  } else if (want_html_) {
    html_.enter_span(type);
  }
  return 0;
}

int Document::leave_span(MD_SPANTYPE type) {
  end_raw_inline();
  if (type == MD_SPAN_IMG) {
    links_.leave_image();
    if (!links_.in_image()) {
      shape_ = shape_ == Shape::kEmpty ? Shape::kImage : Shape::kOther;
    }
    return within_limit();
  }
  if (links_.in_image() || !raw_.leave_span()) {
    return 0;
  }
  if (shape_ == Shape::kInBold && --bold_depth_ == 0) {
    shape_ = Shape::kBold;
  }
  if (type == MD_SPAN_A) {
    links_.leave_link();
  } else if (want_html_) {
    html_.leave_span(type);
  }
  return within_limit();
}

void Document::plain(std::string_view text) {
  if (links_.in_image()) {
    links_.image_text(text);
    return;
  }
  if (raw_.skipping()) {
    return;
  }
  if (shape_ != Shape::kInBold) {
    shape_ = Shape::kOther;
  }
  if (want_html_) {
    html_.text(text);
  }
  if (want_text_) {
    text_.append(text);
  }
}

int Document::text(MD_TEXTTYPE type, std::string_view text) {
  if (label_end_ != nullptr && take_from_label(text)) {
    return 0;
  }
  place_.see(text.data());
  if (type == MD_TEXT_HTML || in_raw_block_) {
    raw_.add(type == MD_TEXT_NULLCHAR ? "\xEF\xBF\xBD" : shortcodes_.restored(text, buffer_),
             place_.last());
    return within_limit();
  }
  end_raw_inline();
  const AlertState alert_state = alert_state_;
  if (alert_state != AlertState::kNone) {
    alert_state_ = AlertState::kNone;
    if (type == MD_TEXT_NORMAL && alert_state == AlertState::kParagraph &&
        take_alert_marker(text)) {
      return within_limit();
    }
  }
  switch (type) {
    case MD_TEXT_NORMAL:
      if (has_double_asterisk_) {
        report_literal_emphasis(text);
      }
      prepared_.has_footnotes() || !shortcodes_.empty() ? normal(text) : plain(text);
      break;
    case MD_TEXT_CODE:
      text = shortcodes_.restored(text, buffer_);
      in_cell_ ? code_in_cell(text) : plain(text);
      break;
    case MD_TEXT_LATEXMATH:
      if (shape_ == Shape::kMath && !raw_.skipping()) {
        sinks_.plain(shortcodes_.restored(text, buffer_));
      } else {
        plain(shortcodes_.restored(text, buffer_));
      }
      break;
    case MD_TEXT_NULLCHAR:
      plain("\xEF\xBF\xBD");
      break;
    case MD_TEXT_ENTITY:
      buffer_.clear();
      append_entity(buffer_, text);
      plain(buffer_);
      break;
    case MD_TEXT_BR:
    case MD_TEXT_SOFTBR:
      if (links_.in_image()) {
        links_.image_text(" ");
        break;
      }
      if (raw_.skipping()) {
        break;
      }
      if (alert_state == AlertState::kTitle) {
        html_.enter_alert_text();
        break;
      }
      shape_ = Shape::kOther;
      if (type == MD_TEXT_BR) {
        text_.hard_break();
      } else {
        text_.soft_break();
      }
      if (want_html_) {
        type == MD_TEXT_BR ? html_.hard_break() : html_.soft_break();
      }
      break;
    case MD_TEXT_HTML:
      break;
  }
  return within_limit();
}

/// Raw HTML between text, which md4c gives in pieces, ends where something else begins.
void Document::end_raw_inline() {
  if (!raw_.pending()) {
    return;
  }
  if (links_.in_image()) {
    links_.image_text(raw_.take_label());
    return;
  }
  alert_state_ = AlertState::kNone;
  shape_ = Shape::kOther;
  raw_.end_inline();
}

namespace {

/// Exceptions must not pass through md4c, which would leak its memory.
template <typename Action>
int guarded(Action action) noexcept {
  try {
    return action();
  } catch (const std::bad_alloc&) {
    return kStopNoMemory;
  } catch (...) {
    return kStopDefect;
  }
}

Document& document_of(void* userdata) {
  return *static_cast<Document*>(userdata);
}

int on_enter_block(MD_BLOCKTYPE type, void* detail, void* userdata) {
  return guarded([&] { return document_of(userdata).enter_block(type, detail); });
}

int on_leave_block(MD_BLOCKTYPE type, void* /*detail*/, void* userdata) {
  return guarded([&] { return document_of(userdata).leave_block(type); });
}

int on_enter_span(MD_SPANTYPE type, void* detail, void* userdata) {
  return guarded([&] { return document_of(userdata).enter_span(type, detail); });
}

int on_leave_span(MD_SPANTYPE type, void* /*detail*/, void* userdata) {
  return guarded([&] { return document_of(userdata).leave_span(type); });
}

int on_text(MD_TEXTTYPE type, const MD_CHAR* text, MD_SIZE size, void* userdata) {
  return guarded([&] { return document_of(userdata).text(type, {text, size}); });
}

void on_message(const char* message, void* userdata) {
  document_of(userdata).parser_says(message);
}

}  // namespace

int Document::parse() {
  MD_PARSER parser = {};
  parser.flags = settings_.commonmark
                     ? MD_DIALECT_COMMONMARK
                     : MD_DIALECT_GITHUB | MD_FLAG_AUTOLINKSINTEXT | MD_FLAG_LATEXMATHSPANS;
  if (settings_.emphasis != Emphasis::kCommonMark) {
    parser.flags |= MD_FLAG_CJKFRIENDLY;
  }
  if (settings_.emphasis == Emphasis::kLenient && text::is_cjk(body_)) {
    parser.flags |= MD_FLAG_LENIENTEMPHASIS;
  }
  parser.enter_block = on_enter_block;
  parser.leave_block = on_leave_block;
  parser.enter_span = on_enter_span;
  parser.leave_span = on_leave_span;
  parser.text = on_text;
  parser.debug_log = on_message;
  return md_parse(prepared_.text().data(), static_cast<MD_SIZE>(prepared_.text().size()), &parser,
                  this);
}

}  // namespace broadsheet::markdown
