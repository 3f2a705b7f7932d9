#include "document/arena.h"

#include <algorithm>
#include <cstring>

namespace broadsheet::document {

std::string_view Arena::keep(std::string_view text) {
  if (text.empty()) {
    return {};
  }
  // Few posts need more than one block; hostile ones get blocks of a size that bounds their number.
  constexpr std::size_t kSmall = 2'048;
  constexpr std::size_t kLarge = 64 * kSmall;
  if (text.size() > room_) {
    const std::size_t size = std::max(text.size(), blocks_.empty() ? kSmall : kLarge);
    blocks_.push_back(std::unique_ptr<char[]>(new char[size]));
    next_ = blocks_.back().get();
    room_ = size;
  }
  char* const copy = next_;
  std::memcpy(copy, text.data(), text.size());
  next_ += text.size();
  room_ -= text.size();
  return {copy, text.size()};
}

void Arena::roll_back(const Mark& mark) {
  blocks_.resize(mark.blocks);
  next_ = mark.next;
  room_ = mark.room;
}

}  // namespace broadsheet::document
