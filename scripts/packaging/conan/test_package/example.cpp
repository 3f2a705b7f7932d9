#include <broadsheet/render.h>

#include <iostream>

int main() {
  const broadsheet::Post post = broadsheet::render_post("---\ntitle: Issue 1\n---\n**Hello**\n");
  std::cout << post.data.title.value_or("untitled") << '\n' << post.html;
  return post.data.title == "Issue 1" && post.html == "<p><strong>Hello</strong></p>\n" ? 0 : 1;
}
