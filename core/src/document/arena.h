// Texts that live as long as their tree.
#pragma once

#include <cstddef>
#include <memory>
#include <string_view>
#include <vector>

namespace broadsheet::document {

class Arena {
 public:
  /// A copy of `text`.
  std::string_view keep(std::string_view text);

  /// How far it is filled.
  struct Mark {
    std::size_t blocks = 0;
    char* next = nullptr;
    std::size_t room = 0;
  };
  [[nodiscard]] Mark mark() const { return {blocks_.size(), next_, room_}; }
  /// Gives up what was kept since.
  void roll_back(const Mark& mark);

 private:
  std::vector<std::unique_ptr<char[]>> blocks_;
  char* next_ = nullptr;
  std::size_t room_ = 0;
};

}  // namespace broadsheet::document
