// A plug-in that has a version of the library, its own or a shared one.
#include <broadsheet/broadsheet_c.h>
#include <broadsheet/render.h>
#include <broadsheet/search.h>

#include <cstring>
#include <string>
#include <vector>

namespace {

std::string by_c(const char* source) {
  broadsheet_reply* const reply =
      broadsheet_render(source, static_cast<std::uint32_t>(std::strlen(source)), nullptr);
  std::string html(broadsheet_reply_primary(reply), reply->primary_size);
  broadsheet_reply_free(reply);
  return html;
}

}  // namespace

/// What the plug-in's own version makes of a post, through both interfaces.
extern "C" __attribute__((visibility("default"))) const char* report() {
  static std::string text;
  constexpr const char* kSource = "---\ntitle: 周报\ntags: [a, b]\n---\n# H\n\n**“x”**字\n";
  // Growing a vector makes the plug-in instantiate code for the library's type, as users do.
  std::vector<broadsheet::Post> posts;
  for (int i = 0; i < 3; ++i) posts.push_back(broadsheet::render_post(kSource));
  const broadsheet::Post& post = posts.back();
  broadsheet::Catalog catalog(
      {{"a.md", post.data.title.value_or(""), {}, {}, {}, false, {}, post.data.tags, {}, {}}});
  const auto page = catalog.query({});
  text = std::string(broadsheet_version()) + ' ' + post.data.title.value_or("") + ' ' +
         (post.html == by_c(kSource) ? "same" : "different") + ' ' +
         std::to_string(page->tags.size()) + ' ' + post.html;
  return text.c_str();
}
