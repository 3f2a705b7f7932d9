#include "sent/text_numbers.h"

namespace broadsheet::sent {

std::size_t TextNumbers::number_of(const std::string& text) {
  const auto [known, is_new] = numbers_.try_emplace(text, texts_.size() + 1);
  if (is_new) {
    texts_.push_back(text);
  }
  return known->second;
}

}  // namespace broadsheet::sent
