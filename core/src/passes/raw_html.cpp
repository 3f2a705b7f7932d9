#include "passes/raw_html.h"

#include <algorithm>
#include <string>
#include <utility>

#include "html/end_tags.h"
#include "html/sanitizer.h"
#include "passes/abbreviations.h"
#include "passes/raw_html_pieces.h"
#include "passes/tree_rewriter.h"
#include "text/fold.h"
#include "text/not_found.h"
#include "text/utf8.h"

namespace broadsheet::passes {
namespace {

using document::Kind;
using document::Node;
namespace flag = document::flag;

/// Whether `comment` divides the summary from the rest, as Hugo (`<!--more-->`), Jekyll
/// (`<!--excerpt-->`) and Docusaurus (`<!--truncate-->`) have it.
bool is_divider(std::string_view comment) {
  const std::size_t end = comment.rfind("-->");
  if (comment.substr(0, 4) != "<!--" || end == text::kNotFound || end < 4) {
    return false;
  }
  const std::string word = text::fold(comment.substr(4, end - 4));
  return word == "more" || word == "excerpt" || word == "truncate";
}

/// Where the paragraph around `at` ends at the latest: at the next blank line, quote marks aside.
std::size_t paragraph_end(std::string_view body, std::size_t at) {
  while ((at = body.find('\n', at)) != text::kNotFound) {
    const std::size_t next = body.find_first_not_of(" \t\r>", at + 1);
    if (next == text::kNotFound || body[next] == '\n') {
      return at;
    }
    at = next;
  }
  return body.size();
}

// --- The source as it is, or as text ---------------------------------------------------------

/// Raw HTML under a policy that keeps its source.
class KeptSource {
 public:
  KeptSource(const Context& context, TreeRewriter& out)
      : context_(context), pass_(context.policy.raw_html == RawHtml::kPass), out_(out) {}

  void write(const RawHtmlPieces& pieces, bool is_block) {
    html::Tokenizer tokenizer(pieces.text());
    html::Token token;
    std::string shown;
    if (pass_) {
      out_.leaf(Kind::kMarkup, pieces.place()).set_text(out_.kept(pieces.text()));
    }
    while (tokenizer.next(token)) {
      if (token.source.substr(0, 4) == "<!--") {
        if (is_divider(token.source)) {
          out_.leaf(Kind::kDivider, pieces.place());
        }
        continue;
      }
      shown += token.source;
      if (token.kind != html::TokenKind::kText && !pass_) {
        report(pieces.place());
      }
      if (token.kind != html::TokenKind::kText &&
          html::element_of(token.name) == html::Element::kBr) {
        Node& line_break = out_.leaf(Kind::kVoidElement, pieces.place());
        line_break.value = static_cast<std::uint16_t>(html::Element::kBr);
        line_break.flags = flag::kImplied | flag::kNoHtml | flag::kBreaksLine;
      }
    }
    const std::string_view visible = is_block ? text::trim(shown) : std::string_view(shown);
    if (!pass_ && !visible.empty()) {
      show(visible, is_block, pieces.place());
    }
    if (is_block) {
      const std::string text = html::text_of(shown);
      Node& node = out_.leaf(Kind::kText, pieces.place());
      node.flags = flag::kLiteral | flag::kNoHtml;
      node.set_text(out_.kept(text::trim(text)));
    }
  }

 private:
  void show(std::string_view text, bool is_block, std::uint32_t place) {
    if (is_block) {
      Node& paragraph = out_.open(Kind::kElement, place);
      paragraph.value = static_cast<std::uint16_t>(html::Element::kP);
      paragraph.flags = flag::kImplied;
    }
    Node& node = out_.leaf(Kind::kText, place);
    node.flags = flag::kLiteral | flag::kNoText;
    node.set_text(out_.kept(text));
    if (is_block) {
      out_.close();
    }
  }

  void report(std::uint32_t place) {
    if (kTellsDiagnostics && !std::exchange(is_reported_, true)) {
      context_.reporter.report("raw-html", Severity::kInfo, context_.tree.source_offset(place),
                               "the post holds raw HTML, which is shown as text",
                               "write it as Markdown");
    }
  }

  const Context& context_;
  bool pass_;
  TreeRewriter& out_;
  bool is_reported_ = false;
};

// --- What passes the sanitizer ---------------------------------------------------------------

/// Makes nodes of what the sanitizer lets pass.
class SanitizedNodes final : public html::SanitizerHost {
 public:
  SanitizedNodes(const Context& context, TreeRewriter& out)
      : context_(context), out_(out), body_(context.tree.text), end_tags_(body_) {}

  /// What is read next, until null is.
  void read(const RawHtmlPieces* pieces) {
    last_place_ = pieces != nullptr ? pieces->place() : last_place_;
    pieces_ = pieces;
  }

  /// Something else than text of raw HTML was written.
  void end_run() { run_begin_ = out_.size(); }

  void on_start(const html::StartTag& tag) override {
    Node& node = out_.open(Kind::kElement, place_of(tag.at));
    node.value = static_cast<std::uint16_t>(tag.element);
    const html::Role role = html::role_of(tag.element);
    node.flags = static_cast<std::uint8_t>(
        (tag.implied ? flag::kImplied : 0) | (tag.as_div ? flag::kAsDiv : 0) |
        (tag.linked || tag.is_embed ? flag::kLinked : 0) | (tag.is_embed ? flag::kEmbedLink : 0) |
        (role == html::Role::kCell ? flag::kBreaksCell
         : html::is_inline(role)   ? 0
                                   : flag::kBreaksLine));
    if (!tag.implied) {
      add_record(node, tag);
    }
    end_run();
  }

  void on_end() override {
    out_.close();
    end_run();
  }

  void on_void(const html::StartTag& tag) override {
    Node& node = out_.leaf(Kind::kVoidElement, place_of(tag.at));
    node.value = static_cast<std::uint16_t>(tag.element);
    if (tag.element == html::Element::kImg) {
      add_record(node, tag);
    } else {
      node.flags = flag::kImplied;
      node.flags |= tag.element == html::Element::kWbr ? std::uint8_t{0} : flag::kBreaksLine;
    }
    end_run();
  }

  void on_text(std::string_view text, std::string_view shown, bool preformatted) override {
    const auto flags =
        static_cast<std::uint8_t>(flag::kLiteral | (preformatted ? 0 : flag::kCollapse));
    const bool is_same = text.size() == shown.size();
    add_text(text, static_cast<std::uint8_t>(flags | (is_same ? 0 : flag::kNoHtml)));
    if (!is_same && !shown.empty()) {
      add_text(shown, flag::kLiteral | flag::kNoText);
    }
  }

  void on_blank(std::string_view blank) override {
    add_text(blank, flag::kLiteral | flag::kNoText);
  }

  void trim_shown() override {
    for (std::uint32_t at = out_.size(); at > run_begin_; --at) {
      Node& node = out_.at(at - 1);
      if ((node.flags & flag::kNoHtml) != 0) {
        continue;
      }
      while (node.size > 0 &&
             (node.text[node.size - 1] == '\n' || node.text[node.size - 1] == ' ')) {
        --node.size;
      }
      if (node.size > 0) {
        return;
      }
    }
  }

  void on_line_break(bool shown) override {
    Node& node = out_.leaf(Kind::kVoidElement, last_place_);
    node.value = static_cast<std::uint16_t>(html::Element::kBr);
    node.flags =
        static_cast<std::uint8_t>(flag::kImplied | flag::kBreaksLine | (shown ? 0 : flag::kNoHtml));
    end_run();
  }

  void on_separator() override {
    out_.leaf(Kind::kSeparator, last_place_);
    end_run();
  }

  void on_comment(std::string_view source) override {
    if (is_divider(source)) {
      out_.leaf(Kind::kDivider, place_of(source.data()));
    }
  }

  void on_finding(html::Finding finding, std::string_view detail, const char* at) override;

  std::string_view up_to_end_tag(html::Element element, const char* at) override {
    const std::size_t offset = place_of(at);
    if (offset >= paragraph_end_) {
      paragraph_end_ = paragraph_end(body_, offset);
    }
    const std::size_t end = end_tags_.next(element, offset);
    return end < paragraph_end_ ? body_.substr(offset, end - offset) : std::string_view();
  }

  bool ends_later(html::Element element) override {
    return end_tags_.next(element, pieces_->place_of_end()) != text::kNotFound;
  }

 private:
  [[nodiscard]] std::uint32_t place_of(const char* at) const {
    return at == nullptr || pieces_ == nullptr
               ? last_place_
               : std::min(pieces_->place_of(at), static_cast<std::uint32_t>(body_.size()));
  }

  void add_text(std::string_view text, std::uint8_t flags) {
    Node& node = out_.leaf(Kind::kText, last_place_);
    node.flags = flags;
    node.set_text(out_.kept(text));
  }

  void add_record(Node& node, const html::StartTag& tag) {
    node.size = static_cast<std::uint32_t>(context_.tree.elements.size());
    document::AuthorElement& element = context_.tree.elements.emplace_back();
    element.target = {out_.kept(tag.url), out_.kept(tag.title), out_.kept(tag.alt)};
    element.id = out_.kept(tag.id);
    element.attributes = out_.kept(tag.attributes);
  }

  const Context& context_;
  TreeRewriter& out_;
  std::string_view body_;
  html::EndTags end_tags_;
  const RawHtmlPieces* pieces_ = nullptr;  ///< what is being read
  std::uint32_t last_place_ = 0;           ///< of what is, or was last
  std::size_t paragraph_end_ = 0;
  std::uint32_t run_begin_ = 0;  ///< from here on there is nothing but text
};

void SanitizedNodes::on_finding(html::Finding finding, std::string_view detail, const char* at) {
  if (!kTellsDiagnostics) {
    return;
  }
  // In the order of Finding.
  constexpr struct {
    std::string_view code;
    Severity severity;
    std::string_view before;
    std::string_view behind;
    std::string_view hint;
  } kWords[] = {
      {"html-left-out", Severity::kInfo, "the tag <", "> is left out; what it holds is shown", ""},
      {"html-left-out", Severity::kWarning, "<", "> is left out, with what it holds", ""},
      {"html-left-out", Severity::kWarning, "<",
       "> is left out; a link to its address stands in its place", ""},
      {"html-attribute", Severity::kInfo, "the attribute `", "` is left out", ""},
      {"link-scheme", Severity::kWarning, "the link to `",
       "` is not clickable: its scheme is not http, https, mailto or tel",
       "check the address for a typing error"},
      {"image-scheme", Severity::kWarning, "the image `",
       "` is not shown: its scheme is not http or https", "check the address for a typing error"},
      {"image-empty", Severity::kWarning, "a picture without an address", "",
       "write the address into `src`, or `\\<img>` where the tag's name is meant"},
      {"html-too-deep", Severity::kWarning, "HTML is nested too deep; tags within are left out", "",
       "close elements before others begin"},
      {"html-comment", Severity::kWarning, "the comment is not closed and hides what follows", "",
       "end it with `-->`"},
  };
  const auto& words = kWords[static_cast<std::size_t>(finding)];
  std::string message(words.before);
  message.append(utf8::prefix(detail, 100)).append(words.behind);
  context_.reporter.report(words.code, words.severity, context_.tree.source_offset(place_of(at)),
                           std::move(message), std::string(words.hint));
}

/// What Markdown's elements are to the sanitizer: those that hold blocks, text, or neither.
enum class Holds : std::uint8_t { kNeither, kFlow, kPhrasing, kLink };

Holds holds(Kind kind) {
  switch (kind) {
    case Kind::kDocument:
    case Kind::kItem:
    case Kind::kHeaderCell:
    case Kind::kCell:
    case Kind::kQuote:
    case Kind::kAlert:
    case Kind::kNote:
    case Kind::kDefinition:
      return Holds::kFlow;
    case Kind::kTerm:
    case Kind::kParagraph:
    case Kind::kFigure:
    case Kind::kMathBlock:
    case Kind::kBare:
    case Kind::kHeading:
    case Kind::kCodeBlock:
      return Holds::kPhrasing;
    case Kind::kLink:
      return Holds::kLink;
    default:
      return kind >= Kind::kGroup ? Holds::kPhrasing : Holds::kNeither;
  }
}

/// Blocks that stand among those of the author.
bool needs_room(Kind kind) {
  switch (kind) {
    case Kind::kQuote:
    case Kind::kAlert:
    case Kind::kParagraph:
    case Kind::kFigure:
    case Kind::kMathBlock:
    case Kind::kBare:
    case Kind::kHeading:
    case Kind::kCodeBlock:
    case Kind::kBulletList:
    case Kind::kOrderedList:
    case Kind::kDefinitionList:
    case Kind::kTable:
    case Kind::kRule:
      return true;
    default:
      return false;
  }
}

/// Goes through a tree and writes it anew, with nodes in the place of raw HTML.
class Placer {
 public:
  explicit Placer(const Context& context)
      : context_(context),
        old_(context.tree.nodes),
        sanitizes_(context.policy.raw_html == RawHtml::kSanitize),
        out_(context.tree),
        source_(context, out_),
        host_(context, out_),
        sanitizer_(host_, context.policy.addresses),
        abbreviations_(context.tree) {}

  void run() {
    for (std::uint32_t at = 0; at < old_.size();) {
      while (!open_.empty() && open_.back().end == at) {
        leave();
      }
      at = visit(at);
    }
    while (!open_.empty()) {
      leave();
    }
    context_.tree.nodes = out_.take();
  }

 private:
  struct Open {
    std::uint32_t end;
    Kind kind;
    bool is_written;
  };

  /// Returns where to go on.
  std::uint32_t visit(std::uint32_t at) {
    const Node& node = old_[at];
    if (!document::is_leaf(node.kind) && is_unaffected(at)) {
      out_.copy_subtree(old_, at);
      wrote(false, false);
      return node.end;
    }
    switch (node.kind) {
      case Kind::kHtml:
        return place(at);
      case Kind::kNothing:
        return at + 1;
      case Kind::kText:
        if (!is_skipping() && node.flags == 0 && !context_.tree.abbreviations.empty()) {
          abbreviations_.write(node, out_);
          wrote(false, false);
          return at + 1;
        }
        [[fallthrough]];
      case Kind::kHardBreak:
      case Kind::kSoftBreak:
      case Kind::kNoteReference:
      case Kind::kContents:
        if (!is_skipping()) {
          out_.copy(node);
          wrote(node.kind == Kind::kHardBreak, node.kind == Kind::kSoftBreak);
        }
        return at + 1;
      case Kind::kImage:
      case Kind::kShortcode:
        if (!is_skipping()) {
          out_.copy_subtree(old_, at);
          wrote(false, false);
        }
        return node.end;
      default:
        enter(node);
        return at + 1;
    }
  }

  /// Whether the element of Markdown at `at` becomes what it is: nothing in it is raw HTML, and
  /// none from before reaches into it.
  bool is_unaffected(std::uint32_t at) {
    if (next_affected_ < at) {
      next_affected_ =
          next_of(old_, at, {Kind::kHtml, Kind::kHtmlBlock, Kind::kNothing, Kind::kNotes});
    }
    return next_affected_ >= old_[at].end && context_.tree.abbreviations.empty() &&
           (!sanitizes_ || sanitizer_.at_rest());
  }

  void enter(const Node& node) {
    bool is_written = true;
    if (sanitizes_) {
      if (node.kind == Kind::kNotes) {
        // What authors left open ends with the article.
        sanitizer_.leave();
        sanitizer_.enter(html::ContentModel::kFlow);
      }
      if (needs_room(node.kind)) {
        sanitizer_.before_block();
      }
      is_written = enter_frame(node.kind) || node.kind < Kind::kGroup;
    }
    if (node.kind == Kind::kHtmlBlock) {
      out_.leaf(Kind::kBlockEdge, node.place);
    } else if (is_written) {
      out_.open(node);
      const bool is_task = node.kind == Kind::kItem && (node.flags & flag::kTask) != 0;
      wrote(node.kind < Kind::kGroup && !is_task, false);  // A task begins with its box.
    }
    open_.push_back({node.end, node.kind, is_written});
  }

  /// False if the element is part of what is left out.
  bool enter_frame(Kind kind) {
    switch (holds(kind)) {
      case Holds::kNeither:
        return true;
      case Holds::kFlow:
        return sanitizer_.enter(html::ContentModel::kFlow);
      case Holds::kPhrasing:
        return sanitizer_.enter(html::ContentModel::kPhrasing);
      case Holds::kLink:
        return sanitizer_.enter(html::ContentModel::kLink);
    }
    return true;
  }

  void leave() {
    const Open open = open_.back();
    open_.pop_back();
    if (sanitizes_ && holds(open.kind) != Holds::kNeither) {
      sanitizer_.leave();
    }
    if (open.kind == Kind::kHtmlBlock) {
      out_.leaf(Kind::kBlockEdge, out_.last_place());
    } else if (open.is_written) {
      out_.close();
      wrote(false, false);
    }
  }

  /// The pieces of raw HTML from `at` on, which md4c gives line by line: where a tag ends is for
  /// the tokenizer to say.
  std::uint32_t place(std::uint32_t at) {
    const std::uint32_t limit =
        open_.empty() ? static_cast<std::uint32_t>(old_.size()) : open_.back().end;
    std::uint32_t end = at + 1;
    while (end < limit && old_[end].kind == Kind::kHtml) {
      ++end;
    }
    const RawHtmlPieces pieces(context_.tree, old_, at, end);
    const bool is_block = !open_.empty() && open_.back().kind == Kind::kHtmlBlock;
    if (!sanitizes_) {
      source_.write(pieces, is_block);
    } else {
      host_.read(&pieces);
      is_block ? sanitizer_.block(pieces.text()) : sanitizer_.inlined(pieces.text());
      host_.read(nullptr);
    }
    return end;
  }

  [[nodiscard]] bool is_skipping() const { return sanitizes_ && sanitizer_.skipping(); }

  void wrote(bool line_start, bool unchanged) {
    host_.end_run();
    if (!unchanged) {
      sanitizer_.at_line_start(line_start);
    }
  }

  const Context& context_;
  const std::vector<Node>& old_;
  bool sanitizes_;
  TreeRewriter out_;
  KeptSource source_;
  SanitizedNodes host_;
  html::Sanitizer sanitizer_;
  Abbreviations abbreviations_;
  std::vector<Open> open_;
  /// The next node that is no element of Markdown as any other.
  std::uint32_t next_affected_ = 0;
};

}  // namespace

void place_raw_html(const Context& context) {
  if (context.tree.kinds.has(Kind::kHtml) || !context.tree.abbreviations.empty()) {
    Placer(context).run();
  }
}

}  // namespace broadsheet::passes
