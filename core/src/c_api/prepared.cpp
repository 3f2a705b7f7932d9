#include "c_api/prepared.h"

#include "c_api/post_json.h"
#include "search/writing/prepared_post.h"
#include "text/utf8.h"

namespace broadsheet::c_api {

std::string prepared_for_index(std::string_view file, const Post& post) {
  const std::string path = utf8::valid(file);
  return search::write_prepared_post(path, entry_json(path, post), post);
}

}  // namespace broadsheet::c_api
