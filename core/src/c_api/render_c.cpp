// The rendering half of broadsheet_c.h.
#include "broadsheet/broadsheet_c.h"
#include "broadsheet/render.h"
#include "c_api/argument.h"
#include "c_api/post_json.h"
#include "c_api/prepared.h"
#include "c_api/render_options.h"
#include "c_api/reply.h"

namespace broadsheet::c_api {
namespace {

broadsheet_reply* render(std::string_view source, const broadsheet_render_options& given) {
  RenderOptions options;
  broadsheet_reply* const refusal = read_options(given, options);
  if (refusal != nullptr) {
    return refusal;
  }
  const bool details = (given.parts & BROADSHEET_PART_DETAILS) != 0;
  const bool index = (given.parts & BROADSHEET_PART_INDEX) != 0;
  options.parts.html = (given.parts & BROADSHEET_PART_HTML) != 0;
  options.parts.text = index || (given.parts & BROADSHEET_PART_TEXT) != 0;
  options.parts.details = index || details;
  const auto encoding = static_cast<broadsheet_encoding>(given.encoding);
  const Post post = render_post(source, options);
  if (index) {
    return make_reply(post.html, prepared_for_index(options.file, post), to_json(post, details),
                      encoding, BROADSHEET_BLOCK_TEXT);
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
    return broadsheet::c_api::render(broadsheet::c_api::view(source, source_size),
                                     options == nullptr ? defaults : *options);
  });
}
