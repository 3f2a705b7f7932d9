#include "markdown/prepared_body.h"

namespace broadsheet::markdown {

PreparedBody::PreparedBody(std::string_view body, const Settings& settings) : text_(body) {
  if (settings.commonmark) {
    return;
  }
  if (may_have_shortcodes(body)) {
    shortcodes_ = replace_shortcodes(body, replaced_);
    text_ = replaced_.text();
    map_ = &replaced_;
  }
  has_footnotes_ = may_have_footnotes(body);
  if (has_footnotes_) {
    if (map_ == nullptr) {
      replaced_.copy(body, 0, body.size());
    }
    footnotes_ = lay_out_footnotes(replaced_);
    if (!footnotes_.text.text().empty()) {
      text_ = footnotes_.text.text();
      map_ = &footnotes_.text;
    }
  }
}

}  // namespace broadsheet::markdown
