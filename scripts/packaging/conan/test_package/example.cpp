#include <broadsheet/render.h>

#include <iostream>

int main() {
  const broadsheet::Post post =
      broadsheet::render_post("---\ntitle: Issue 1\n---\nHello, **world**\n");
  std::cout << post.data.title.value_or("untitled") << '\n' << post.html;
  const bool is_right =
      post.data.title == "Issue 1" && post.html == "<p>Hello, <strong>world</strong></p>\n";
  return is_right ? 0 : 1;
}
