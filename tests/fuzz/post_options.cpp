#include "post_options.h"

#include <iterator>

namespace broadsheet::fuzz {
namespace {

constexpr std::string_view kBases[] = {"", "https://example.org/posts/2023/", "/archive/",
                                       "javascript:alert(1)//"};

/// The choices that a byte makes, counted from the digit 0.
class Choices {
 public:
  explicit Choices(char byte) : left_(static_cast<unsigned char>(byte - '0')) {}

  template <typename Value>
  Value of(unsigned count) {
    const unsigned choice = left_ % count;
    left_ /= count;
    return static_cast<Value>(choice);
  }

 private:
  unsigned left_;
};

}  // namespace

PostInput post_input(std::string_view input) {
  PostInput post;
  if (input.size() < 2) {
    return post;
  }
  RenderOptions& options = post.options;
  Choices how(input[0]);
  options.html = how.of<RawHtml>(static_cast<unsigned>(RawHtml::kSanitize) + 1);
  options.profile = how.of<Profile>(2);
  options.emphasis = how.of<Emphasis>(static_cast<unsigned>(Emphasis::kLenient) + 1);
  options.dialect = how.of<Dialect>(3);
  Choices what(input[1]);
  options.base = kBases[what.of<unsigned>(std::size(kBases))];
  options.front_matter = what.of<Switch>(3);
  // Flipped, so that the digit 0 asks for all parts.
  options.parts.html = !what.of<bool>(2);
  options.parts.text = !what.of<bool>(2);
  options.parts.details = !what.of<bool>(2);
  post.source = input.substr(2);
  return post;
}

}  // namespace broadsheet::fuzz
