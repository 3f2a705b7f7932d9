// md4c's events as the sinks take them: attributes decoded, UTF-8 valid.
#pragma once

#include <md4c.h>

#include <string_view>

namespace broadsheet::markdown {

struct LinkTarget {
  std::string_view url;    ///< resolved against the base
  std::string_view title;  ///< may be empty
  bool clickable = true;
};

struct ImageSource {
  std::string_view url;    ///< resolved against the base
  std::string_view title;  ///< may be empty
  std::string_view alt;    ///< plain text of the label
  bool loadable = true;
};

}  // namespace broadsheet::markdown
