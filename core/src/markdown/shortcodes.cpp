#include "markdown/shortcodes.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "markdown/verbatim_blocks.h"
#include "text/ascii.h"
#include "text/fold.h"
#include "text/not_found.h"

namespace broadsheet::markdown {
namespace {

constexpr std::size_t kMaxTagBytes = 2'000;
constexpr std::string_view kBlanks = " \t\r\n";

bool is_name_character(char c) {
  return text::is_alphanumeric(c) || c == '_' || c == '-' || c == '.' || c == '/';
}

std::string_view without_prefix(std::string_view text, std::string_view prefix) {
  return text.substr(0, prefix.size()) == prefix ? text.substr(prefix.size()) : text;
}

/// A tag as it is written, with the text between its braces.
struct Tag {
  std::size_t begin = 0;
  std::size_t end = 0;  ///< 0: there is none
  bool is_liquid = false;
  bool is_output = false;  ///< Liquid's {{ }}
  std::string_view inner;
  std::string_view name;
  std::string_view rest;  ///< the arguments
};

/// The tag that begins at `begin`, where a brace stands.
Tag tag_at(std::string_view body, std::size_t begin) {
  Tag tag;
  const std::string_view open = body.substr(begin, 3);
  std::string_view close = "}}";
  std::size_t inner = begin + 2;
  if (open.substr(0, 2) == "{%") {
    close = "%}";
    tag.is_liquid = true;
  } else if (open == "{{<" || open == "{{%") {
    close = open == "{{<" ? ">}}" : "%}}";
    ++inner;
  } else if (open.substr(0, 2) == "{{" && (begin == 0 || body[begin - 1] != '$')) {
    tag.is_liquid = true;  // ${{ x }} is an expression of GitHub's workflows.
    tag.is_output = true;
  } else {
    return {};
  }
  // Two paragraphs are no tag, nor is what begins in one code span and ends in another.
  const std::string_view window = body.substr(inner, kMaxTagBytes);
  std::size_t end = window.find_first_of("{}%>`\n");
  while (end != text::kNotFound && window.substr(end, close.size()) != close) {
    const char next = end + 1 < window.size() ? window[end + 1] : '\0';
    const bool begins_tag = window[end] == '{' && (next == '{' || next == '%');
    if (window[end] == '`' || begins_tag || (window[end] == '\n' && next == '\n')) {
      return {};
    }
    end = window.find_first_of("{}%>`\n", end + 1);
  }
  if (end == text::kNotFound) {
    return {};
  }
  tag.inner = window.substr(0, end);
  std::string_view words = text::trim(tag.inner);
  if (tag.is_liquid) {
    words = text::trim(without_prefix(words, "-"));
    if (!words.empty() && words.back() == '-') {
      words = text::trim(words.substr(0, words.size() - 1));
    }
  }
  std::size_t name_end = 0;
  while (name_end < words.size() && is_name_character(words[name_end])) {
    ++name_end;
  }
  const bool is_escaped = words.substr(0, 2) == "/*";
  name_end = is_escaped ? 0 : name_end;
  const bool is_quoted = tag.is_output && (words.substr(0, 1) == "\"" || words.substr(0, 1) == "'");
  const bool is_name = name_end > 0 && (words[0] < '0' || words[0] > '9');
  if (!is_name && !is_escaped && !is_quoted) {
    return {};
  }
  tag.begin = begin;
  tag.end = inner + end + close.size();
  tag.name = words.substr(0, name_end);
  tag.rest = words.substr(name_end);
  return tag;
}

std::vector<ShortcodeArgument> arguments_of(std::string_view text) {
  std::vector<ShortcodeArgument> arguments;
  std::size_t at = 0;
  while ((at = text.find_first_not_of(kBlanks, at)) != text::kNotFound) {
    ShortcodeArgument argument;
    std::size_t key_end = at;
    while (key_end < text.size() && is_name_character(text[key_end])) {
      ++key_end;
    }
    if (key_end > at && key_end < text.size() && text[key_end] == '=') {
      argument.key = text.substr(at, key_end - at);
      at = key_end + 1;
    }
    if (at < text.size() && (text[at] == '"' || text[at] == '\'')) {
      const char quote = text[at++];
      while (at < text.size() && text[at] != quote) {
        at += text[at] == '\\' && at + 1 < text.size() ? 1 : 0;
        argument.value += text[at++];
      }
      ++at;
    } else {
      const std::size_t end = std::min(text.find_first_of(kBlanks, at), text.size());
      argument.value = text.substr(at, end - at);
      at = end;
    }
    arguments.push_back(std::move(argument));
  }
  return arguments;
}

ShortcodeForm form_of(const Tag& tag) {
  return tag.is_output   ? ShortcodeForm::kOutput
         : tag.is_liquid ? ShortcodeForm::kLiquid
                         : ShortcodeForm::kHugo;
}

/// Null for a tag without a meaning.
const KnownShortcode* known_of(const Tag& tag) {
  const auto* const known = std::find_if(
      std::begin(kKnownShortcodes), std::end(kKnownShortcodes),
      [&](const KnownShortcode& one) { return one.name == tag.name && one.form == form_of(tag); });
  return known == std::end(kKnownShortcodes) ? nullptr : known;
}

ShortcodeKind kind_of(const Tag& tag) {
  if (const KnownShortcode* const known = known_of(tag)) {
    return known->kind;
  }
  if (tag.is_output && tag.name.empty() && tag.rest.find("e_url") != text::kNotFound) {
    return ShortcodeKind::kReference;
  }
  return !tag.is_liquid && tag.rest.substr(0, 2) == "/*" ? ShortcodeKind::kLiteral
                                                         : ShortcodeKind::kUnknown;
}

class Replacer {
 public:
  Replacer(std::string_view body, Dialect dialect, const std::vector<VerbatimBlock>& verbatim,
           document::MappedText& text)
      : body_(body), dialect_(dialect), verbatim_(verbatim), text_(text) {}

  /// The pairs of tags that run() has found: what they hold is hidden from the parser.
  [[nodiscard]] const std::vector<VerbatimBlock>& pairs() const { return pairs_; }

  std::vector<Shortcode> run() {
    for (std::size_t at = body_.find('{'); at != text::kNotFound; at = body_.find('{', at)) {
      if (dialect_ == Dialect::kKramdown && body_.substr(at, 3) == "{::") {
        at = take_extension(at);
        continue;
      }
      const Tag tag = shortcodes_.size() < kMaxShortcodes ? tag_at(body_, at) : Tag{};
      if (tag.end == 0 || in_code(at)) {
        ++at;
        continue;
      }
      at = take(tag);
      skip_lines(tag.begin, at);
    }
    text_.copy(body_, copied_, body_.size());
    return std::move(shortcodes_);
  }

 private:
  /// Lines that a tag holds are not looked at.
  void skip_lines(std::size_t begin, std::size_t end) {
    const std::size_t feed = body_.substr(begin, end - begin).rfind('\n');
    if (feed != text::kNotFound) {
      next_line_ = begin + feed + 1;
    }
  }

  /// Whether `at`, which rises from call to call, stands in code or the like.
  bool in_code(std::size_t at) {
    while (next_line_ <= at) {
      const std::size_t end = std::min(body_.find('\n', next_line_), body_.size());
      line_ = next_line_;
      next_line_ = end + 1;
    }
    while (next_verbatim_ < verbatim_.size() && verbatim_[next_verbatim_].end <= at) {
      ++next_verbatim_;
    }
    return next_verbatim_ < verbatim_.size() && verbatim_[next_verbatim_].begin <= at;
  }

  /// The end tag of a pair. Tags that are only spoken of stand in code, and in the middle of a
  /// line: there a pair ends in the same line. Nothing is looked for again where it was not found.
  Tag end_tag(const Tag& tag) {
    const bool is_liquid = tag.is_liquid;
    const std::string name = (is_liquid ? "end" : "/") + std::string(tag.name);
    std::size_t& absent_until = absent_until_of(name);
    if (tag.end < absent_until) {
      return {};
    }
    const std::size_t limit = begins_line(tag.begin) ? body_.size() : inline_limit(tag.end);
    const std::string_view open = is_liquid ? "{%" : "{{";
    const std::string_view body = body_.substr(0, limit);
    for (std::size_t at = body.find(open, tag.end); at != text::kNotFound;
         at = body.find(open, at + 2)) {
      const Tag end = tag_at(body, at);
      // Hugo also allows `{{< / highlight >}}`.
      if (end.end != 0 && end.is_liquid == is_liquid &&
          (end.name == name || (end.name == "/" && text::trim(end.rest) == tag.name))) {
        return end;
      }
    }
    absent_until = limit;
    return {};
  }

  /// Where a pair in the middle of a line ends at the latest. `from` rises from call to call, so
  /// that no line is looked through twice.
  std::size_t inline_limit(std::size_t from) {
    if (inline_limit_ < from) {
      inline_limit_ = std::min(body_.find_first_of("\n`", from), body_.size());
    }
    return inline_limit_;
  }

  /// Whether `at`, in the line that was looked at last, has three blanks before it at most: more
  /// may be code.
  [[nodiscard]] bool begins_line(std::size_t at) const {
    constexpr std::size_t kMaxIndent = 3;
    return at - line_ <= kMaxIndent &&
           body_.substr(line_, at - line_).find_first_not_of(' ') == text::kNotFound;
  }
  [[nodiscard]] bool ends_line(std::size_t at) const {
    const std::size_t next = body_.find_first_not_of(" \t\r", at);
    return next == text::kNotFound || body_[next] == '\n';
  }

  std::size_t& absent_until_of(const std::string& name) {
    for (auto& [known, until] : absent_until_) {
      if (known == name) {
        return until;
      }
    }
    return absent_until_.emplace_back(name, 0).second;
  }

  /// Returns where to go on.
  std::size_t take(const Tag& tag) {
    const KnownShortcode* const known = known_of(tag);
    if (known != nullptr && known->is_pair) {
      const Tag end = end_tag(tag);
      if (end.end != 0) {
        pairs_.push_back({tag.begin, end.end});
        return take_pair(tag, end);
      }
    }
    Shortcode shortcode;
    shortcode.kind = kind_of(tag);
    shortcode.source = body_.substr(tag.begin, tag.end - tag.begin);
    shortcode.is_block =
        shortcode.kind == ShortcodeKind::kFigure && begins_line(tag.begin) && ends_line(tag.end);
    if (shortcode.kind == ShortcodeKind::kLiteral) {
      shortcode.content = tag.inner;
    }
    fill(shortcode, tag);
    place(std::move(shortcode), tag.begin, tag.end);
    return tag.end;
  }

  std::size_t take_pair(const Tag& tag, const Tag& end) {
    if (tag.name == "raw") {
      text_.copy(body_, copied_, tag.begin);
      text_.copy(body_, tag.end, end.begin);
      copied_ = end.end;
    } else if (tag.name == "comment") {
      text_.copy(body_, copied_, tag.begin);
      copied_ = end.end;
    } else {
      Shortcode shortcode;
      shortcode.kind = ShortcodeKind::kCode;
      shortcode.source = body_.substr(tag.begin, end.end - tag.begin);
      shortcode.content = body_.substr(tag.end, end.begin - tag.end);
      shortcode.is_block = begins_line(tag.begin) && ends_line(end.end);
      fill(shortcode, tag);
      place(std::move(shortcode), tag.begin, end.end);
    }
    return end.end;
  }

  /// An extension of kramdown, `{::name ...}` up to `{:/name}` or `{:/}`, or `{::name ... /}`:
  /// those that say something to kramdown are left out, the others are text. Returns where to go
  /// on.
  std::size_t take_extension(std::size_t begin) {
    const std::string_view window = body_.substr(begin + 3, kMaxTagBytes);
    const std::size_t tag_size = window.find_first_of("}\n`");
    if (tag_size == text::kNotFound || window[tag_size] != '}' || in_code(begin) ||
        (begin > 0 && body_[begin - 1] == '`')) {
      return begin + 3;
    }
    const std::string_view tag = window.substr(0, tag_size);
    const std::string_view name = tag.substr(0, std::min(tag.find_first_of(" \t/"), tag.size()));
    std::size_t end = begin + 3 + tag_size + 1;
    const bool keeps = name == "nomarkdown";
    if (!keeps && name != "comment" && name != "options") {
      return end;
    }
    std::size_t content_end = end;
    if (tag.back() != '/') {
      content_end = extension_end(begin, end, name);
      if (content_end == text::kNotFound) {
        return name == "options" ? leave_out(begin, end) : end;
      }
    }
    if (keeps) {
      leave_out(begin, end);
      begin = content_end;
    }
    if (content_end != end) {
      end = body_.find('}', content_end) + 1;
      if (!keeps) {
        pairs_.push_back({begin, end});
      }
    }
    return leave_out(begin, end);
  }

  std::size_t leave_out(std::size_t begin, std::size_t end) {
    text_.copy(body_, copied_, begin);
    copied_ = end;
    skip_lines(begin, end);
    return end;
  }

  /// Where the end tag of an extension begins that is open from `begin` to `from`.
  std::size_t extension_end(std::size_t begin, std::size_t from, std::string_view name) {
    std::string close = "{:/";
    close.append(name).append("}");
    std::size_t& absent_until = absent_until_of(close);
    if (from < absent_until) {
      return text::kNotFound;
    }
    const std::size_t limit = begins_line(begin) ? body_.size() : inline_limit(from);
    const std::string_view body = body_.substr(0, limit);
    for (std::size_t at = body.find("{:/", from); at != text::kNotFound;
         at = body.find("{:/", at + 3)) {
      if (body.substr(at, close.size()) == close || body.substr(at + 3, 1) == "}") {
        return at;
      }
    }
    absent_until = limit;
    return text::kNotFound;
  }

  static void fill(Shortcode& shortcode, const Tag& tag) {
    shortcode.name = tag.name;
    shortcode.arguments = arguments_of(tag.is_output ? tag.inner : tag.rest);
  }

  void place(Shortcode shortcode, std::size_t begin, std::size_t end) {
    text_.copy(body_, copied_, begin);
    if (shortcode.is_block) {
      text_.insert("\n", begin);
      text_.copy(body_, line_, begin);
    }
    shortcode.place = text_.text().size();
    std::string placeholder(kPlaceholderBegin);
    placeholder += std::to_string(shortcodes_.size());
    placeholder += kPlaceholderEnd;
    text_.insert(placeholder, begin);
    if (shortcode.is_block) {
      text_.insert("\n", begin);
    }
    shortcode.offset = begin;
    shortcodes_.push_back(std::move(shortcode));
    copied_ = end;
  }

  std::string_view body_;
  Dialect dialect_;
  const std::vector<VerbatimBlock>& verbatim_;
  document::MappedText& text_;
  std::vector<VerbatimBlock> pairs_;
  std::vector<Shortcode> shortcodes_;
  std::vector<std::pair<std::string, std::size_t>> absent_until_;  ///< of six names at most
  std::size_t inline_limit_ = 0;
  std::size_t next_verbatim_ = 0;
  std::size_t line_ = 0;  ///< begin of the line that was looked at last
  std::size_t next_line_ = 0;
  std::size_t copied_ = 0;
};

}  // namespace

bool may_have_shortcodes(std::string_view body, Dialect dialect) {
  if (dialect == Dialect::kKramdown && body.find("{::") != text::kNotFound) {
    return true;
  }
  for (std::size_t at = body.find('{'); at != text::kNotFound; at = body.find('{', at + 1)) {
    if (at + 1 < body.size() && (body[at + 1] == '{' || body[at + 1] == '%')) {
      return true;
    }
  }
  return false;
}

std::vector<Shortcode> replace_shortcodes(std::string_view body, Dialect dialect,
                                          document::MappedText& text) {
  if (body.find(kPlaceholderBegin) != text::kNotFound) {
    text.copy(body, 0, body.size());
    return {};
  }
  std::vector<VerbatimBlock> verbatim = verbatim_blocks_around_tags(body, dialect);
  Replacer replacer(body, dialect, verbatim, text);
  std::vector<Shortcode> shortcodes = replacer.run();
  if (replacer.pairs().empty()) {
    return shortcodes;
  }
  // A fence that a pair holds is none of the post's: the parser is asked again, without them.
  std::string masked(body);
  for (const VerbatimBlock& pair : replacer.pairs()) {
    std::fill(masked.begin() + static_cast<std::ptrdiff_t>(pair.begin),
              masked.begin() + static_cast<std::ptrdiff_t>(pair.end), 'x');
  }
  verbatim = verbatim_blocks_around_tags(masked, dialect);
  text = document::MappedText();
  return Replacer(body, dialect, verbatim, text).run();
}

Placeholder find_placeholder(std::string_view text, std::size_t from, std::size_t count) {
  Placeholder found;
  const std::size_t begin = text.find(kPlaceholderBegin, from);
  if (begin == text::kNotFound) {
    return found;
  }
  std::size_t at = begin + kPlaceholderBegin.size();
  while (at < text.size() && text[at] >= '0' && text[at] <= '9' && found.index < count) {
    found.index = found.index * 10 + static_cast<std::size_t>(text[at++] - '0');
  }
  if (found.index < count && text.substr(at, kPlaceholderEnd.size()) == kPlaceholderEnd) {
    found.begin = begin;
    found.end = at + kPlaceholderEnd.size();
  }
  return found;
}

bool expand_address(std::string_view url, const std::vector<Shortcode>& shortcodes,
                    std::string& out) {
  out.clear();
  std::size_t copied = 0;
  bool known = true;
  for (Placeholder next = find_placeholder(url, 0, shortcodes.size());
       next.begin != std::string_view::npos;
       next = find_placeholder(url, copied, shortcodes.size())) {
    const Shortcode& shortcode = shortcodes[next.index];
    out += url.substr(copied, next.begin - copied);
    if (shortcode.kind == ShortcodeKind::kReference) {
      out += shortcode.address();
    } else {
      out += shortcode.source;
      known = false;
    }
    copied = next.end;
  }
  out += url.substr(copied);
  return known;
}

}  // namespace broadsheet::markdown
