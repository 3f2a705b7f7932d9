// Texts by the order in which they are first seen.
#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace broadsheet::sent {

class TextNumbers {
 public:
  /// From 1 on; the same for the same text.
  std::size_t number_of(const std::string& text);

  [[nodiscard]] const std::vector<std::string>& texts() const { return texts_; }
  [[nodiscard]] std::vector<std::string> take() { return std::move(texts_); }

 private:
  std::vector<std::string> texts_;
  std::map<std::string, std::size_t, std::less<>> numbers_;
};

}  // namespace broadsheet::sent
