#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "broadsheet/tree.h"
#include "expect.h"
#include "html_oracle.h"
#include "post_options.h"
#include "post_oracle.h"
#include "targets.h"

namespace broadsheet::fuzz {
namespace {

/// What stands in front of a source: answers, a line each, up to one that is `===`.
///
/// A line is a kind (`h`, `t`, `a`, `i`), the number of a node, a blank, and the text; `|` in it is
/// a zero byte, which ends names and values of attributes.
std::vector<std::pair<Answer, std::string>> answers_in(std::string_view& input) {
  constexpr std::string_view kKinds = "htai";
  constexpr std::uint32_t kMostNodes = 1U << 20U;
  std::vector<std::pair<Answer, std::string>> answers;
  while (!input.empty()) {
    const std::size_t end = input.find('\n');
    const std::string_view line = input.substr(0, end);
    input.remove_prefix(end == std::string_view::npos ? input.size() : end + 1);
    if (line == "===") {
      break;
    }
    const std::size_t kind = line.empty() ? std::string_view::npos : kKinds.find(line.front());
    if (kind == std::string_view::npos) {
      continue;
    }
    Answer answer;
    answer.kind = static_cast<Answer::Kind>(kind);
    std::size_t at = 1;
    for (; at < line.size() && line[at] >= '0' && line[at] <= '9'; ++at) {
      answer.node = (answer.node * 10 + static_cast<std::uint32_t>(line[at] - '0')) % kMostNodes;
    }
    std::string text(line.substr(at < line.size() ? at + 1 : at));
    for (char& c : text) {
      c = c == '|' ? '\0' : c;
    }
    answers.emplace_back(answer, std::move(text));
  }
  return answers;
}

void expect_sound_rows(const PostTree& tree, std::string_view source) {
  const auto nodes = tree.nodes();
  expect(!nodes.empty() && nodes[0].kind == static_cast<std::uint32_t>(NodeKind::kRoot),
         "a tree has a root");
  expect(nodes[0].parent == 0 && nodes[0].end == nodes.size(), "the root holds all nodes");
  for (std::uint32_t at = 1; at < nodes.size(); ++at) {
    const TreeNode& node = nodes[at];
    expect(node.kind <= static_cast<std::uint32_t>(NodeKind::kContents), "a node has a kind");
    expect(node.parent < at && node.end > at && node.end <= nodes[node.parent].end,
           "a node lies in its parent");
    const bool has_place = node.begin != TreeNode::kNoPlace;
    expect(has_place == (node.finish != TreeNode::kNoPlace), "a place has both ends");
    // A byte that is no UTF-8 becomes three when it is repaired.
    expect(!has_place || (node.begin <= node.finish && node.finish <= 3 * source.size()),
           "a place is in the source");
    for (unsigned which = 0; which <= static_cast<unsigned>(NodeText::kMarkup); ++which) {
      expect(is_utf8(tree.text(at, static_cast<NodeText>(which))), "texts of a node are UTF-8");
    }
    for (const auto& [key, value] : tree.arguments(at)) {
      expect(is_utf8(key) && is_utf8(value), "arguments of a node are UTF-8");
    }
  }
}

}  // namespace

void tree(std::string_view input) {
  constexpr char kFirst = '0';
  std::uint32_t syntax = 0;
  if (!input.empty()) {
    syntax = static_cast<unsigned char>(input.front() - kFirst) & 31U;
    input.remove_prefix(1);
  }
  PostInput post = post_input(input);
  post.options.syntax = syntax;
  const auto given = answers_in(post.source);
  PostTree parsed = PostTree::parse(post.source, post.options);
  expect_sound_rows(parsed, post.source);

  std::vector<Diagnostic> diagnostics;
  const std::string plain = parsed.render({}, diagnostics);
  if (post.options.parts.html) {
    expect(plain == render_post(post.source, post.options).html, "no answer changes nothing",
           plain);
  }
  // Attributes and texts pass the policy; HTML goes in as it is, and its places with it.
  std::vector<Answer> checked;
  std::vector<Answer> all;
  for (const auto& [answer, text] : given) {
    if (is_utf8(text)) {
      Answer one = answer;
      one.text = text;
      all.push_back(one);
      if (one.kind == Answer::Kind::kText || one.kind == Answer::Kind::kAttributes) {
        checked.push_back(one);
      }
    }
  }
  const std::string safe = parsed.render(checked, diagnostics);
  if (!passes_html(post.options)) {
    expect_safe_hooked_html(safe);
  }
  expect(is_utf8(safe) && is_utf8(parsed.render(all, diagnostics)), "HTML with answers is UTF-8");
  expect(parsed.render({}, diagnostics) == plain, "answers leave the tree as it is");
}

}  // namespace broadsheet::fuzz
