// The few words that rendering adds to a post, in the post's language.
#pragma once

#include <string_view>

namespace broadsheet::markdown {

struct Labels {
  std::string_view note;
  std::string_view tip;
  std::string_view important;
  std::string_view warning;
  std::string_view caution;
  std::string_view footnotes;
  std::string_view back;  ///< to the reference whose number follows
};

/// Chinese or English: by `lang` (BCP 47), or by the script of `body` if that is empty.
[[nodiscard]] const Labels& labels_for(std::string_view lang, std::string_view body);

}  // namespace broadsheet::markdown
