// The rendering half of broadsheet_c.h.
#include <optional>
#include <string>

#include "broadsheet/broadsheet_c.h"
#include "broadsheet/render.h"
#include "c_api/post_json.h"
#include "c_api/prepared_post.h"
#include "c_api/reply.h"
#include "text/utf8.h"

namespace broadsheet::c_api {
namespace {

// The C constants stand in the order of the C++ enumerators.
static_assert(BROADSHEET_PROFILE_COMMONMARK == static_cast<int>(Profile::kCommonMark));
static_assert(BROADSHEET_HTML_ESCAPE == static_cast<int>(RawHtml::kEscape));
static_assert(BROADSHEET_HTML_PASS == static_cast<int>(RawHtml::kPass));
static_assert(BROADSHEET_HTML_SANITIZE == static_cast<int>(RawHtml::kSanitize));
static_assert(BROADSHEET_EMPHASIS_COMMONMARK == static_cast<int>(Emphasis::kCommonMark));
static_assert(BROADSHEET_EMPHASIS_CJK == static_cast<int>(Emphasis::kCjk));
static_assert(BROADSHEET_EMPHASIS_LENIENT == static_cast<int>(Emphasis::kLenient));
static_assert(BROADSHEET_HEADINGS_KEEP == static_cast<int>(Headings::kKeep));
static_assert(BROADSHEET_OFF == static_cast<int>(Switch::kOff));
static_assert(BROADSHEET_ON == static_cast<int>(Switch::kOn));

broadsheet_reply* unknown_value(std::string_view option, std::uint32_t value) {
  return make_error(
      BROADSHEET_INVALID_ARGUMENT, "option-unknown",
      "the render option `" + std::string(option) + "` has no value " + std::to_string(value),
      "see broadsheet_c.h for the values there are");
}

broadsheet_reply* render(std::string_view source, const broadsheet_render_options& given) {
  if (given.profile > BROADSHEET_PROFILE_COMMONMARK) {
    return unknown_value("profile", given.profile);
  }
  if (given.html > BROADSHEET_HTML_SANITIZE) {
    return unknown_value("html", given.html);
  }
  if (given.emphasis > BROADSHEET_EMPHASIS_LENIENT) {
    return unknown_value("emphasis", given.emphasis);
  }
  if (given.front_matter > BROADSHEET_ON) {
    return unknown_value("front_matter", given.front_matter);
  }
  if (given.parts > (BROADSHEET_PART_ALL | BROADSHEET_PART_INDEX)) {
    return unknown_value("parts", given.parts);
  }
  if (given.headings > BROADSHEET_HEADINGS_KEEP) {
    return unknown_value("headings", given.headings);
  }
  if (given.encoding > BROADSHEET_ENCODING_UTF16) {
    return unknown_value("encoding", given.encoding);
  }
  RenderOptions options;
  options.profile = static_cast<Profile>(given.profile);
  options.html = static_cast<RawHtml>(given.html);
  options.emphasis = static_cast<Emphasis>(given.emphasis);
  options.front_matter = static_cast<Switch>(given.front_matter);
  options.headings = static_cast<Headings>(given.headings);
  const bool details = (given.parts & BROADSHEET_PART_DETAILS) != 0;
  const bool index = (given.parts & BROADSHEET_PART_INDEX) != 0;
  options.parts.html = (given.parts & BROADSHEET_PART_HTML) != 0;
  options.parts.text = index || (given.parts & BROADSHEET_PART_TEXT) != 0;
  options.parts.details = index || details;
  if (given.base != nullptr) {
    options.base = {given.base, given.base_size};
  }
  if (given.file != nullptr) {
    options.file = {given.file, given.file_size};
  }
  if (given.page_links != nullptr) {
    options.page_links = {given.page_links, given.page_links_size};
  }
  const auto encoding = static_cast<broadsheet_encoding>(given.encoding);
  const Post post = render_post(source, options);
  if (index) {
    const std::string prepared = write_prepared_post(utf8::valid(options.file), post);
    return make_reply(post.html, prepared, to_json(post, details), encoding, BROADSHEET_BLOCK_TEXT);
  }
  return make_reply(post.html, options.parts.text ? post.text : std::string_view{},
                    to_json(post, details), encoding);
}

}  // namespace
}  // namespace broadsheet::c_api

extern "C" broadsheet_reply* broadsheet_render(const char* source, uint32_t source_size,
                                               const broadsheet_render_options* options) {
  return broadsheet::c_api::guarded([&] {
    broadsheet_render_options defaults = {};
    defaults.parts = BROADSHEET_PART_ALL;
    const std::string_view text(source == nullptr ? "" : source,
                                source == nullptr ? 0 : source_size);
    return broadsheet::c_api::render(text, options == nullptr ? defaults : *options);
  });
}
