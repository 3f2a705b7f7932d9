#include "markdown/prepared_body.h"

namespace broadsheet::markdown {

PreparedBody::PreparedBody(std::string_view body, const Settings& settings) : text_(body) {
  if (settings.commonmark) {
    return;
  }
  has_footnotes_ = may_have_footnotes(body);
  if (has_footnotes_) {
    MappedText whole;
    whole.copy(body, 0, body.size());
    footnotes_ = lay_out_footnotes(whole);
    if (!footnotes_.text.text().empty()) {
      text_ = footnotes_.text.text();
      map_ = &footnotes_.text;
    }
  }
}

}  // namespace broadsheet::markdown
