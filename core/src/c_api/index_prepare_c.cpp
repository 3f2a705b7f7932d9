// The part of broadsheet_c.h that renders what an index is made of.
#include <string>
#include <string_view>

#include "broadsheet/broadsheet_c.h"
#include "broadsheet/render.h"
#include "c_api/post_json.h"
#include "c_api/prepared.h"
#include "c_api/reply.h"

namespace broadsheet::c_api {
namespace {

broadsheet_reply* prepare(std::string_view file, std::string_view source) {
  RenderOptions options;
  options.file = file;
  options.parts.html = false;
  Post post = render_post(source, options);
  const std::string prepared = prepared_for_index(file, post);
  // What the index keeps is not told again.
  post.toc.clear();
  post.links.clear();
  post.images.clear();
  return make_reply(prepared, {}, to_json(post, true));
}

}  // namespace
}  // namespace broadsheet::c_api

extern "C" broadsheet_reply* broadsheet_index_prepare(const char* path, uint32_t path_size,
                                                      const char* source, uint32_t source_size) {
  return broadsheet::c_api::guarded([&] {
    return broadsheet::c_api::prepare({path, path_size}, {source, source_size});
  });
}
