// Measures what rendering costs natively: processor time, and the most memory that was taken.
//
//   broadsheet_cost TIMES [sent|tree] < posts
//
// A post is its size (a uint32_t in little-endian) and its bytes. A line is the least time of TIMES
// renderings in microseconds of processor time, and the peak of allocated bytes. `sent` makes mail,
// article and feed, too; `tree` reads the post's tree, asks about all nodes and gives each an
// answer.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <limits>
#include <new>
#include <string>
#include <string_view>
#include <vector>

#include "broadsheet/broadsheet_c.h"

namespace {

std::size_t taken = 0;
std::size_t most_taken = 0;

/// Stands before each block, and keeps its alignment.
struct alignas(std::max_align_t) BlockSize {
  std::size_t bytes;
};

BlockSize* header_of(void* memory) {
  return static_cast<BlockSize*>(memory) - 1;
}

}  // namespace

extern "C" {
void* __real_malloc(std::size_t size);
void* __real_realloc(void* memory, std::size_t size);
void __real_free(void* memory);

void* __wrap_malloc(std::size_t size) {
  auto* const block = static_cast<BlockSize*>(__real_malloc(sizeof(BlockSize) + size));
  if (block == nullptr) {
    return nullptr;
  }
  block->bytes = size;
  taken += size;
  most_taken = std::max(most_taken, taken);
  return block + 1;
}

void __wrap_free(void* memory) {
  if (memory != nullptr) {
    taken -= header_of(memory)->bytes;
    __real_free(header_of(memory));
  }
}

void* __wrap_realloc(void* memory, std::size_t size) {
  if (memory == nullptr) {
    return __wrap_malloc(size);
  }
  const std::size_t before = header_of(memory)->bytes;
  auto* const block =
      static_cast<BlockSize*>(__real_realloc(header_of(memory), sizeof(BlockSize) + size));
  if (block == nullptr) {
    return nullptr;
  }
  block->bytes = size;
  taken = taken - before + size;
  // While it is moved, both places are taken.
  most_taken = std::max(most_taken, taken + (size > before ? before : 0));
  return block + 1;
}

void* __wrap_calloc(std::size_t count, std::size_t size) {
  void* const memory = __wrap_malloc(count * size);
  if (memory != nullptr) {
    std::fill_n(static_cast<char*>(memory), count * size, '\0');
  }
  return memory;
}
}

void* operator new(std::size_t size) {
  void* const memory = __wrap_malloc(size);
  if (memory == nullptr) {
    std::abort();
  }
  return memory;
}
void* operator new(std::size_t size, const std::nothrow_t& /*tag*/) noexcept {
  return __wrap_malloc(size);
}
void operator delete(void* memory) noexcept {
  __wrap_free(memory);
}
void operator delete(void* memory, std::size_t /*size*/) noexcept {
  __wrap_free(memory);
}

namespace {

double processor_microseconds() {
  timespec now{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) * 1e6 + static_cast<double>(now.tv_nsec) / 1e3;
}

bool read_post(std::string& post) {
  unsigned char bytes[4];
  if (std::fread(bytes, 1, sizeof bytes, stdin) != sizeof bytes) {
    return false;
  }
  std::uint32_t size = 0;
  for (unsigned index = 0; index < sizeof bytes; ++index) {
    size |= std::uint32_t{bytes[index]} << (8 * index);
  }
  post.resize(size);
  return std::fread(post.data(), 1, size, stdin) == size;
}

/// A post by its tree: all its nodes with their texts, and an answer for whichever may have one.
void render_by_tree(std::string_view post) {
  constexpr std::string_view kAttributes("class\0wide\0title\0A title\0", 25);
  broadsheet_render_options options = {};
  options.parts = BROADSHEET_PART_ALL;
  options.hooks = BROADSHEET_HOOK_ALL;
  options.syntax = BROADSHEET_SYNTAX_ALL;
  broadsheet_tree* tree = nullptr;
  broadsheet_reply_free(
      broadsheet_tree_open(post.data(), static_cast<std::uint32_t>(post.size()), &options, &tree));
  if (tree == nullptr) {
    std::abort();
  }
  const broadsheet_node* const nodes = broadsheet_tree_nodes(tree);
  std::vector<broadsheet_answer> answers;
  for (std::uint32_t at = 1; at < nodes[0].end; ++at) {
    std::uint32_t size = 0;
    for (std::uint32_t which = 0; which <= BROADSHEET_TEXT_MARKUP; ++which) {
      static_cast<void>(broadsheet_tree_text(tree, at, which, &size));
    }
    answers.push_back({at, BROADSHEET_ANSWER_ATTRIBUTES,
                       static_cast<std::uint32_t>(kAttributes.size()), kAttributes.data()});
  }
  broadsheet_reply_free(broadsheet_tree_render(
      tree, answers.data(), static_cast<std::uint32_t>(answers.size()), BROADSHEET_ENCODING_UTF8));
  broadsheet_tree_free(tree);
}

}  // namespace

constexpr std::string_view kSent = R"({"mail":{},"wechat":{},"feed":{}})";

int main(int argc, char** argv) {
  const int times = argc >= 2 ? std::atoi(argv[1]) : 0;
  const std::string how = argc == 3 ? argv[2] : "";
  if (times < 1) {
    std::fputs("usage: broadsheet_cost TIMES [sent|tree] < posts\n", stderr);
    return 2;
  }
  std::string post;
  while (read_post(post)) {
    double least = std::numeric_limits<double>::max();
    const std::size_t before = taken;
    most_taken = taken;
    for (int time = 0; time < times; ++time) {
      const double start = processor_microseconds();
      const auto size = static_cast<std::uint32_t>(post.size());
      if (how == "tree") {
        render_by_tree(post);
      } else if (how == "sent") {
        broadsheet_reply_free(broadsheet_render_sent(post.data(), size, nullptr, kSent.data(),
                                                     static_cast<std::uint32_t>(kSent.size())));
      } else {
        broadsheet_reply_free(broadsheet_render(post.data(), size, nullptr));
      }
      least = std::min(least, processor_microseconds() - start);
    }
    std::printf("%.0f %zu\n", least, most_taken - before);
  }
  return 0;
}
