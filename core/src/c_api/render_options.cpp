#include "c_api/render_options.h"

#include <string>

#include "broadsheet/render.h"
#include "c_api/argument.h"
#include "c_api/reply.h"

namespace broadsheet::c_api {

// The C constants stand in the order of the C++ enumerators.
static_assert(BROADSHEET_PROFILE_COMMONMARK == static_cast<int>(Profile::kCommonMark));
static_assert(BROADSHEET_HTML_ESCAPE == static_cast<int>(RawHtml::kEscape));
static_assert(BROADSHEET_HTML_PASS == static_cast<int>(RawHtml::kPass));
static_assert(BROADSHEET_HTML_SANITIZE == static_cast<int>(RawHtml::kSanitize));
static_assert(BROADSHEET_EMPHASIS_COMMONMARK == static_cast<int>(Emphasis::kCommonMark));
static_assert(BROADSHEET_EMPHASIS_CJK == static_cast<int>(Emphasis::kCjk));
static_assert(BROADSHEET_EMPHASIS_LENIENT == static_cast<int>(Emphasis::kLenient));
static_assert(BROADSHEET_HEADINGS_KEEP == static_cast<int>(Headings::kKeep));
static_assert(BROADSHEET_DIALECT_KRAMDOWN == static_cast<int>(Dialect::kKramdown));
static_assert(BROADSHEET_OFF == static_cast<int>(Switch::kOff));
static_assert(BROADSHEET_ON == static_cast<int>(Switch::kOn));

broadsheet_reply* refuse_unknown(std::initializer_list<Choice> choices) {
  for (const Choice& choice : choices) {
    if (choice.value > choice.greatest) {
      return make_error(BROADSHEET_INVALID_ARGUMENT, "option-unknown",
                        "the render option `" + std::string(choice.option) + "` has no value " +
                            std::to_string(choice.value),
                        "see broadsheet_c.h for the values there are");
    }
  }
  return nullptr;
}

broadsheet_reply* read_options(const broadsheet_render_options& given, RenderOptions& options) {
  broadsheet_reply* const refusal =
      refuse_unknown({{"profile", given.profile, BROADSHEET_PROFILE_COMMONMARK},
                      {"html", given.html, BROADSHEET_HTML_SANITIZE},
                      {"emphasis", given.emphasis, BROADSHEET_EMPHASIS_LENIENT},
                      {"front_matter", given.front_matter, BROADSHEET_ON},
                      {"parts", given.parts, BROADSHEET_PART_ALL | BROADSHEET_PART_INDEX},
                      {"headings", given.headings, BROADSHEET_HEADINGS_KEEP},
                      {"dialect", given.dialect, BROADSHEET_DIALECT_KRAMDOWN},
                      {"hooks", given.hooks, BROADSHEET_HOOK_ALL},
                      {"syntax", given.syntax, BROADSHEET_SYNTAX_ALL},
                      {"encoding", given.encoding, BROADSHEET_ENCODING_UTF16}});
  if (refusal != nullptr) {
    return refusal;
  }
  options.profile = static_cast<Profile>(given.profile);
  options.html = static_cast<RawHtml>(given.html);
  options.emphasis = static_cast<Emphasis>(given.emphasis);
  options.front_matter = static_cast<Switch>(given.front_matter);
  options.headings = static_cast<Headings>(given.headings);
  options.dialect = static_cast<Dialect>(given.dialect);
  options.syntax = given.syntax;
  options.base = view(given.base, given.base_size);
  options.file = view(given.file, given.file_size);
  options.page_links = view(given.page_links, given.page_links_size);
  options.lang = view(given.lang, given.lang_size);
  return nullptr;
}

}  // namespace broadsheet::c_api
