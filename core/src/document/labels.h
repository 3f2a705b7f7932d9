// The few words that rendering adds to a post, in the post's language.
#pragma once

#include <string_view>

namespace broadsheet::document {

struct Labels {
  std::string_view note;
  std::string_view tip;
  std::string_view important;
  std::string_view warning;
  std::string_view caution;
  std::string_view footnotes;
  std::string_view back;  ///< to the reference whose number follows
};

}  // namespace broadsheet::document
