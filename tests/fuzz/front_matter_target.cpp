#include <string>

#include "differential/yaml_readers.h"
#include "expect.h"
#include "post_oracle.h"
#include "targets.h"
#include "text/utf8.h"

namespace broadsheet::fuzz {
namespace {

constexpr std::string_view kBody = "The body.";

struct Fence {
  std::string_view open;
  std::string_view close;
};

/// YAML, TOML, JSON, and none, where the input brings its own.
constexpr Fence kFences[] = {
    {"---\n", "\n---\n\n"}, {"+++\n", "\n+++\n\n"}, {"{\n", "\n}\n\n"}, {"", "\n\n"}};

}  // namespace

void front_matter(std::string_view input) {
  if (input.empty()) {
    return;
  }
  const Fence& fence = kFences[static_cast<unsigned char>(input[0] - '0') % std::size(kFences)];
  std::string source(fence.open);
  source.append(input.substr(1)).append(fence.close).append(kBody).append("\n");
  if (&fence == kFences) {
    const ReadersCompared readers = compare_yaml_readers(utf8::valid(input.substr(1)));
    expect(readers.difference.empty(), "both readers of YAML read the same", readers.difference);
  }
  const Post post = render_and_check(source, {});
  // Raw HTML may hold the body back: a comment, a script.
  if (source.find('<') == std::string::npos) {
    expect(post.text.find(kBody) != std::string::npos, "the body is never lost", post.text);
  }
}

}  // namespace broadsheet::fuzz
