#include "broadsheet/utf16.h"
#include "text/utf8.h"

namespace broadsheet {

std::size_t BROADSHEET_ABI_NAMESPACE::utf16_size(std::string_view text) noexcept {
  // A character counts with its first byte, and twice beyond U+FFFF.
  constexpr unsigned char kFourBytes = 0xF0;
  std::size_t units = 0;
  for (const char byte : text) {
    if (!utf8::is_continuation(byte)) {
      units += static_cast<unsigned char>(byte) >= kFourBytes ? 2 : 1;
    }
  }
  return units;
}

}  // namespace broadsheet
