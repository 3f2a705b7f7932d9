#include "markdown/labels.h"

#include "text/fold.h"
#include "text/script.h"

namespace broadsheet::markdown {
namespace {

constexpr Labels kEnglish = {"Note",    "Tip",       "Important",        "Warning",
                             "Caution", "Footnotes", "Back to reference"};
constexpr Labels kChinese = {"说明", "提示", "重要", "警告", "当心", "脚注", "回到正文的引用"};

}  // namespace

const Labels& labels_for(std::string_view lang, std::string_view body) {
  const bool chinese = lang.empty() ? text::is_cjk(body) : text::fold(lang).substr(0, 2) == "zh";
  return chinese ? kChinese : kEnglish;
}

}  // namespace broadsheet::markdown
