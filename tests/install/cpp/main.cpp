// Renders a post through the C++ interface of the installed library.
#include <broadsheet/render.h>

#include <iostream>
#include <string_view>

namespace {

int failures = 0;

void expect(bool holds, std::string_view what) {
  if (holds) return;
  std::cerr << "C++ program: expected " << what << '\n';
  ++failures;
}

}  // namespace

int main() {
  constexpr std::string_view kSource =
      "---\n"
      "title: 周报\n"
      "date: 2023-05-12T15:00:00+08:00\n"
      "tags: [wasm, C++]\n"
      "---\n"
      "# 你好\n\n**“粗体”**文字 and a [link](https://example.com/).\n";
  const broadsheet::Post post = broadsheet::render_post(kSource);

  expect(post.data.title == "周报", "the title");
  expect(post.data.date == "2023-05-12T15:00:00+08:00", "the date with its offset");
  expect(post.data.tags.size() == 2, "two tags");
  expect(post.toc.size() == 1 && post.toc[0].text == "你好", "one heading");
  // Only the patched md4c makes this bold, so it tells that ours is the one in the library.
  expect(post.html.find("<strong>“粗体”</strong>") != std::string::npos,
         "bold beside Chinese text");
  expect(post.links.size() == 1, "one link");

  if (failures == 0) std::cout << "C++ program: rendered " << post.html.size() << " bytes\n";
  return failures == 0 ? 0 : 1;
}
