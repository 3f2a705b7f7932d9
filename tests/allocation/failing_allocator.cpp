#include "failing_allocator.h"

#include <cstddef>
#include <new>

extern "C" {
void* __real_malloc(std::size_t size);
void* __real_calloc(std::size_t count, std::size_t size);
void* __real_realloc(void* memory, std::size_t size);
int __real_posix_memalign(void** memory, std::size_t alignment, std::size_t size);
void* __real_aligned_alloc(std::size_t alignment, std::size_t size);
void __real_free(void* memory);
}

namespace broadsheet::allocation {
namespace {

bool armed = false;
bool failed = false;
Failing how = Failing::kOnce;
std::uint32_t number_to_fail = 0;
std::uint32_t count = 0;
std::int64_t live_count = 0;

bool refuse() {
  if (!armed) {
    return false;
  }
  ++count;
  const bool now = how == Failing::kOnce ? count == number_to_fail : count >= number_to_fail;
  failed = failed || now;
  return now;
}

void* counted(void* memory) {
  live_count += memory == nullptr ? 0 : 1;
  return memory;
}

void* take(std::size_t size) {
  return refuse() ? nullptr : counted(__real_malloc(size == 0 ? 1 : size));
}

void give_back(void* memory) {
  live_count -= memory == nullptr ? 0 : 1;
  __real_free(memory);
}

}  // namespace

void fail_at(std::uint32_t number, Failing failing) {
  number_to_fail = number;
  how = failing;
  count = 0;
  failed = false;
  armed = true;
}

bool fail_no_more() {
  armed = false;
  return failed;
}

std::uint32_t asked() {
  return count;
}

std::int64_t live() {
  return live_count;
}

}  // namespace broadsheet::allocation

using broadsheet::allocation::counted;
using broadsheet::allocation::give_back;
using broadsheet::allocation::refuse;
using broadsheet::allocation::take;

extern "C" {

void* __wrap_malloc(std::size_t size) {
  return take(size);
}

void* __wrap_calloc(std::size_t count, std::size_t size) {
  return refuse() ? nullptr : counted(__real_calloc(count, size));
}

void* __wrap_realloc(void* memory, std::size_t size) {
  if (refuse()) {
    return nullptr;
  }
  void* const moved = __real_realloc(memory, size);
  return memory == nullptr ? counted(moved) : moved;
}

// In libc++abi these hold the exceptions themselves; that they fail too is another matter.
int __wrap_posix_memalign(void** memory, std::size_t alignment, std::size_t size) {
  const int error = __real_posix_memalign(memory, alignment, size);
  counted(error == 0 ? *memory : nullptr);
  return error;
}

void* __wrap_aligned_alloc(std::size_t alignment, std::size_t size) {
  return counted(__real_aligned_alloc(alignment, size));
}

void __wrap_free(void* memory) {
  give_back(memory);
}

}  // extern "C"

void* operator new(std::size_t size) {
  void* const memory = take(size);
  if (memory == nullptr) {
    throw std::bad_alloc();
  }
  return memory;
}

void* operator new[](std::size_t size) {
  return operator new(size);
}

void* operator new(std::size_t size, const std::nothrow_t& /*tag*/) noexcept {
  return take(size);
}

void operator delete(void* memory) noexcept {
  give_back(memory);
}

void operator delete(void* memory, std::size_t /*size*/) noexcept {
  give_back(memory);
}

void operator delete(void* memory, const std::nothrow_t& /*tag*/) noexcept {
  give_back(memory);
}

void operator delete[](void* memory) noexcept {
  give_back(memory);
}

void operator delete[](void* memory, std::size_t /*size*/) noexcept {
  give_back(memory);
}
