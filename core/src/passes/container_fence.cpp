#include "passes/container_fence.h"

#include <algorithm>

#include "text/fold.h"

namespace broadsheet::passes {
namespace {

bool is_container_name_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
         c == '_';
}

/// What stands between the brackets that `rest` begins with, which are taken from it.
std::string_view take(std::string_view& rest, char open, char close) {
  const std::size_t end = rest.find(close);
  if (rest.empty() || rest.front() != open || end == std::string_view::npos) {
    return {};
  }
  const std::string_view inner = rest.substr(1, end - 1);
  rest = text::trim(rest.substr(end + 1));
  return inner;
}

}  // namespace

std::optional<ContainerFence> read_fence(std::string_view line) {
  constexpr std::size_t kFewestColons = 3;
  ContainerFence fence;
  fence.colons = std::min(line.find_first_not_of(':'), line.size());
  if (fence.colons < kFewestColons) {
    return std::nullopt;
  }
  std::string_view rest = text::trim(line.substr(fence.colons));
  std::size_t end = 0;
  while (end < rest.size() && is_container_name_character(rest[end])) {
    ++end;
  }
  fence.name = rest.substr(0, end);
  if (fence.name.empty()) {
    return rest.empty() ? std::optional(fence) : std::nullopt;
  }
  rest = text::trim(rest.substr(end));
  fence.title = take(rest, '[', ']');
  fence.attributes = take(rest, '{', '}');
  fence.title = fence.title.empty() ? rest : fence.title;
  return fence;
}

}  // namespace broadsheet::passes
