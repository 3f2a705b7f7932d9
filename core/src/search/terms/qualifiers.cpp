#include "search/terms/qualifiers.h"

#include "text/fold.h"
#include "text/utf8.h"

namespace broadsheet::search {

std::string qualifier_term(Qualifier qualifier, std::string_view value) {
  constexpr std::size_t kMostBytes = 200;
  // A control character begins no word.
  std::string term("\x01");
  term += "tcah"[static_cast<std::size_t>(qualifier)];
  term += utf8::prefix(text::fold(value), kMostBytes);
  return term;
}

}  // namespace broadsheet::search
