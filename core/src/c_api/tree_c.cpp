// The tree of broadsheet_c.h.
#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "broadsheet/broadsheet_c.h"
#include "broadsheet/tree.h"
#include "c_api/argument.h"
#include "c_api/post_json.h"
#include "c_api/render_options.h"
#include "c_api/reply.h"
#include "c_api/tree_json.h"

// The handle is the C++ object.
struct broadsheet_tree {
  broadsheet::PostTree tree;
};

namespace broadsheet::c_api {
namespace {

// C reads the rows where they are.
static_assert(sizeof(broadsheet_node) == sizeof(TreeNode) &&
              offsetof(broadsheet_node, finish) == offsetof(TreeNode, finish) &&
              offsetof(broadsheet_node, parent) == offsetof(TreeNode, parent));
static_assert(BROADSHEET_NODE_CONTENTS == static_cast<int>(NodeKind::kContents) &&
              BROADSHEET_NODE_TEXT == static_cast<int>(NodeKind::kText) &&
              BROADSHEET_NODE_WIKI == node_flag::kWiki &&
              BROADSHEET_NODE_DISPLAY == node_flag::kDisplay);
static_assert(BROADSHEET_TEXT_MARKUP == static_cast<int>(NodeText::kMarkup));
static_assert(BROADSHEET_ANSWER_INNER == static_cast<int>(Answer::Kind::kInner));

broadsheet_reply* open(std::string_view source, const broadsheet_render_options& given,
                       broadsheet_tree*& tree) {
  RenderOptions options;
  if (broadsheet_reply* const refusal = read_options(given, options)) {
    return refusal;
  }
  const bool details = (given.parts & BROADSHEET_PART_DETAILS) != 0;
  const bool html = (given.parts & BROADSHEET_PART_HTML) != 0;
  options.parts.html = false;
  options.parts.text = (given.parts & BROADSHEET_PART_TEXT) != 0;
  options.parts.details = details;
  auto opened =
      std::make_unique<broadsheet_tree>(broadsheet_tree{PostTree::parse(source, options)});
  const Post& post = opened->tree.post();
  const std::string asked = asked_json(opened->tree, given.hooks);
  std::string json = to_json(post, details);
  std::string written;
  json.insert(0, "{\"post\":");
  if (!asked.empty()) {
    json += ",\"asked\":";
    json += asked;
  } else if (html) {
    std::vector<Diagnostic> none;
    written = opened->tree.render({}, none);
  }
  json += '}';
  broadsheet_reply* const reply =
      make_reply(written, options.parts.text ? post.text : std::string_view{}, json,
                 static_cast<broadsheet_encoding>(given.encoding));
  tree = reply->status == BROADSHEET_OK ? opened.release() : nullptr;
  return reply;
}

broadsheet_reply* render(PostTree& tree, std::span<const broadsheet_answer> given,
                         std::uint32_t encoding) {
  if (broadsheet_reply* const refusal =
          refuse_unknown({{"encoding", encoding, BROADSHEET_ENCODING_UTF16}})) {
    return refusal;
  }
  std::vector<Answer> answers;
  answers.reserve(given.size());
  for (const broadsheet_answer& answer : given) {
    if (broadsheet_reply* const refusal =
            refuse_unknown({{"answer", answer.kind, BROADSHEET_ANSWER_INNER}})) {
      return refusal;
    }
    answers.push_back(
        {answer.node, static_cast<Answer::Kind>(answer.kind), view(answer.text, answer.size)});
  }
  std::vector<Diagnostic> diagnostics;
  const std::string html = tree.render(answers, diagnostics);
  return make_reply(html, {}, diagnostics_json(diagnostics),
                    static_cast<broadsheet_encoding>(encoding));
}

}  // namespace
}  // namespace broadsheet::c_api

extern "C" {

broadsheet_reply* broadsheet_tree_open(const char* source, uint32_t source_size,
                                       const broadsheet_render_options* options,
                                       broadsheet_tree** tree) {
  return broadsheet::c_api::guarded_with(tree, [&](broadsheet_tree*& opened) {
    opened = nullptr;
    broadsheet_render_options defaults = {};
    defaults.parts = BROADSHEET_PART_ALL;
    return broadsheet::c_api::open(broadsheet::c_api::view(source, source_size),
                                   options == nullptr ? defaults : *options, opened);
  });
}

const broadsheet_node* broadsheet_tree_nodes(const broadsheet_tree* tree) {
  return tree == nullptr ? nullptr
                         : reinterpret_cast<const broadsheet_node*>(tree->tree.nodes().data());
}

const char* broadsheet_tree_text(const broadsheet_tree* tree, uint32_t node, uint32_t which,
                                 uint32_t* size) {
  std::string_view text;
  if (tree != nullptr && which <= BROADSHEET_TEXT_MARKUP) {
    try {
      text = tree->tree.text(node, static_cast<broadsheet::NodeText>(which));
    } catch (const std::bad_alloc&) {
      text = {};  // A start tag is made when it is asked for.
    }
  }
  *size = static_cast<uint32_t>(text.size());
  return text.data();
}

broadsheet_reply* broadsheet_tree_ask(const broadsheet_tree* tree, uint32_t hooks) {
  return broadsheet::c_api::guarded_with(tree, [&](const broadsheet_tree& open) {
    const std::string asked = broadsheet::c_api::asked_json(open.tree, hooks);
    return broadsheet::c_api::make_reply({}, {},
                                         "{\"asked\":" + (asked.empty() ? "[]" : asked) + "}");
  });
}

broadsheet_reply* broadsheet_tree_render(broadsheet_tree* tree, const broadsheet_answer* answers,
                                         uint32_t count, uint32_t encoding) {
  return broadsheet::c_api::guarded_with(tree, [&](broadsheet_tree& open) {
    return broadsheet::c_api::render(open.tree, {answers, answers == nullptr ? 0 : count},
                                     encoding);
  });
}

void broadsheet_tree_free(broadsheet_tree* tree) {
  delete tree;
}

}  // extern "C"
