#include "event_oracle.h"

#include <md4c.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "expect.h"

namespace broadsheet::fuzz {
namespace {

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
bool is_scheme_character(char c) {
  return is_letter(c) || (c >= '0' && c <= '9') || c == '+' || c == '-' || c == '.';
}
bool is_inside_autolink(char c) {
  return static_cast<unsigned char>(c) > 0x20 && c != 0x7F && c != '<' && c != '>';
}

/// CommonMark 6.5, "absolute URI"; a bare address has been given its scheme by the parser.
bool is_absolute_uri(std::string_view uri) {
  const std::size_t colon = uri.find(':');
  return colon != std::string_view::npos && colon >= 2 && colon <= 32 && is_letter(uri[0]) &&
         std::all_of(uri.begin(), uri.begin() + static_cast<std::ptrdiff_t>(colon),
                     is_scheme_character) &&
         std::all_of(uri.begin(), uri.end(), is_inside_autolink);
}

/// What is open, outermost first.
class Nesting {
 public:
  explicit Nesting(std::string_view source) : source_(source) {}

  void enter(bool block, int type) {
    expect(!block || open_.empty() || open_.back().first, "no block stands in a span", source_);
    open_.emplace_back(block, type);
  }

  void leave(bool block, int type) {
    expect(!open_.empty() && open_.back() == std::pair(block, type),
           "what was entered last is left first", source_);
    open_.pop_back();
  }

  void autolink(std::string_view href) const {
    expect(is_absolute_uri(href), "an autolink is an absolute URI", href);
  }

  void text() const { expect(!open_.empty(), "text stands in a block", source_); }

  void finish() const { expect(open_.empty(), "all that was entered is left", source_); }

 private:
  std::string_view source_;
  std::vector<std::pair<bool, int>> open_;
};

Nesting& nesting_of(void* userdata) {
  return *static_cast<Nesting*>(userdata);
}

int on_enter_block(MD_BLOCKTYPE type, void* /*detail*/, void* userdata) {
  nesting_of(userdata).enter(true, type);
  return 0;
}

int on_leave_block(MD_BLOCKTYPE type, void* /*detail*/, void* userdata) {
  nesting_of(userdata).leave(true, type);
  return 0;
}

int on_enter_span(MD_SPANTYPE type, void* detail, void* userdata) {
  nesting_of(userdata).enter(false, type);
  if (type == MD_SPAN_A) {
    const auto& link = *static_cast<const MD_SPAN_A_DETAIL*>(detail);
    if (link.is_autolink != 0) {
      nesting_of(userdata).autolink({link.href.text, link.href.size});
    }
  }
  return 0;
}

int on_leave_span(MD_SPANTYPE type, void* /*detail*/, void* userdata) {
  nesting_of(userdata).leave(false, type);
  return 0;
}

int on_text(MD_TEXTTYPE /*type*/, const MD_CHAR* /*text*/, MD_SIZE /*size*/, void* userdata) {
  nesting_of(userdata).text();
  return 0;
}

}  // namespace

void expect_sound_events(std::string_view source, Profile profile) {
  Nesting nesting(source);
  MD_PARSER parser = {};
  parser.flags = profile == Profile::kCommonMark
                     ? MD_DIALECT_COMMONMARK
                     : MD_DIALECT_GITHUB | MD_FLAG_LATEXMATHSPANS | MD_FLAG_AUTOLINKSINTEXT |
                           MD_FLAG_CJKFRIENDLY | MD_FLAG_LENIENTEMPHASIS;
  parser.enter_block = on_enter_block;
  parser.leave_block = on_leave_block;
  parser.enter_span = on_enter_span;
  parser.leave_span = on_leave_span;
  parser.text = on_text;
  if (md_parse(source.data(), static_cast<MD_SIZE>(source.size()), &parser, &nesting) == 0) {
    nesting.finish();
  }
}

}  // namespace broadsheet::fuzz
