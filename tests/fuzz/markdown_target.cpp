#include "post_options.h"
#include "post_oracle.h"
#include "sent_oracle.h"
#include "targets.h"

namespace broadsheet::fuzz {

void markdown(std::string_view input) {
  const PostInput post = post_input(input);
  render_and_check(post.source, post.options);
  expect_sound_sent(post.source, post.options);
}

}  // namespace broadsheet::fuzz
