#include "html/tokenizer.h"

#include "text/ascii.h"
#include "text/not_found.h"

namespace broadsheet::html {
namespace {

// HTML, 13.2.5.8, tag name state.
bool ends_name(char c) {
  return is_html_blank(c) || c == '/' || c == '>';
}

}  // namespace

bool same_name(std::string_view name, std::string_view lower) {
  if (name.size() != lower.size()) {
    return false;
  }
  // Names of HTML fold in ASCII alone: U+212A is no `k` here.
  for (std::size_t i = 0; i < name.size(); ++i) {
    const char c = name[i] >= 'A' && name[i] <= 'Z' ? static_cast<char>(name[i] + 32) : name[i];
    if (c != lower[i]) {
      return false;
    }
  }
  return true;
}

std::size_t find_end_tag(std::string_view html, std::string_view name, std::size_t from) {
  for (std::size_t at = html.find("</", from); at != text::kNotFound;
       at = html.find("</", at + 2)) {
    const std::size_t end = at + 2 + name.size();
    // At the end of the text the rest of the tag may follow in the next piece of raw HTML.
    if (same_name(html.substr(at + 2, name.size()), name) &&
        (end == html.size() || ends_name(html[end]))) {
      return at;
    }
  }
  return text::kNotFound;
}

bool Tokenizer::starts_markup(std::size_t at) const {
  // HTML, 13.2.5.6, tag open state: `<` before anything else is text.
  const char next = at + 1 < html_.size() ? html_[at + 1] : '\0';
  return text::is_letter(next) || next == '!' || next == '?' ||
         (next == '/' && at + 2 < html_.size());
}

bool Tokenizer::next(Token& token) {
  if (at_ >= html_.size()) {
    return false;
  }
  const std::size_t begin = at_;
  token.attributes.clear();
  token.name = {};
  token.self_closing = false;
  std::size_t end = begin;
  while ((end = html_.find('<', end)) != text::kNotFound && !starts_markup(end)) {
    ++end;
  }
  if (end == begin) {
    read_markup(token);
  } else {
    token.kind = TokenKind::kText;
    at_ = end == text::kNotFound ? html_.size() : end;
  }
  token.source = html_.substr(begin, at_ - begin);
  return true;
}

void Tokenizer::read_markup(Token& token) {
  const char next = html_[at_ + 1];
  if (text::is_letter(next)) {
    ++at_;
    token.kind = TokenKind::kStartTag;
    read_tag(token);
  } else if (next == '/' && text::is_letter(html_[at_ + 2])) {
    at_ += 2;
    token.kind = TokenKind::kEndTag;
    read_tag(token);
  } else if (html_.substr(at_, 4) == "<!--") {
    read_comment(token);
  } else {
    read_bogus_comment(token);
  }
}

void Tokenizer::read_bogus_comment(Token& token) {
  const std::size_t end = html_.find('>', at_ + 2);
  token.kind = end == text::kNotFound ? TokenKind::kOpenComment : TokenKind::kComment;
  at_ = end == text::kNotFound ? html_.size() : end + 1;
}

void Tokenizer::read_comment(Token& token) {
  token.kind = TokenKind::kComment;
  at_ += 4;
  // HTML, 13.2.5.43 and 44: `<!-->` and `<!--->` are whole comments. Read otherwise, what a browser
  // shows behind them would have been left unchecked.
  if (html_.substr(at_, 1) == ">") {
    at_ += 1;
    return;
  }
  if (html_.substr(at_, 2) == "->") {
    at_ += 2;
    return;
  }
  for (std::size_t at = html_.find("--", at_); at != text::kNotFound;
       at = html_.find("--", at + 1)) {
    if (html_.substr(at + 2, 1) == ">") {
      at_ = at + 3;
      return;
    }
    // HTML, 13.2.5.52.
    if (html_.substr(at + 2, 2) == "!>") {
      at_ = at + 4;
      return;
    }
  }
  token.kind = TokenKind::kOpenComment;
  at_ = html_.size();
}

void Tokenizer::skip_blanks() {
  while (at_ < html_.size() && is_html_blank(html_[at_])) {
    ++at_;
  }
}

void Tokenizer::read_tag(Token& token) {
  const std::size_t begin = at_;
  while (at_ < html_.size() && !ends_name(html_[at_])) {
    ++at_;
  }
  token.name = html_.substr(begin, at_ - begin);
  while (true) {
    skip_blanks();
    if (at_ >= html_.size()) {
      break;
    }
    if (html_[at_] == '>') {
      ++at_;
      return;
    }
    if (html_[at_] == '/') {
      ++at_;
      // HTML, 13.2.5.40: a solidus elsewhere only divides attributes.
      if (at_ < html_.size() && html_[at_] == '>') {
        token.self_closing = true;
      }
      continue;
    }
    if (!read_attribute(token)) {
      break;
    }
  }
  // HTML, 13.2.5, eof-in-tag: a browser drops the tag, so nothing in it can be trusted.
  token.kind = TokenKind::kOpenTag;
  at_ = html_.size();
}

/// False when the input ends in it.
bool Tokenizer::read_attribute(Token& token) {
  Attribute attribute;
  const std::size_t begin = at_;
  // A name may begin with an equals sign, but not hold one.
  ++at_;
  while (at_ < html_.size() && !ends_name(html_[at_]) && html_[at_] != '=') {
    ++at_;
  }
  attribute.name = html_.substr(begin, at_ - begin);
  skip_blanks();
  if (at_ < html_.size() && html_[at_] == '=') {
    ++at_;
    skip_blanks();
    const char quote = at_ < html_.size() ? html_[at_] : '\0';
    if (quote == '"' || quote == '\'') {
      const std::size_t end = html_.find(quote, at_ + 1);
      if (end == text::kNotFound) {
        return false;
      }
      attribute.value = html_.substr(at_ + 1, end - at_ - 1);
      at_ = end + 1;
    } else {
      // HTML, 13.2.5.38: unquoted, a value may hold quotes, `<`, `=` and `/`.
      const std::size_t value = at_;
      while (at_ < html_.size() && !is_html_blank(html_[at_]) && html_[at_] != '>') {
        ++at_;
      }
      attribute.value = html_.substr(value, at_ - value);
    }
  }
  token.attributes.push_back(attribute);
  return at_ < html_.size();
}

}  // namespace broadsheet::html
