#include "passes/labels.h"

#include "text/fold.h"
#include "text/script.h"

namespace broadsheet::passes {
namespace {

constexpr document::Labels kEnglish = {"Note",    "Tip",       "Important",        "Warning",
                                       "Caution", "Footnotes", "Back to reference"};
constexpr document::Labels kChinese = {"说明", "提示", "重要",          "警告",
                                       "当心", "脚注", "回到正文的引用"};

}  // namespace

void choose_labels(const Context& context) {
  const std::string_view lang = context.policy.lang;
  // Only alerts and notes have words, and asking the body goes through all of it.
  const bool has_words = context.tree.kinds.has(document::Kind::kAlert) ||
                         context.tree.kinds.has(document::Kind::kNote);
  const bool chinese = lang.empty() ? has_words && text::is_cjk(context.policy.body)
                                    : text::fold(lang).substr(0, 2) == "zh";
  context.tree.labels = chinese ? &kChinese : &kEnglish;
}

}  // namespace broadsheet::passes
