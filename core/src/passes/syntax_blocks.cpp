#include "passes/syntax_blocks.h"

#include <algorithm>
#include <string>
#include <vector>

#include "html/author_attributes.h"
#include "html/elements.h"
#include "html/escape.h"
#include "passes/attribute_list.h"
#include "passes/container_fence.h"
#include "passes/labels.h"
#include "passes/tree_rewriter.h"
#include "text/buffer.h"

namespace broadsheet::passes {
namespace {

using document::Kind;
using document::Node;

/// Names of containers that are alerts, with those that others have for them.
struct AlertName {
  std::string_view name;
  std::string_view alert;
  std::string_view document::Labels::*label;
};
constexpr AlertName kAlerts[] = {{"note", "note", &document::Labels::note},
                                 {"info", "note", &document::Labels::note},
                                 {"tip", "tip", &document::Labels::tip},
                                 {"important", "important", &document::Labels::important},
                                 {"warning", "warning", &document::Labels::warning},
                                 {"caution", "caution", &document::Labels::caution},
                                 {"danger", "caution", &document::Labels::caution}};

struct Container {
  std::uint32_t begin = 0;  ///< the paragraph that opens it
  std::uint32_t end = 0;    ///< the one that closes it, or where its parent ends
  std::uint32_t parent = 0;
  std::uint32_t parent_end = 0;
  ContainerFence fence;
};

/// `==` that opens or closes marked text.
struct Mark {
  std::uint32_t node = 0;
  std::uint32_t offset = 0;
  enum class Use : std::uint8_t { kText, kOpens, kCloses } use = Use::kText;
};

class Blocks {
 public:
  explicit Blocks(const Context& context)
      : context_(context),
        tree_(context.tree),
        old_(context.tree.nodes),
        has_containers_((context.policy.syntax & syntax::kContainers) != 0),
        has_marks_((context.policy.syntax & syntax::kMark) != 0),
        out_(context.tree) {}

  void run() {
    find();
    if (containers_.empty() && marks_.empty()) {
      return;
    }
    if (!containers_.empty()) {
      // Those without a title have a word of ours.
      tree_.kinds.add(Kind::kAlert);
      choose_labels(context_);
    }
    write();
  }

 private:
  // --- What there is -------------------------------------------------------------------------

  struct Parent {
    std::uint32_t node;
    std::uint32_t end;
    std::size_t first_mark;  ///< of those that wait for an end
  };

  void find() {
    std::vector<Parent> parents;
    for (std::uint32_t at = 0; at < old_.size(); ++at) {
      while (!parents.empty() && parents.back().end <= at) {
        waiting_.resize(parents.back().first_mark);
        parents.pop_back();
      }
      const Node& node = old_[at];
      if (has_containers_ && node.kind == Kind::kParagraph && !parents.empty()) {
        find_fence(at, parents.back());
      }
      if (has_marks_ && node.kind == Kind::kText && node.flags == 0 && !parents.empty()) {
        find_marks(at, parents.back().first_mark);
      }
      if (!document::is_leaf(node.kind)) {
        parents.push_back({at, node.end, waiting_.size()});
      }
    }
  }

  void find_fence(std::uint32_t at, const Parent& parent) {
    if (old_[at].end == at + 1) {
      return;  // It is empty, and the next node is another's, or none.
    }
    const Node& text = old_[at + 1];
    if (text.kind != Kind::kText || text.flags != 0 || !tree_.holds(text.text) ||
        text.view().substr(0, 3) != ":::") {
      return;
    }
    // Where the parser has taken more lines for its paragraph, it is none.
    for (std::uint32_t inner = at + 1; inner < old_[at].end; ++inner) {
      if (old_[inner].kind == Kind::kSoftBreak || old_[inner].kind == Kind::kHardBreak) {
        return;
      }
    }
    const std::size_t begin = tree_.place_of(text.text);
    std::string_view line = tree_.text.substr(begin);
    line = line.substr(0, line.find('\n'));
    std::optional<ContainerFence> fence = read_fence(line);
    if (!fence) {
      return;
    }
    while (!open_.empty() && containers_[open_.back()].parent_end <= at) {
      open_.pop_back();
    }
    if (!fence->name.empty() && open_.size() >= kMaxContainerDepth) {
      return;
    }
    if (!fence->name.empty()) {
      open_.push_back(containers_.size());
      containers_.push_back({at, parent.end, parent.node, parent.end, *fence});
      return;
    }
    // A fence closes what has no more colons, and what is still open in it.
    std::size_t closed = open_.size();
    const auto is_here = [&](std::size_t open) {
      return open > 0 && containers_[open_[open - 1]].parent == parent.node;
    };
    while (is_here(closed) && containers_[open_[closed - 1]].fence.colons > fence->colons) {
      --closed;
    }
    if (!is_here(closed)) {
      return;
    }
    for (; open_.size() >= closed; open_.pop_back()) {
      containers_[open_.back()].end = at;
    }
    closing_.push_back(at);
  }

  void find_marks(std::uint32_t at, std::size_t first) {
    const std::string_view text = old_[at].view();
    for (std::size_t mark = text.find("=="); mark != std::string_view::npos;) {
      const std::size_t end = std::min(text.find_first_not_of('=', mark), text.size());
      if (end - mark == 2 && !is_escaped(at, mark)) {
        const bool opens = is_text(end < text.size() ? text[end] : next_of(at));
        const bool closes = is_text(mark > 0 ? text[mark - 1] : before(at));
        add_mark(at, static_cast<std::uint32_t>(mark), opens, closes, first);
      }
      mark = text.find("==", end);
    }
  }

  void add_mark(std::uint32_t at, std::uint32_t offset, bool opens, bool closes,
                std::size_t first) {
    if (closes && waiting_.size() > first) {
      marks_[waiting_.back()].use = Mark::Use::kOpens;
      waiting_.pop_back();
      marks_.push_back({at, offset, Mark::Use::kCloses});
    } else if (opens) {
      waiting_.push_back(marks_.size());
      marks_.push_back({at, offset});
    }
  }

  static bool is_text(char c) { return c != ' ' && c != '\t' && c != '\n'; }
  [[nodiscard]] bool is_escaped(std::uint32_t at, std::size_t offset) const {
    const char* const mark = old_[at].text + offset;
    return tree_.holds(mark - 1) && mark[-1] == '\\';
  }
  /// Blank where a line begins or ends.
  [[nodiscard]] char next_of(std::uint32_t at) const {
    const char* const behind = old_[at].text + old_[at].size;
    return tree_.holds(behind) ? *behind : ' ';
  }
  [[nodiscard]] char before(std::uint32_t at) const {
    return tree_.holds(old_[at].text - 1) ? old_[at].text[-1] : ' ';
  }

  // --- The tree anew -------------------------------------------------------------------------

  void write() {
    struct Open {
      std::uint32_t end;  ///< in the old order
      bool is_container;
    };
    std::vector<Open> ends;
    std::size_t container = 0;
    const auto close = [&] {
      out_.close();
      if (ends.back().is_container) {
        out_.leaf(Kind::kBlockEdge, out_.last_place());
      }
      ends.pop_back();
    };
    std::size_t closing = 0;
    for (std::uint32_t at = 0; at < old_.size();) {
      while (!ends.empty() && ends.back().end == at) {
        close();
      }
      const Node& node = old_[at];
      if (container < containers_.size() && containers_[container].begin == at) {
        write_container(containers_[container]);
        ends.push_back({containers_[container].end, true});
        ++container;
        at = node.end;
      } else if (closing < closing_.size() && closing_[closing] == at) {
        ++closing;
        at = node.end;
      } else if (node.kind == Kind::kText) {
        write_text(at++);
      } else if (document::is_leaf(node.kind)) {
        out_.copy(node);
        ++at;
      } else {
        out_.open(node);
        ends.push_back({node.end, false});
        ++at;
      }
    }
    while (!ends.empty()) {
      close();
    }
    tree_.nodes = out_.take();
  }

  void write_text(std::uint32_t at) {
    const Node& node = old_[at];
    std::size_t copied = 0;
    for (; next_mark_ < marks_.size() && marks_[next_mark_].node == at; ++next_mark_) {
      const Mark& mark = marks_[next_mark_];
      if (mark.use == Mark::Use::kText) {
        continue;
      }
      copy_text(node, copied, mark.offset);
      copied = mark.offset + 2;
      if (mark.use == Mark::Use::kOpens) {
        open_element(html::Element::kMark, node.place);
      } else {
        out_.close();
      }
    }
    copy_text(node, copied, node.size);
  }

  void copy_text(const Node& node, std::size_t begin, std::size_t end) {
    if (begin < end || (begin == 0 && node.size == 0)) {
      out_.copy(node).set_text(node.view().substr(begin, end - begin));
    }
  }

  document::AuthorElement& open_element(html::Element element, std::uint32_t place) {
    Node& node = out_.open(Kind::kElement, place);
    node.value = static_cast<std::uint16_t>(element);
    node.size = static_cast<std::uint32_t>(tree_.elements.size());
    return tree_.elements.emplace_back();
  }

  void write_container(const Container& container) {
    const ContainerFence& fence = container.fence;
    const Node& paragraph = old_[container.begin];
    const auto* const alert =
        std::find_if(std::begin(kAlerts), std::end(kAlerts),
                     [&](const AlertName& one) { return one.name == fence.name; });
    const bool is_alert = alert != std::end(kAlerts);
    const bool is_details = fence.name == "details";
    const html::Element element = is_details ? html::Element::kDetails : html::Element::kDiv;
    document::AuthorElement& author = open_element(element, paragraph.place);
    out_.at(out_.size() - 1).flags = document::flag::kBreaksLine;
    author.container = fence.name;
    text::Buffer attributes;
    if (is_alert) {
      attributes += " class=\"markdown-alert markdown-alert-";
      attributes += alert->alert;
      attributes += "\" role=\"note\"";
    } else if (!is_details) {
      attributes += " class=\"container-";
      html::append_escaped(attributes, fence.name);
      attributes += '"';
    }
    read_attributes(fence.attributes, element, author, attributes);
    author.attributes = tree_.arena.keep(attributes.view());
    const std::string_view title = !fence.title.empty() ? fence.title
                                   : is_alert           ? tree_.labels->*alert->label
                                                        : std::string_view{};
    if (!title.empty()) {
      write_title(title, is_alert ? alert->alert : "", is_details, paragraph.place);
    }
    out_.leaf(Kind::kSeparator, paragraph.place);
  }

  void write_title(std::string_view title, std::string_view alert, bool is_details,
                   std::uint32_t place) {
    out_.leaf(Kind::kSeparator, place);
    document::AuthorElement& author =
        open_element(is_details ? html::Element::kSummary : html::Element::kP, place);
    out_.at(out_.size() - 1).flags = document::flag::kBreaksLine;
    if (!alert.empty()) {
      author.attributes = tree_.arena.keep(" class=\"markdown-alert-title\" data-alert=\"" +
                                           std::string(alert) + "\"");
    } else if (!is_details) {
      author.attributes = " class=\"container-title\"";
    }
    Node& text = out_.leaf(Kind::kText, place);
    text.flags = document::flag::kLiteral;
    text.set_text(title);
    out_.close();
  }

  /// What the policy for authors' HTML lets pass.
  static void read_attributes(std::string_view text, html::Element element,
                              document::AuthorElement& author, text::Buffer& attributes) {
    AttributeList list;
    read_attribute_list(text, list);
    html::Token token;
    for (const html::Attribute& attribute : list.attributes) {
      if (attribute.name == "id") {
        author.id = attribute.value;
        author.is_markdown = true;
      } else if (attribute.name != "class" && attribute.name != "style" &&
                 attribute.name != "align") {
        // These would be a second class.
        token.attributes.push_back(attribute);
      }
    }
    html::AuthorAttributes allowed;
    allowed.read(token);
    allowed.append(attributes, element);
  }

  const Context& context_;
  document::Tree& tree_;
  const std::vector<Node>& old_;
  bool has_containers_;
  bool has_marks_;
  TreeRewriter out_;
  std::vector<std::size_t> open_;  ///< of containers_
  std::vector<Container> containers_;
  std::vector<std::uint32_t> closing_;  ///< paragraphs, in their order
  std::vector<std::size_t> waiting_;    ///< of marks_
  std::vector<Mark> marks_;
  std::size_t next_mark_ = 0;
};

}  // namespace

void write_syntax_blocks(const Context& context) {
  const bool may_have_any = context.tree.text.find(":::") != std::string_view::npos ||
                            context.tree.text.find("==") != std::string_view::npos;
  if (may_have_any) {
    Blocks(context).run();
  }
}

}  // namespace broadsheet::passes
